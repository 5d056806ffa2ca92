"""When two files say the same: their text without what a new export changes."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

import re
import unicodedata


#: Letters and digits that a text must have to be told from others: a scan has none, and
#: what has a line or two, such as a cover letter, may be alike without being the same.
FEWEST = 200
NOT_SAID = re.compile(r"[\W_]+")


def text_digest(pages: Iterable[str]) -> str:
    """Return a digest, hex, of what the pages say; '' where they say too little.

    Case, spaces, line ends, hyphens, marks and the forms of ligatures do not count.
    """
    text = unicodedata.normalize("NFKC", "".join(pages)).casefold()
    said = NOT_SAID.sub("", text)
    return sha256(said.encode()).hexdigest() if len(said) >= FEWEST else ""
