"""Papers: tagged, bookmarked PDF made by typst (PDF/UA-1).

``pdf("meeting", data, "cy")`` sets ``meeting.typ`` of this folder. A template reads the
data by ``json(bytes(sys.inputs.content))`` and its language by ``content.language``; what
people typed is a value in it and never typst's own text. It imports ``paper.typ``, which
has what all of them share: the page, its foot, headings that become bookmarks, facts and
tables with a header.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import json
import re
import typst


HERE = Path(__file__).parent
STANDARD = "ua-1"
#: What stands for a sign that no font can show.
UNKNOWN = "\N{REPLACEMENT CHARACTER}"
#: Signs that the fonts which come with typst do not show: all but line ends, Latin, Greek,
#: Cyrillic, and the punctuation and signs that are used with them.
UNSHOWN = re.compile(
    r"[^\t\n\r\x20-\x7e\xa0-\u024f\u0300-\u036f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u045f"
    r"\u1e00-\u1eff\u200b-\u200d\u2010-\u2027\u202f-\u2040\u2042\u2044-\u2052\u2054-\u205e"
    r"\u20a0-\u20bf\u2190-\u2193\u2212\u2260\u2264\u2265\u2713\u2714\ufffd]"
)


def pdf(template: str, data: Mapping[str, Any], language: str) -> bytes:
    """Return the PDF of a template of this folder.

    ``data`` is what JSON can hold and has a ``title``, which PDF/UA asks for. A sign that
    no font of this machine can show is set as U+FFFD.
    """
    content = {**data, "language": language}
    # Half a sign, which JSON can bring, cannot be set.
    told = json.dumps(content, ensure_ascii=False).encode(errors="replace").decode()
    path = HERE / f"{template}.typ"
    try:
        return _compiled(path, told)
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
        # PDF/UA refuses the whole paper for one emoji in a title.
        return _compiled(path, json.dumps(_shown(content), ensure_ascii=False))


def _compiled(path: Path, told: str) -> bytes:
    return bytes(typst.compile(str(path), sys_inputs={"content": told}, pdf_standards=STANDARD))


def _shown(value: Any) -> Any:
    """Return data without the signs that cannot be shown."""
    if isinstance(value, str):
        return UNSHOWN.sub(UNKNOWN, value)
    if isinstance(value, Mapping):
        return {name: _shown(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_shown(one) for one in value]
    return value
