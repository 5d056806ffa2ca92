"""Papers of meetings: tagged, with bookmarks, in the language asked for, for their reader's eyes."""

from ccsr.content.content import liaison
from ccsr.content.content.governance import agenda
from datetime import date
from datetime import datetime
from io import BytesIO
from plone import api
from plone.app.testing import login
from plone.dexterity.utils import createContentInContainer
from plone.protect import createToken
from plone.restapi.interfaces import IDeserializeFromJson
from plone.restapi.interfaces import ISerializeToJson
from zope.component import getMultiAdapter

import json
import pikepdf
import pypdfium2
import pytest
import world


@pytest.fixture
def portal(integration):
    with api.env.adopt_user(username="admin"):
        world.create_accounts()
    return integration["portal"]


@pytest.fixture
def meeting(portal):
    login(portal, "ann.officer")
    liaison.file("factual_accuracy", None, "Gwrtheyrn of the draft", "It says four.")
    made = createContentInContainer(
        portal["governance"],
        "Meeting",
        title="Spring #strong[meeting]",
        title_cy="Cyfarfod y gwanwyn",
        starts=datetime(2026, 6, 10, 10),
        matters=[{"topic": "Late reports", "agreed": "A deputy is named.\n\nFrom May on."}],
        attendance=[
            {"name": "Ann", "organisation": "CCSR", "party": "ccsr", "status": "attending"}
        ],
        agenda=[{"topic": "Our own topic", "note": None, "source": None, "kind": None}],
        minutes="All went well.",
    )
    agenda.fill(made)
    return made


def paper(meeting, name, language=""):
    view = meeting.restrictedTraverse(f"@@{name}")
    view.request.form["language"] = language
    return view()


def text(data):
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))


def bookmarks(data):
    with pikepdf.open(BytesIO(data)) as pdf, pdf.open_outline() as outline:
        (top,) = outline.root
        return (
            str(pdf.Root.Lang),
            [str(one.title) for one in top.children],
            pdf.Root.MarkInfo.Marked,
        )


def test_a_pack_is_tagged_and_has_bookmarks(meeting):
    data = paper(meeting, "meeting-pack", "en")
    language, titles, is_tagged = bookmarks(data)
    assert (language, is_tagged) == ("en", True)
    assert titles == ["Agenda", "Attendance", "Open actions"]
    with pikepdf.open(BytesIO(data)) as pdf:
        assert "/StructTreeRoot" in pdf.Root
        assert "pdfuaid:part" in pdf.open_metadata()
    assert "Spring #strong[meeting]" in text(data)


def test_a_paper_is_made_in_welsh(meeting):
    language, _titles, _is_tagged = bookmarks(data := paper(meeting, "meeting-pack", "cy"))
    assert language == "cy"
    assert "Cyfarfod y gwanwyn" in text(data)
    assert "10 Mehefin 2026" in text(data)


def test_a_pack_holds_only_what_the_asker_may_see(portal, meeting):
    assert "Gwrtheyrn" in text(paper(meeting, "meeting-pack"))
    login(portal, "ivor.inspector")
    read = text(paper(meeting, "meeting-pack"))
    assert "Our own topic" in read
    assert "Gwrtheyrn" not in read


def test_minutes_say_what_was_agreed_and_who_has_agreed(meeting):
    data = paper(meeting, "minutes", "en")
    assert bookmarks(data)[1] == ["Attendance", "Matters agreed", "Minutes", "Agreed by"]
    read = text(data)
    assert "A deputy is named." in read
    assert "Not agreed yet" in read


def planned(portal, **typed):
    view = portal["governance"].restrictedTraverse("@@plan-meetings")
    request = view.request
    request.method = "POST"
    request.environ["REQUEST_METHOD"] = "POST"
    request.form = {
        "title": "Liaison",
        "title_cy": "Cyswllt",
        "starts": "10:00",
        "ends": "12:00",
        "count": "4",
        "every": "3",
        "do": "plan",
        "_authenticator": createToken(),
        **typed,
    }
    view()
    return view


def test_a_chair_without_an_account_there_is_refused_in_a_sentence(portal):
    login(portal, "ann.officer")
    view = planned(portal, first="2099-09-25", chair_account="nobody.here")
    assert "cannot be the chair" in view.wrong["chair_account"].default
    assert not agenda.all_of(portal["governance"], review_state="planned")


def test_one_form_plans_a_series(portal):
    login(portal, "ann.officer")
    assert planned(portal, first="2099-09-25").wrong == {}
    found = agenda.all_of(portal["governance"], review_state="planned")
    days = [brain.document_date for brain in found]
    assert days == [date(2099, 9, 25), date(2099, 12, 24), date(2100, 3, 24), date(2100, 6, 24)]
    assert found[0].title_cy == "Cyswllt, 25 Medi 2099"
    assert len({brain.getObject().series for brain in found}) == 1


def test_a_series_does_not_begin_on_a_bank_holiday_and_nothing_is_planned_then(portal):
    login(portal, "ann.officer")
    assert set(planned(portal, first="2099-12-25", count="0").wrong) == {"first", "count"}
    assert not agenda.all_of(portal["governance"])


def test_services_take_and_give_hours_with_their_zone(meeting):
    request = meeting.REQUEST
    request["BODY"] = json.dumps({"starts": "2026-07-01T09:00:00+00:00"})
    getMultiAdapter((meeting, request), IDeserializeFromJson)()
    assert meeting.starts == datetime(2026, 7, 1, 10)
    answer = getMultiAdapter((meeting, request), ISerializeToJson)()
    assert answer["starts"] == "2026-07-01T10:00:00+01:00"
