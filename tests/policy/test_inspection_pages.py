"""The pages of an inspection: for those who prepare and nobody else, several at once."""

from ccsr.content.content.readiness import inspection_desk as desks
from ccsr.content.content.readiness import inspection_drafts as drafts
from ccsr.content.content.readiness import inspection_exercises as exercises
from ccsr.content.content.readiness import inspection_work as work
from ccsr.content.content.readiness import slots as parts
from ccsr.content.domain import dates
from ccsr.policy.inspections import letters
from datetime import date
from plone import api
from visits import Probe
from world import CANARY

import pytest
import re
import transaction
import world


GET = Probe("GET", "")
PAGES = ("", "/@@board", "/@@report", "/@@board-paper", "/@@judged")
TOKEN = re.compile(r'name="_authenticator"[^>]*value="([^"]+)"')


@pytest.fixture(scope="module")
def inspection(register):
    """Return the world's inspection."""
    return register["Inspection", "in readiness"]


@pytest.fixture
def path(inspection):
    """Return its path below the site."""
    return f"/readiness/{inspection.getId()}"


def send(visitor, name, path, files=None, **values):
    """Post to a page as an account, with the token of its form."""
    who = visitor(name)
    [token, *_rest] = TOKEN.findall(who.get(path).text)
    data = {"_authenticator": token, **values}
    answer = who.client.post(f"{who.base}{path.partition('?')[0]}", data=data, files=files)
    transaction.begin()
    return answer


@pytest.mark.parametrize("page", PAGES)
def test_each_page_is_for_those_who_prepare_and_nobody_else(visitor, path, page):
    for name in ("wil.partner", "ann.officer", "rhys.reviewer"):
        assert visitor(name).get(f"{path}{page}").status_code == 200
    for name in ("carys.commissioner", "ivor.inspector", "petra.contact"):
        told = visitor(name).told(f"{path}{page}", GET, path)
        assert told == visitor(name).told(f"/readiness/nothing{page}", GET, "/readiness/nothing")


def test_the_second_of_two_who_tick_reads_who_was_first(visitor, inspection, path):
    slot = desks.cards(inspection, desks.SLOT)[0]
    seen = {"card": slot.id, "version": str(slot.version)}
    first = send(visitor, "wil.partner", f"{path}/@@board", do="tick", **seen)
    assert first.status_code == 302
    second = send(visitor, "ann.officer", f"{path}/@@board", do="untick", **seen)
    assert f"{CANARY} wil.partner changed this at" in second.text
    assert parts.slot(inspection, slot.id).state == "ready"


def test_a_file_that_came_second_is_kept_as_evidence(visitor, inspection, path):
    slot = desks.cards(inspection, desks.SLOT)[1]
    seen = {"card": slot.id, "version": str(slot.version), "do": "attach"}
    page = f"{path}/@@document?card={slot.id}"
    mine, yours = (
        {"file": (name, world.pdf(name), "application/pdf")} for name in ("one.pdf", "two.pdf")
    )
    send(visitor, "wil.partner", page, files=mine, **seen)
    answer = send(visitor, "ann.officer", page, files=yours, **seen)
    assert "it is kept as evidence" in answer.text
    with api.env.adopt_user(username="ann.officer"):
        kept = [one.getObject().file.filename for one in api.content.find(portal_type="Evidence")]
        found = api.content.get(UID=parts.slot(inspection, slot.id).evidence)
    assert {"one.pdf", "two.pdf"} <= set(kept)
    assert found.file.filename == "one.pdf"


def test_a_draft_report_is_nothing_to_those_who_are_not_named(visitor, inspection, path):
    with api.env.adopt_user(username="ann.officer"):
        card = drafts.add(inspection, f"{CANARY}-draft.pdf", world.pdf("Found"), ())
    transaction.commit()
    address = f"{path}/@@draft-report/{card.id}"
    assert visitor("ann.officer").get(address).content.startswith(b"%PDF-")
    for name in ("wil.partner", "rhys.reviewer", "mair.manager"):
        assert visitor(name).get(address).status_code == 404
        assert f"{CANARY}-draft" not in visitor(name).get(path).text
        told = visitor(name).get(path, "application/json").text
        assert f"{CANARY}-draft" not in told


def test_being_notified_leads_to_the_board(visitor, register):
    values = {"framework": "contact_referral_2009", "day": "2026-06-12", "hour": "10:00"}
    page = "/readiness/@@notified"
    answer = send(visitor, "wil.partner", page, **{**values, "day": "1926-06-12"})
    assert "a notification is of the last months" in answer.text
    today = {"day": dates.today().isoformat()}
    answer = send(visitor, "wil.partner", page, **{**values, **today})
    board = answer.headers["location"]
    assert board.endswith("/@@board")
    again = send(visitor, "ann.officer", page, **{**values, **today, "hour": "09:30"})
    assert again.headers["location"] == board


def test_judgements_are_entered_and_those_of_elements_that_are_gone_stay(visitor, inspection, path):
    inspection.judgements = [{"element": "gone", "grade": "good"}]
    transaction.commit()
    given = {"grade-safeguarding": "adequate", "grade-looked_after": "made up"}
    send(visitor, "wil.partner", path, do="judge", follow_up="More strategy meetings.", **given)
    assert inspection.judgements == [
        {"element": "gone", "grade": "good"},
        {"element": "safeguarding", "grade": "adequate"},
    ]
    page = visitor("wil.partner").get(f"{path}/@@judged").text
    assert "No self-assessment on that day" in page
    assert "gone" in page


def test_the_report_of_what_is_finished_ends_with_it(visitor, inspection, path):
    inspection.finished_on = date(2026, 6, 15)
    transaction.commit()
    assert "Late by 6 hours and 59 minutes" in visitor("wil.partner").get(f"{path}/@@report").text


def test_an_exercise_tells_nobody_when(visitor, register):
    page = "/readiness/@@exercise"
    window = {"first": "2190-06-01", "last": "2190-06-30", "framework": "caa_2009"}
    assert send(visitor, "wil.partner", page, do="plan", **window).status_code == 302
    area = api.portal.get()["readiness"]
    [planned] = exercises.planned(area)
    text = visitor("ann.officer").get(page).text
    assert "1 June 2190" in text
    assert planned.moment.strftime("%-d %B %Y, %H:%M") not in text
    assert planned.moment.isoformat() not in text


def test_whoever_is_named_is_told_and_everybody_where_nobody_is(register, inspection):
    with api.env.adopt_user(username="ann.officer"):
        everybody = set(letters.told(inspection))
        assert {"ann.officer", "rhys.reviewer", "wil.partner"} <= everybody
        assert not {"carys.commissioner", "ivor.inspector"} & everybody
        card = desks.cards(inspection, desks.SLOT)[0]
        work.assign(inspection, card, card.version, "wil.partner", "Somebody outside")
        assert letters.told(inspection) == ["wil.partner"]
        letter = letters.made_for(api.user.get(userid="wil.partner"), inspection)
    assert f"/readiness/{inspection.getId()}/@@board" in letter.get_content()
    assert "12 June 2026" in letter.get_content()
