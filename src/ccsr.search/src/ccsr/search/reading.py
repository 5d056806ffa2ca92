"""How a query is read: leniently, whatever was typed.

``AND`` (or nothing) between words, ``OR``, ``NOT`` (or ``-`` before a word),
``"a phrase"``, ``prefix*``, ``wom?n``, parentheses. Operators are written in capitals, so
that a sentence may hold "and" and "not". Nothing raises; what had to be read
otherwise than it was written is said in the notes.
"""

from ccsr.search.fields import words_in
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TypeAlias

import enum
import re


#: Of a longer query the first characters and words are read.
LONGEST = 2000
MOST_WORDS = 64
_DEEPEST = 16
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_TOKEN = re.compile(
    r'"(?P<phrase>[^"]*)"(?P<star>\*?)|(?P<open>")|(?P<mark>[()])|(?P<word>[^\s()"]+)'
)
_OPERATORS = ("AND", "OR", "NOT")
#: Wildcards in a word, and words with one: what has more takes seconds.
MOST_WILDCARDS = 6
MOST_WILD_WORDS = 8
#: Letters that must stand before a word may go on.
_BEGUN = 2


class Note(enum.Enum):
    """Why a query was read otherwise than written."""

    CUT = "cut"
    QUOTE_OPEN = "quote_open"
    PARENTHESIS = "parenthesis"
    OPERATOR_ALONE = "operator_alone"
    ONLY_NOT = "only_not"
    WILDCARD = "wildcard"
    NO_WORD = "no_word"


@dataclass(frozen=True, slots=True)
class Words:
    """Words in this order; ``exact`` as written, ``prefix`` if the last may go on.

    A ``pattern`` is one word with wildcards, its token a regular expression.
    """

    text: str
    tokens: tuple[str, ...]
    exact: bool = False
    prefix: bool = False
    pattern: bool = False

    def __str__(self) -> str:
        shown = f'"{self.text}"' if self.exact else self.text
        return f"{shown}*" if self.prefix else shown


@dataclass(frozen=True, slots=True)
class Not:
    """What must not match."""

    node: "Node"

    def __str__(self) -> str:
        return f"NOT ({self.node})" if isinstance(self.node, Group) else f"NOT {self.node}"


@dataclass(frozen=True, slots=True)
class Group:
    """All of the nodes, or any of them."""

    nodes: tuple["Node", ...]
    any: bool = False

    def __str__(self) -> str:
        shown = [f"({node})" if isinstance(node, Group) else str(node) for node in self.nodes]
        return (" OR " if self.any else " ").join(shown)


Node: TypeAlias = Words | Not | Group


@dataclass(frozen=True, slots=True)
class Reading:
    """A query as it was understood; ``node`` is None where it asks for nothing."""

    query: str
    node: Node | None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    words: Words | None = None

    @property
    def size(self) -> int:
        return len(self.words.tokens) if self.words else 1

    def beginning(self, most: int) -> "_Token":
        """Return the token with its first words, of which there is one at least."""
        if self.words is None or self.size <= most:
            return self
        tokens = self.words.tokens[:most]
        return _Token(self.kind, Words(" ".join(tokens), tokens, self.words.exact))


def read(text: str) -> Reading:
    """Return how `text` is understood."""
    parser = _Parser(text)
    node = parser.any_of(0)
    while parser.tokens:
        # A closing parenthesis that nothing opened.
        parser.skip(Note.PARENTHESIS)
        node = _group([part for part in (node, parser.any_of(0)) if part])
    if _excludes(node):
        parser.note(Note.ONLY_NOT)
    return Reading(str(node or ""), node, tuple(parser.notes))


def _excludes(node: Node | None) -> bool:
    if isinstance(node, Group):
        return (any if node.any else all)(map(_excludes, node.nodes))
    return isinstance(node, Not)


def _group(nodes: list[Node], any_of: bool = False) -> Node | None:
    if len(nodes) > 1:
        return Group(tuple(nodes), any_of)
    return nodes[0] if nodes else None


def _regular(wildcards: str) -> str:
    return "." * wildcards.count("?") + ".*" * ("*" in wildcards)


class _Parser:
    def __init__(self, text: str) -> None:
        self.notes: dict[Note, None] = {}
        self._wild = 0
        if len(text) > LONGEST:
            self.note(Note.CUT)
        self.tokens = list(self._first(self._tokens(text[:LONGEST].translate(_QUOTES))))

    def note(self, note: Note) -> None:
        self.notes[note] = None

    def skip(self, note: Note) -> None:
        self.tokens.pop(0)
        self.note(note)

    def _first(self, tokens: Iterator[_Token]) -> Iterator[_Token]:
        """Yield so many tokens that they have ``MOST_WORDS`` words and signs together."""
        left = MOST_WORDS
        for token in tokens:
            if left < token.size:
                self.note(Note.CUT)
            if left:
                yield token.beginning(left)
            left = max(0, left - token.size)

    def _tokens(self, text: str) -> Iterator[_Token]:
        for match in _TOKEN.finditer(text):
            if match["mark"]:
                yield _Token(match["mark"])
            elif match["word"]:
                yield from self._word(match["word"])
            elif match["open"]:
                # What is not closed is read as if it were not there.
                self.note(Note.QUOTE_OPEN)
            else:
                yield from self._words(match["phrase"], exact=True, prefix=bool(match["star"]))

    def _word(self, text: str) -> Iterator[_Token]:
        if text in _OPERATORS:
            yield _Token(text)
            return
        if text.startswith("-") and text != "-":
            yield _Token("NOT")
        bare = text.lstrip("-")
        core = bare.strip("*?")
        if bare and not bare.startswith(core[:1] or bare):
            self.note(Note.WILDCARD)
        if "*" in core or "?" in core:
            yield from self._pattern(core, bare.endswith("*"))
        elif bare:
            yield from self._words(core, prefix=bare.endswith("*"))

    def _pattern(self, text: str, prefix: bool) -> Iterator[_Token]:
        parts = [part for part in re.split(r"([*?]+)", text) if part]
        tokens = [[_regular(part)] if part[0] in "*?" else words_in(part) for part in parts]
        few = sum(map(text.count, "*?")) <= MOST_WILDCARDS
        if few and all(len(token) == 1 for token in tokens) and self._may_be_wild():
            pattern = "".join(chain(*tokens)) + (".*" if prefix else "")
            yield _Token("words", Words(text, (pattern,), prefix=prefix, pattern=True))
        else:
            self.note(Note.WILDCARD)
            for part in parts:
                if part[0] not in "*?":
                    yield from self._words(part)

    def _words(self, text: str, exact: bool = False, prefix: bool = False) -> Iterator[_Token]:
        text = " ".join(text.split()).strip("- ")
        if not exact and text in _OPERATORS:
            # What was no operator as it was written must not look like one.
            text = text.lower()
        tokens = words_in(text)
        if prefix and tokens and not self._goes_on(tokens):
            self.note(Note.WILDCARD)
            prefix = False
        if tokens:
            yield _Token("words", Words(text, tuple(tokens), exact, prefix))
        else:
            self.note(Note.NO_WORD)

    def _goes_on(self, tokens: list[str]) -> bool:
        if len(tokens) > 1:
            # Of a phrase tantivy itself looks at few words only.
            return True
        return len(tokens[0]) >= _BEGUN and self._may_be_wild()

    def _may_be_wild(self) -> bool:
        self._wild += 1
        return self._wild <= MOST_WILD_WORDS

    def any_of(self, depth: int) -> Node | None:
        parts = [self._all_of(depth)]
        while self._next("OR"):
            self.tokens.pop(0)
            parts.append(self._all_of(depth))
            if None in parts[-2:]:
                self.note(Note.OPERATOR_ALONE)
        return _group([part for part in parts if part], any_of=True)

    def _all_of(self, depth: int) -> Node | None:
        parts: list[Node] = []
        joining = True
        while self.tokens and not self._next("OR", ")"):
            if self._next("AND"):
                if joining:
                    self.note(Note.OPERATOR_ALONE)
                self.tokens.pop(0)
                joining = True
            elif node := self._not(depth):
                parts.append(node)
                joining = False
        if joining and parts:
            self.note(Note.OPERATOR_ALONE)
        return _group(parts)

    def _not(self, depth: int) -> Node | None:
        negated = False
        while self._next("NOT"):
            self.tokens.pop(0)
            negated = not negated
        if not self.tokens or self._next("AND", "OR", ")"):
            self.note(Note.OPERATOR_ALONE)
            return None
        node = self._atom(depth)
        return Not(node) if negated and node else node

    def _atom(self, depth: int) -> Node | None:
        token = self.tokens.pop(0)
        if token.kind != "(":
            return token.words
        if depth == _DEEPEST:
            self.note(Note.PARENTHESIS)
            return None
        node = self.any_of(depth + 1)
        if self._next(")"):
            self.tokens.pop(0)
        else:
            self.note(Note.PARENTHESIS)
        return node

    def _next(self, *kinds: str) -> bool:
        return bool(self.tokens) and self.tokens[0].kind in kinds
