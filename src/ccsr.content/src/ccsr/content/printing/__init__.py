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
import typst


HERE = Path(__file__).parent
STANDARD = "ua-1"


def pdf(template: str, data: Mapping[str, Any], language: str) -> bytes:
    """Return the PDF of a template of this folder.

    ``data`` is what JSON can hold and has a ``title``, which PDF/UA asks for.
    """
    content = {**data, "language": language}
    # Half a sign, which JSON can bring, cannot be set.
    told = json.dumps(content, ensure_ascii=False).encode(errors="replace").decode()
    path = HERE / f"{template}.typ"
    return bytes(typst.compile(str(path), sys_inputs={"content": told}, pdf_standards=STANDARD))
