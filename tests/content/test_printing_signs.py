"""Whatever sign people type, a paper is made."""

from ccsr.content.printing import pdf
from ccsr.content.printing import UNKNOWN

import pypdfium2
import pytest


def words(paper):
    """Return the text of the first page."""
    return pypdfium2.PdfDocument(paper)[0].get_textpage().get_text_range()


@pytest.mark.parametrize("sign", ["\x07", "\uffff", "\u0378"])
def test_a_sign_that_no_font_shows_does_not_stop_the_paper(sign):
    told = words(pdf("plain", {"title": f"Tŷ {sign} Ŵyn", "text": f"£5 – {sign}"}, "cy"))
    assert f"Tŷ {UNKNOWN} Ŵyn" in told
    assert f"£5 – {UNKNOWN}" in told
