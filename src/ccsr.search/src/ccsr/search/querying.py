"""From a query as it was read to a query of tantivy."""

from ccsr.search.fields import schema
from ccsr.search.fields import stem
from ccsr.search.reading import Group
from ccsr.search.reading import Node
from ccsr.search.reading import Not
from ccsr.search.reading import Words
from collections.abc import Callable
from collections.abc import Iterable
from tantivy import Occur
from tantivy import Query
from typing import TypeAlias


#: What words of a field weigh, alone or as a phrase.
Weigh: TypeAlias = Callable[[str, tuple[str, ...]], float]


#: How much more a title or a number weighs than a word of the text.
NAMES_WEIGH = 4.0
#: How much more besides what a thing itself is called, however long its name is: it comes
#: before what bears its name, whose score tantivy keeps below 2.2 for each word (k1 = 1.2).
TITLES_WEIGH = 2.5 * NAMES_WEIGH
#: Scores of tantivy are about 0-30, a catalog's are whole numbers of 31 bits.
SCALE = 1000.0


def as_found(field: str, words: tuple[str, ...]) -> float:
    """Return what words weigh where their scores are of no interest."""
    return 1.0


def scaled(node: Node, weigh: Weigh = as_found, field: str = "") -> Query:
    """Return the query for `node` with scores that lose little as whole numbers."""
    return Query.boost_query(build(node, weigh, field), SCALE)


def build(node: Node, weigh: Weigh = as_found, field: str = "") -> Query:
    """Return the query that finds what `node` asks for, in one field alone if it is given."""
    if isinstance(node, Words):
        return _in_field(field, node, weigh) if field else _words(node, weigh)
    if isinstance(node, Not):
        return _excluding([(Occur.MustNot, build(node.node, field=field))])
    if node.any:
        parts = [(Occur.Should, build(part, weigh, field)) for part in node.nodes]
        return Query.boolean_query(parts)
    return _all(node, weigh, field)


def has_phrase(node: Node) -> bool:
    """Tell whether positions of words must be compared, which is the dear part."""
    if isinstance(node, Group):
        return any(map(has_phrase, node.nodes))
    return has_phrase(node.node) if isinstance(node, Not) else len(node.tokens) > 1


def only(query: Query, rids: Iterable[int]) -> Query:
    """Return `query` for these records alone."""
    wanted = Query.const_score_query(Query.term_set_query(schema(), "rid", list(rids)), 0)
    return Query.boolean_query([(Occur.Must, query), (Occur.Must, wanted)])


def _all(group: Group, weigh: Weigh, field: str) -> Query:
    clauses = [
        (Occur.MustNot, build(part.node, field=field))
        if isinstance(part, Not)
        else (Occur.Must, build(part, weigh, field))
        for part in group.nodes
    ]
    if all(occur == Occur.MustNot for occur, _ in clauses):
        return _excluding(clauses)
    return Query.boolean_query(clauses)


def _excluding(clauses: list[tuple[Occur, Query]]) -> Query:
    return Query.boolean_query([(Occur.Must, Query.all_query()), *clauses])


def _words(words: Words, weigh: Weigh) -> Query:
    exactly = words.exact or words.prefix or words.pattern or len(words.tokens) > 1
    body = "words" if exactly else "stems"
    named = Query.boost_query(_in_field("names", words, weigh), NAMES_WEIGH)
    most = TITLES_WEIGH * len(words.tokens)
    called = Query.const_score_query(_in_field("titles", words, as_found), most)
    # The better of text and names: what repeats a name in its text is not more about it.
    best = Query.disjunction_max_query([_in_field(body, words, weigh), named])
    return Query.boolean_query([(Occur.Should, best), (Occur.Should, called)])


def _in_field(field: str, words: Words, weigh: Weigh) -> Query:
    first, *more = words.tokens
    if more:
        ask = Query.phrase_prefix_query if words.prefix else Query.phrase_query
        phrase = ask(schema(), field, list(words.tokens))
        # What begins a word has no part in the score.
        return Query.boost_query(phrase, weigh(field, words.tokens[: -1 if words.prefix else None]))
    if words.pattern:
        # A word of the index is letters and digits, so nothing is to be escaped.
        return Query.regex_query(schema(), field, first)
    if words.prefix:
        # The same as a pattern, which takes 0.3 ms to be compiled.
        return Query.fuzzy_term_query(schema(), field, first, distance=0, prefix=True)
    if field == "stems" and (stemmed := stem(first)) != first:
        return Query.boolean_query(
            [(Occur.Should, _term(field, one, weigh)) for one in (stemmed, first)]
        )
    return _term(field, first, weigh)


def _term(field: str, word: str, weigh: Weigh) -> Query:
    return Query.boost_query(Query.term_query(schema(), field, word), weigh(field, (word,)))
