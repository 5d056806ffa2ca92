"""The check over HTTP: the plain form, two people at one row, and who sees what."""

from ccsr.content.content import checking
from ccsr.content.content import filed
from ccsr.content.content import intake_item
from ccsr.content.domain.recognition import Found
from ccsr.content.domain.recognition import Passage
from ccsr.content.domain.recognition import Reading
from ccsr.content.domain.recognition import Subject
from ccsr.content.intake import batches
from ccsr.content.intake import receiving
from dataclasses import replace
from html import unescape
from io import BytesIO
from plone import api

import httpx
import pytest
import re
import transaction
import world


OFFICER, REVIEWER, COMMISSIONER = "ann.officer", "rhys.reviewer", "carys.commissioner"
PASSAGE = Passage(1, f"{world.CANARY} passage, 22 April 2024", ((0.1, 0.2, 0.5, 0.22),))
FIELD = re.compile(r'name="was\.([\w.]+)"[^>]*value="([^"]*)"')


def reading(name):
    values = {
        "framework": Found("ciw_2024", PASSAGE),
        "inspection_kind": Found("annual", PASSAGE),
        "inspected_from": Found("2024-03-04", PASSAGE),
        "inspected_to": Found("2024-03-08", PASSAGE),
        "issued": Found("2024-04-22", PASSAGE, certain=False),
    }
    subject = Subject(name, f"{world.CANARY}-S-shared", "Cardiff", PASSAGE)
    return Reading("InspectionReport", "ciw", values, {}, subject)


@pytest.fixture
def items(layer, register):
    """Two files of one drop that an officer has brought in, read; they are gone afterwards."""
    transaction.begin()
    home = register["Service", "shared"]
    with api.env.adopt_user(username=OFFICER):
        batch = batches.make()
        for name in ("a.pdf", "b.pdf"):
            file = BytesIO(world.pdf(f"{name} {id(batch)}"))
            entry = receiving.receive(batch, name, name, file)
            intake_item.keep_reading(layer["portal"]["intake"][entry.item], reading(home.title))
    transaction.commit()
    yield [batch.entries[name].item for name in ("a.pdf", "b.pdf")]
    transaction.begin()
    area = layer["portal"]["intake"]
    for one in list(area.objectIds()):
        area._delObject(one)
    transaction.commit()


@pytest.fixture
def desk(layer):
    """Return the form of the check as an account meets it: what it shows, and a way to send it."""
    return lambda who: Form(layer["portal"].absolute_url() + "/intake/@@check", who)


class Form:
    """The page without its script."""

    def __init__(self, url, who):
        self.url = url
        self.client = httpx.Client(auth=(who, world.PASSWORD), timeout=60, follow_redirects=True)

    def open(self, row):
        """Show the fields of a row; return the page."""
        self.page = self.client.get(self.url, params={"row": row}).text
        self.row = row
        return self.page

    @property
    def shown(self):
        """What the fields of the open row say."""
        return {name: unescape(text) for name, text in FIELD.findall(self.page)}

    def send(self, action, **typed):
        """Press a button with some fields changed; return the page that comes."""
        token = re.search(r'name="_authenticator" value="([0-9a-f]+)"', self.page)[1]
        texts = {**self.shown, **{name.replace("__", "."): text for name, text in typed.items()}}
        data = {"_authenticator": token, "row": self.row, "action": action}
        data |= {f"was.{name}": text for name, text in self.shown.items()}
        data |= {f"value.{name}": text for name, text in texts.items()}
        self.page = unescape(self.client.post(self.url, data=data).text)
        return self.page


def row_of(layer, id):
    transaction.begin()
    return checking.Desk().row(layer["portal"]["intake"][id])


def filings():
    transaction.begin()
    return filed.filings()


def test_the_page_is_not_there_for_who_may_not_upload(visitor, items):
    page, none = "/intake/@@check", "/intake/@@nothing"

    assert visitor(OFFICER).get(page).status_code == 200
    for name in (COMMISSIONER, "ivor.inspector", "petra.contact"):
        refused = visitor(name).get(page)
        assert refused.status_code == visitor(name).get(none).status_code
        assert "a.pdf" not in refused.text


def test_a_report_is_checked_and_filed_by_the_plain_form(layer, items, desk):
    form = desk(OFFICER)
    assert "uncertain: accept it" in form.open(items[0])
    assert "uncertain: accept it" in form.send("file")

    form.send("accept:issued")
    form.send("file", inspector="A. B.", shareable_declared="yes")

    (uid,) = filings()[-1].documents
    with api.env.adopt_user(username=OFFICER):
        draft = api.content.get(UID=uid)
    assert (str(draft.issued), draft.inspector, draft.shareable_declared) == (
        "2024-04-22",
        "A. B.",
        True,
    )
    assert items[0] not in layer["portal"]["intake"]
    assert "Ready to share" in form.client.get(form.url).text


def test_a_row_names_whom_its_file_is_about_where_the_register_has_nobody_like_that(
    layer, items, desk
):
    stranger = replace(
        reading("").subject, name="Plas Xylo", urn="SC987654", authority="Torfaen", provider="Q Ltd"
    )
    intake_item.keep_reading(
        layer["portal"]["intake"][items[1]], replace(reading(""), subject=stranger)
    )
    transaction.commit()

    page = " ".join(desk(OFFICER).open(items[1]).split())

    assert page.count("No service that you can see in the register fits that.") == 1
    assert "Plas Xylo, SC987654, Q Ltd, Torfaen" in page


def test_a_scan_waits_for_nothing_where_scans_are_not_read(layer, items, desk, monkeypatch):
    monkeypatch.setenv("CCSR_TESSERACT", "")
    intake_item.put_state(layer["portal"]["intake"][items[0]], intake_item.UNREADABLE)
    transaction.commit()

    form = desk(OFFICER)
    assert "scans are not read here. Fill it in by hand" in form.open(items[0])


def test_nobody_overwrites_unseen_what_somebody_else_has_put_there(layer, items, desk):
    ann, rhys = desk(OFFICER), desk(REVIEWER)
    ann.open(items[0])
    rhys.open(items[0])
    ann.send("save", issued="23/04/2024")

    page = rhys.send("save", issued="24/04/2024", inspector="A. B.")

    row = row_of(layer, items[0])
    assert (row.cell("issued").text, row.cell("inspector").text) == ("23/04/2024", "A. B.")
    assert f"{world.CANARY} {OFFICER}" in page
    assert 'value="24/04/2024"' in page
    rhys.send("save", issued="24/04/2024")
    assert row_of(layer, items[0]).cell("issued").answer.by == REVIEWER


def test_a_value_is_copied_to_the_rows_below_and_a_declaration_never(layer, items, desk):
    form = desk(OFFICER)
    form.open(items[0])

    form.send("copy:issued", issued="23/04/2024", shareable_declared="yes")
    form.send("copy:shareable_declared")

    below = row_of(layer, items[1])
    assert below.cell("issued").answer.how == "copied"
    assert not below.is_declared
    form.send("undo")
    assert row_of(layer, items[1]).cell("issued").answer is None


def test_where_it_was_read_is_shown_to_staff_alone(layer, register, items, desk, visitor):
    form = desk(OFFICER)
    form.open(items[0])
    form.send("file", issued="23/04/2024", shareable_declared="yes")
    transaction.begin()
    with api.env.adopt_user(username=REVIEWER):
        draft = api.content.get(UID=filed.filings()[-1].documents[0])
        world.transition(draft, "share")
        path = draft.absolute_url().removeprefix(layer["portal"].absolute_url())
    transaction.commit()

    page = visitor(OFFICER).get(path).text
    assert PASSAGE.text in page
    assert "Typed by" in page
    assert visitor(COMMISSIONER).get(path).status_code == 200
    assert PASSAGE.text not in visitor(COMMISSIONER).get(path).text
    part = visitor(COMMISSIONER).get(f"{path}/@@provenance-part")
    assert part.status_code == visitor(COMMISSIONER).get(f"{path}/@@nothing").status_code == 404
