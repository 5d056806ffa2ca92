"""The form of an agenda: rows are moved without script, and nobody overwrites another unknowingly."""

from datetime import datetime
from lxml import html
from plone import api
from plone.dexterity.utils import createContentInContainer

import pytest
import transaction


ROWS = "form.widgets.agenda"


@pytest.fixture(scope="module")
def meeting(register):
    with api.env.adopt_user(username="ann.officer"):
        rows = [{"topic": one, "note": None, "source": None, "kind": None} for one in ("A", "B")]
        made = createContentInContainer(
            api.portal.get()["governance"],
            "Meeting",
            title="Autumn",
            starts=datetime(2026, 10, 10, 10),
            agenda=rows,
        )
    transaction.commit()
    return made


@pytest.fixture
def form(visitor, meeting):
    """Return what opens the form anew, with its fields by name."""
    return lambda: Form(visitor("ann.officer"), f"/governance/{meeting.getId()}/edit")


class Form:
    """An edit form over HTTP: ``fields`` as a browser without script sends them."""

    def __init__(self, who, path):
        self.who, self.path = who, path
        self.read(who.get(path).text)

    def read(self, text):
        self.text = text
        page = html.fromstring(text)
        [found] = page.xpath("//form[@id='form']")
        self.fields = dict(found.form_values())

    def press(self, name):
        answer = self.who.client.post(
            f"{self.who.base}{self.path}", data={**self.fields, name: "1"}
        )
        transaction.begin()
        self.read(answer.text) if answer.status_code == 200 else None
        return answer

    def topics(self):
        return [self.fields[f"{ROWS}.{place}.topic"] for place in range(3)]


def topics(meeting):
    return [row["topic"] for row in meeting.agenda]


def test_a_row_is_moved_by_its_button_with_all_that_was_typed_and_saved_by_save(form, meeting):
    page = form()
    page.fields[f"{ROWS}.2.topic"] = "C"
    page.press(f"{ROWS}.2.up")
    assert page.topics() == ["A", "C", "B"]
    page.press(f"{ROWS}.0.down")
    assert page.topics() == ["C", "A", "B"]
    assert topics(meeting) == ["A", "B"]
    assert page.press("form.buttons.save").status_code == 302
    assert topics(meeting) == ["C", "A", "B"]


def test_the_second_of_two_reads_what_the_first_has_kept_and_loses_nothing(form, meeting):
    mine, yours = form(), form()
    mine.fields[f"{ROWS}.0.topic"] = "Mine"
    yours.fields[f"{ROWS}.1.topic"] = "Yours"
    assert mine.press("form.buttons.save").status_code == 302
    assert yours.press("form.buttons.save").status_code == 200
    assert "Somebody else has changed this list" in yours.text
    assert "<li>Mine</li>" in yours.text
    assert yours.topics()[1] == "Yours"
    assert topics(meeting)[0] == "Mine"
    assert yours.press("form.buttons.save").status_code == 302
    assert topics(meeting)[1] == "Yours"


def test_whoever_changed_other_fields_alone_is_told_where_the_list_changed(form, meeting):
    mine, yours = form(), form()
    mine.fields[f"{ROWS}.0.topic"] = "New"
    assert mine.press("form.buttons.save").status_code == 302
    yours.fields["form.widgets.place"] = "Bangor"
    assert yours.press("form.buttons.save").status_code == 200
    assert topics(meeting)[0] == "New"
