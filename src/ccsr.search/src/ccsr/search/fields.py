"""The text of a document in fields, and how tantivy keeps them.

``words``  the words as they stand, with positions: phrases and prefixes
``stems``  their English stems (other languages: the words): everything else
``names``  titles and numbers, which weigh more
``titles`` what a thing itself is called where others bear its name too; it weighs most
"""

from ccsr.search.blocks import bit_of
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b

import re
import tantivy
import unicodedata


#: Raised when the fields or analysers change; a directory of another one is left alone.
SCHEMA = 3
#: Words longer than this many bytes are not indexed (nor searched for).
LONGEST_WORD = 64
#: Scripts written without spaces are indexed character by character.
_UNSPACED = re.compile("([\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])")
_STEMMED = ("", "en")


@dataclass(frozen=True, slots=True)
class Fields:
    """What is indexed of one document.

    ``pages`` are joined, so that a phrase is found across a page break.
    ``language`` is an ISO code; English is stemmed, an empty one is taken for English.
    ``titles`` are among the names: of a thing that should come before all that bears its name.
    """

    names: str = ""
    pages: tuple[str, ...] = ()
    language: str = ""
    titles: str = ""

    @property
    def body(self) -> str:
        """Return the text of all pages."""
        return "\n".join(self.pages)

    @property
    def stemmed(self) -> bool:
        """Tell whether the words are English."""
        return self.language.partition("-")[0].lower() in _STEMMED

    def version(self) -> int:
        """Return 63 bits that stand for this text and no other."""
        parts = (str(SCHEMA), self.language, self.titles, self.names, *self.pages)
        digest = blake2b("\0".join(parts).encode(errors="replace"), digest_size=8).digest()
        return max(1, int.from_bytes(digest) >> 1)

    def __len__(self) -> int:
        return len(self.names) + sum(map(len, self.pages))


def plain(text: str) -> str:
    """Return `text` as tantivy may have it: composed, encodable, unspaced scripts spaced."""
    if text.isascii():
        return text
    # A lone surrogate cannot be encoded.
    text = unicodedata.normalize("NFKC", text.encode(errors="replace").decode())
    return _UNSPACED.sub(r" \1 ", text)


def words_in(text: str) -> list[str]:
    """Return the words of `text` as they are indexed in ``words``."""
    return _analyzer(False).analyze(plain(text))


def terms_in(text: str, language: str) -> list[str]:
    """Return the words of `text` as they are indexed in ``stems``."""
    return _analyzer(Fields(language=language).stemmed).analyze(plain(text))


def stem(word: str) -> str:
    """Return the English stem of an indexed word."""
    return (_analyzer(True).analyze(word) or [word])[0]


@cache
def _analyzer(stemming: bool) -> tantivy.TextAnalyzer:
    analyzer = (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(LONGEST_WORD))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
    )
    return (analyzer.filter(tantivy.Filter.stemmer("english")) if stemming else analyzer).build()


@cache
def schema() -> tantivy.Schema:
    """Return the fields as tantivy keeps them."""
    return (
        tantivy.SchemaBuilder()
        .add_integer_field("rid", indexed=True, fast=True)
        .add_unsigned_field("bit", fast=True)
        .add_unsigned_field("version", fast=True)
        .add_unsigned_field("stamp", indexed=True, fast=True)
        .add_text_field("words", tokenizer_name="words")
        .add_text_field("stems", tokenizer_name="stems", index_option="freq")
        .add_text_field("names", tokenizer_name="words")
        .add_text_field("titles", tokenizer_name="words")
        .build()
    )


def register_analyzers(index: tantivy.Index) -> None:
    """Tell an opened index the analysers that the schema names."""
    index.register_tokenizer("words", _analyzer(False))
    index.register_tokenizer("stems", _analyzer(True))


def document(rid: int, version: int, stamp: int, fields: Fields) -> tantivy.Document:
    """Return what is added to an index for a record of the catalog."""
    made = tantivy.Document()
    made.add_integer("rid", rid)
    made.add_unsigned("bit", bit_of(rid))
    made.add_unsigned("version", version)
    made.add_unsigned("stamp", stamp)
    names = plain(fields.names)
    made.add_text("names", names)
    if fields.titles:
        made.add_text("titles", plain(fields.titles))
    for text in (names, plain(fields.body)):
        made.add_text("words", text)
        if fields.stemmed:
            made.add_text("stems", text)
        else:
            made.add_pre_tokenized_text("stems", _analyzer(False).pre_tokenize(text))
    return made


def joined(texts: Iterable[object]) -> str:
    """Return the strings among `texts` as one."""
    return " ".join(text for text in texts if isinstance(text, str))
