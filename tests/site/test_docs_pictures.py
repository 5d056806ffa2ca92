"""The pictures of the documentation: each is of a page that there is.

``make docs-pictures`` writes them anew.
"""

from pathlib import Path
from PIL import Image

import io
import os
import pytest
import re


DOCS = Path(__file__).parents[2] / "docs"
#: Picture → who looks, and at what: an address, then the first link that fits, each after the other.
PICTURES = {
    "find": ("commissioner", "@@find?q=children"),
    "map": ("commissioner", "@@find-map?type=Service"),
    "service": ("commissioner", "@@find?type=Service&sort=title", "main h2 a, main h3 a"),
    "reader": ("commissioner", "@@find?q=children&type=InspectionReport", ".find-passages a"),
    "queue": ("reviewer", "@@queue"),
    "check": ("officer", "intake/@@check"),
    "liaison": ("inspector", "liaison"),
    "compliance": ("reviewer", "@@compliance"),
    "readiness": ("partner", "readiness"),
    "mine": ("partner", "@@mine"),
}
#: Width and height; colours that are enough for a page.
SIZE, COLOURS = {"width": 1280, "height": 860}, 128


def named():
    """Return the names of the pictures that the documentation shows."""
    pages = [*DOCS.rglob("*.rst"), DOCS.parent / "README.rst"]
    return {
        name
        for page in pages
        for name in re.findall(
            r"^\.\. (?:image|figure):: \S*images/(\w+)\.png", page.read_text(), re.M
        )
    }


def test_each_picture_is_shown_and_each_that_is_shown_is_there():
    there = {path.stem for path in (DOCS / "images").glob("*.png")}
    assert there == named() == set(PICTURES)


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_of_a_page_that_there_is(signed_in, name):
    who, address, *links = PICTURES[name]
    page = signed_in(who, viewport=SIZE)
    assert page.goto(address).ok
    for link in links:
        page.goto(page.locator(link).first.get_attribute("href"))
    page.wait_for_load_state("networkidle")
    assert page.locator("h1").count() == 1
    picture = Image.open(io.BytesIO(page.screenshot()))
    assert picture.size == tuple(SIZE.values())
    if os.environ.get("CCSR_WRITE_PICTURES"):
        few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        few.save(DOCS / "images" / f"{name}.png", optimize=True)
