"""Reading a document in the portal: who may, what is answered, what is on record."""

from ccsr.content.content import layering
from ccsr.content.content import layers
from ccsr.content.content import openings
from ccsr.content.domain import paper
from ccsr.content.domain import words
from ccsr.content.domain.lines import lines
from ccsr.content.domain.lines import Sought
from ccsr.content.domain.paper import Word
from ccsr.content.domain.uploads import UnsuitableFile
from ccsr.content.interfaces import IPages
from hostile import document as hostile_document
from lxml import html
from PIL import Image
from plone import api
from plone.namedfile.file import NamedBlobFile
from visits import JSON
from visits import Probe

import io
import pytest
import time
import world


COMMISSIONER, OFFICER = "carys.commissioner", "ann.officer"


# -- the lines of a page, and what is marked on it ---------------------------------


def word(text, left, top=0.1, right=None):
    return Word(text, left, top, left + 0.1 if right is None else right, top + 0.02)


def marks(query, *texts):
    """Return the texts under the marks of a page with these words in one line."""
    page = [word(text, place / 20, right=place / 20 + 0.04) for place, text in enumerate(texts)]
    sought = Sought([" ".join(texts)], words.read(query).telling)
    lefts = {one.left: one.text for one in page}
    return [[lefts[box[0]] for box in mark] for mark in sought.marks(page)]


def test_words_side_by_side_are_a_line_and_columns_are_not():
    page = [word("Overall", 0.1), word("grade", 0.21), word("Good", 0.6), word("Next", 0.1, 0.13)]
    assert [line.text for line in lines(page)] == ["Overall grade", "Good", "Next"]


def test_what_is_marked_is_what_the_search_finds():
    assert marks("inspect", "Inspected", "by", "inspectors") == [["Inspected"]]
    assert marks("ty", "Tŷ", "Gwyn") == [["Tŷ"]]
    assert marks("car*", "care,", "cars", "scar") == [["care,"], ["cars"]]


def test_a_phrase_is_marked_as_one_and_goes_on_after_a_hyphen():
    assert marks('"self harm"', "of", "self-", "harm") == [["self-"]]
    assert marks('"never there"', "there", "never") == [["there"], ["never"]]


def test_a_place_has_a_box_for_each_line_it_stands_on():
    page = [word("social", 0.8), word("workers", 0.1, 0.13)]
    sought = Sought(["social\nworkers"], words.read('"social workers"').telling)
    assert sought.counts() == {1: 1}
    [boxes] = sought.marks(page)
    assert [box[:2] for box in boxes] == [(0.8, 0.1), (0.1, 0.13)]


# -- what is kept ------------------------------------------------------------------


@pytest.fixture
def report(integration):
    """A report of two pages."""
    register = integration["portal"]["register"]
    with api.env.adopt_roles(["Manager"]):
        home = world.service(world.provider(register, "Reader"), "Reader")
        return world.document(home, "InspectionReport", "read")


def test_what_was_kept_is_what_is_made(report):
    made = layers.words(report, 1), layers.picture(report, 2, layers.PAGE)
    sizes = layers.sizes(report)
    assert not layers.is_complete(report)
    layers.complete(report)
    assert layers.is_complete(report)
    assert (layers.words(report, 1), layers.picture(report, 2, layers.PAGE)) == made
    assert layers.sizes(report) == sizes
    assert [one.text for one in made[0]] == [world.CANARY, "first", "page"]


def test_words_that_a_machine_read_stay_beside_those_of_the_file(report):
    read = (word("scanned", 0.1),)
    layers.keep_words(report, 2, read)
    layers.complete(report)
    assert layers.words(report, 2) == read
    assert len(layers.words(report, 1)) == 3


def test_nothing_of_the_old_file_is_left_when_another_comes(report):
    layers.complete(report)
    report.file = NamedBlobFile(world.pdf("another"), filename="another.pdf")
    IPages(report).update()
    assert not layers.is_complete(report)
    assert layers.KEY not in report.__annotations__
    assert [one.text for one in layers.words(report, 1)] == ["another"]


def test_a_page_that_cannot_be_drawn_is_tried_once(report, monkeypatch):
    report.file = NamedBlobFile(hostile_document(page=b"/CropBox[0 0 1 200]"), filename="a.pdf")
    IPages(report).update()
    with pytest.raises(UnsuitableFile):
        layers.picture(report, 1, layers.LARGEST)
    monkeypatch.setattr(paper, "picture", pytest.fail)
    with pytest.raises(UnsuitableFile):
        layers.picture(report, 1, layers.LARGEST)


def test_a_page_that_cannot_be_drawn_is_still_read(report):
    report.file = NamedBlobFile(hostile_document(page=b"/CropBox[0 0 1 200]"), filename="a.pdf")
    IPages(report).update()
    with pytest.raises(UnsuitableFile):
        layers.picture(report, 1, layers.LARGEST)
    layers.words(report, 1)


def test_the_job_keeps_them_and_has_nothing_to_do_twice(report, monkeypatch):
    job = layering.Layers()
    job.run(api.portal.get(), lambda *_told: None, uid=report.UID())
    assert layers.is_complete(report)
    monkeypatch.setattr(layers, "complete", pytest.fail)
    job.run(api.portal.get(), lambda *_told: None, uid=report.UID())
    job.run(api.portal.get(), lambda *_told: None, uid="0" * 32)


def test_an_opening_is_signed_for_one_thing_one_account_and_some_hours(report, monkeypatch):
    with api.env.adopt_roles(["Manager"]):
        other = world.document(report.__parent__, "InspectionReport", "other")
    sign = openings.sign(report, "carys")
    assert openings.is_signed(sign, report, "carys")
    assert not openings.is_signed(sign, report, "ann")
    assert not openings.is_signed(sign, other, "carys")
    assert not openings.is_signed(sign.replace("-", "-0"), report, "carys")
    assert not openings.is_signed("", report, "carys")
    later = time.time() + openings.LASTS + 1
    monkeypatch.setattr(openings, "time", lambda: later)
    assert not openings.is_signed(sign, report, "carys")


def test_another_file_is_another_opening(report):
    sign = openings.sign(report, "carys")
    report.file = NamedBlobFile(world.pdf("Another file."), filename="other.pdf")
    IPages(report).update()
    assert not openings.is_signed(sign, report, "carys")


# -- over HTTP ---------------------------------------------------------------------


@pytest.fixture
def shown(register):
    return register["InspectionReport", "shared"].absolute_url_path().removeprefix("/plone")


@pytest.fixture
def read(visitor, shown):
    """Return a way to ask for the reader or a part of it."""

    def asked(name="read", query="", who=COMMISSIONER, **headers):
        probe = Probe("GET", f"/@@{name}{query}", headers=tuple(headers.items()))
        return visitor(who).ask(shown, probe)

    return asked


def test_without_script_a_page_is_its_picture_its_text_and_the_ways_on(read):
    page = html.fromstring(read(query="?page=2&q=pages").content)
    [section] = page.cssselect(".reader-page")
    assert section.get("data-page") == "2"
    [picture] = section.cssselect("img")
    assert picture.get("alt") == ""
    assert "page=2" in picture.get("src")
    assert [one.text for one in section.cssselect(".reader-text mark")] == ["page"]
    assert len(section.cssselect("svg rect")) == 1
    assert "page=1" in page.cssselect(".reader-turn a[rel=prev]")[0].get("href")
    assert not page.cssselect(".reader-turn a[rel=next]")
    assert [one.get("data-page") for one in page.cssselect(".reader-found a")] == ["1", "2"]


@pytest.mark.parametrize(
    ("query", "number"),
    [("", "1"), ("?page=99", "2"), ("?page=0", "1"), ("?page=x&box=1,2", "1"), ("?page=²", "1")],
)
def test_an_address_that_asks_for_what_is_not_there_opens_the_nearest_page(read, query, number):
    answer = read(query=query)
    assert answer.status_code == 200
    assert f'data-page="{number}"' in answer.text


def test_a_box_is_marked(read):
    page = html.fromstring(read(query="?page=1&box=0.1,0.2,0.5,0.25").content)
    [mark] = page.cssselect(".reader-marks rect")
    assert [mark.get(name) for name in ("x", "width")] == ["100.0", "400.0"]


def test_the_parts_say_what_stands_where(read):
    told = read("read-words", "?page=2&q=second").json()
    assert [line[0] for line in told["lines"]] == ["second page"]
    assert len(told["marks"]) == 1
    assert read("read-find", "?q=page").json() == {"pages": [[1, 1], [2, 1]], "total": 2}
    assert read("read-find").json() == {"pages": [], "total": 0}


def test_a_picture_that_the_reader_has_is_not_sent_again(read):
    answer = read("read-picture", "?page=2&width=160")
    assert Image.open(io.BytesIO(answer.content)).size[0] == 160
    again = read("read-picture", "?page=2&width=160", **{"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("query", ["?page=3", "?page=x", "?width=161", "?width=999999"])
def test_there_are_no_other_pictures(read, query):
    assert read("read-picture", query).status_code == 404


def test_pictures_are_kept_for_whoever_asks_with_a_token(visitor, shown, read):
    address = f"{visitor(COMMISSIONER).base}{shown}/@@read-keep"
    assert read("read-keep").status_code == 404
    assert visitor(COMMISSIONER).client.post(address).status_code in (403, 404)


def test_who_may_not_view_it_reads_nothing(visitor, register):
    hidden = register["InspectionReport", "concealed"].absolute_url_path().removeprefix("/plone")
    missing = visitor(COMMISSIONER).get(f"{hidden}x/@@read")
    for name in ("read", "read-picture", "read-words", "read-find?q=page", "read-keep"):
        answer = visitor(COMMISSIONER).get(f"{hidden}/@@{name}")
        assert (answer.status_code, len(answer.text)) == (404, len(missing.text)), name
        assert visitor(COMMISSIONER).get(f"{hidden}/@@{name}", JSON).status_code == 404


def test_a_draft_without_a_file_has_nothing_to_read(visitor, register):
    home = register["Service", "shared"].absolute_url_path().removeprefix("/plone")
    body = {"@type": "InspectionReport", "title": "No file"}
    made = visitor(OFFICER).ask(home, Probe("POST", "", JSON, body)).json()["@id"]
    path = made.removeprefix(visitor(OFFICER).base)
    assert visitor(OFFICER).get(f"{path}/@@read").status_code == 404
    assert visitor(OFFICER).get(f"{path}/@@read-picture").status_code == 404
    visitor("mair.manager").ask(path, Probe("DELETE", "", JSON))


def test_a_file_that_waits_in_the_intake_is_read_by_who_may_upload(visitor, register):
    waiting = register["IntakeItem", "to be filed"].absolute_url_path().removeprefix("/plone")
    page = visitor(OFFICER).get(f"{waiting}/@@read")
    assert page.status_code == 200
    [back] = html.fromstring(page.content).cssselect("a.reader-back")
    assert back.get("href").endswith("/intake")
    for name in ("read-picture", "read-words", "read-find?q=page"):
        assert visitor(OFFICER).get(f"{waiting}/@@{name}").status_code == 200, name
    for name in ("read", "read-picture", "read-words", "read-find?q=page"):
        assert visitor(COMMISSIONER).get(f"{waiting}/@@{name}").status_code == 404, name
