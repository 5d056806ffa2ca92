"""An upload link lets a partner without an account hand in one document, once, and no more."""

from ccsr.content.content.readiness import inspection_desk as desks
from ccsr.content.content.readiness import inspection_links as links
from ccsr.content.content.readiness import slots as parts
from ccsr.content.content.readiness.inspection_work import Refused
from ccsr.content.domain.dates import ZONE
from ccsr.policy.sign_in import lockout
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from plone.dexterity.utils import createContentInContainer
from visits import without
from world import CANARY

import inboxes
import pytest
import re
import transaction
import world


TOKEN = re.compile(r'name="_authenticator"[^>]*value="([^"]+)"')


@pytest.fixture(scope="module")
def inspection(register):
    """Return an inspection with a secret title."""
    with api.env.adopt_user(username="ann.officer"):
        made = createContentInContainer(
            api.portal.get()["readiness"],
            "Inspection",
            title=f"{CANARY} inspection",
            framework="safeguarding_lac_2009",
            notified_on=datetime(2026, 6, 12, 10, 0, tzinfo=ZONE),
        )
    transaction.commit()
    return made


def link(inspection, place, days=7):
    """Make a link to a document and return its card and secret."""
    slot = desks.cards(inspection, desks.SLOT)[place]
    with api.env.adopt_user(username="ann.officer"):
        secret = links.make(inspection, slot, "Dr Price of Health", days)
    transaction.commit()
    return slot, secret


def send(visitor, secret, name="audit.pdf", data=None):
    """Send a file by a link, as nobody."""
    file = {"file": (name, data or world.pdf("Twelve audits"), "application/pdf")}
    nobody = visitor(None)
    answer = nobody.client.post(f"{nobody.base}/hand-in/{secret}", files=file)
    transaction.begin()
    return answer


@pytest.fixture(autouse=True)
def _nobody_waits(layer):
    yield
    lockout.unlock("hand-in 127.0.0.1")
    lockout.unlock_address("hand-in 127.0.0.1")


def test_a_document_is_handed_in_once_to_be_checked_by_those_who_asked(visitor, inspection):
    slot, secret = link(inspection, 0)
    page = visitor(None).get(f"/hand-in/{secret}")
    assert page.status_code == 200
    assert "Self-assessment against the descriptors" in page.text
    assert f"{CANARY} ann.officer" in page.text
    assert f"{CANARY} inspection" not in page.text
    assert send(visitor, secret).status_code == 200
    found = parts.slot(inspection, slot.id)
    assert found.state == "given"
    with api.env.adopt_user(username="ann.officer"):
        kept = api.content.get(UID=found.evidence)
    assert kept.file.filename == "audit.pdf"
    assert send(visitor, secret).status_code == 404
    assert visitor(None).get(f"/hand-in/{secret}").status_code == 404


def test_what_is_no_pdf_is_refused_by_the_sentence_of_every_upload_and_the_link_stays(
    visitor, inspection
):
    slot, secret = link(inspection, 1)
    answer = send(visitor, secret, "a.exe", b"MZ no PDF")
    assert "This is not a PDF" in answer.text
    assert parts.slot(inspection, slot.id).evidence == ""
    assert visitor(None).get(f"/hand-in/{secret}").status_code == 200


def test_a_record_that_is_named_like_a_file_is_none(visitor, inspection):
    slot, secret = link(inspection, 1)
    nobody = visitor(None)
    form = {"file.filename:record": "a.pdf", "file.read:record": "x"}
    answer = nobody.client.post(f"{nobody.base}/hand-in/{secret}", data=form)
    assert answer.status_code == 200
    assert "Choose the file first" in answer.text


def test_a_link_that_is_over_withdrawn_or_made_up_has_one_answer(visitor, inspection):
    slot, over = link(inspection, 2)
    slot, ended = link(inspection, 2)
    for one in links.of(inspection, slot):
        if one.id == links.found(over)[0].id:
            one.expires = datetime.now(UTC) - timedelta(seconds=1)
        else:
            one.is_ended = True
    transaction.commit()
    answers = [visitor(None).get(f"/hand-in/{secret}") for secret in (over, ended, "made-up")]
    assert {one.status_code for one in answers} == {404}
    texts = {
        answer.text.replace(secret, "")
        for answer, secret in zip(answers, (over, ended, "made-up"), strict=True)
    }
    assert len({without(one, ()) for one in texts}) == 1
    assert CANARY not in answers[0].text


def test_whoever_guesses_must_wait_and_signing_in_does_not(visitor, inspection):
    for place in range(5):
        visitor(None).get(f"/hand-in/guess-{place}")
    slot, secret = link(inspection, 3)
    assert visitor(None).get(f"/hand-in/{secret}").status_code == 429
    assert not lockout.waits("ann.officer", "127.0.0.1")


@pytest.mark.parametrize(
    "way",
    ["/view", "/@@board", "/readiness", "/../readiness", "/@@absolute_url", "/asked", "/document"],
)
def test_a_link_opens_no_way_to_anything_else(visitor, inspection, way):
    slot, secret = link(inspection, 4)
    answer = visitor(None).get(f"/hand-in/{secret}{way}")
    assert answer.status_code in (302, 404)
    assert CANARY not in answer.text


def test_the_right_address_of_a_link_that_is_over_is_no_guess(visitor, inspection):
    slot, secret = link(inspection, 6)
    with api.env.adopt_user(username="ann.officer"):
        links.end(inspection, slot, links.of(inspection, slot)[0].id)
    transaction.commit()
    answers = [visitor(None).get(f"/hand-in/{secret}").status_code for _time in range(7)]
    assert set(answers) == {404}


def test_a_link_ends_with_its_inspection_and_none_is_made_after_that(visitor, inspection):
    slot, secret = link(inspection, 7)
    inspection.finished_on = date(2026, 7, 1)
    transaction.commit()
    try:
        assert visitor(None).get(f"/hand-in/{secret}").status_code == 404
        with pytest.raises(Refused, match="finished"):
            links.make(inspection, slot, "Dr Price of Health", 7)
    finally:
        inspection.finished_on = None
        transaction.commit()


def ask(visitor, inspection, **values):
    """Have an officer make a link on the page of a document; return card and answer."""
    slot = desks.cards(inspection, desks.SLOT)[4]
    who = visitor("ann.officer")
    path = f"/readiness/{inspection.getId()}/@@document"
    [token, *_rest] = TOKEN.findall(who.get(f"{path}?card={slot.id}").text)
    form = {"_authenticator": token, "card": slot.id, "do": "link", "days": "7", **values}
    answer = who.client.post(f"{who.base}{path}", data=form)
    transaction.begin()
    return slot, answer


def test_a_link_is_sent_as_it_is_made_in_the_language_that_was_chosen(visitor, inspection):
    with inboxes.used() as inbox:
        slot, answer = ask(
            visitor,
            inspection,
            whom="Dr Price",
            mail="price@health.example.org",
            letter_language="cy",
        )
    [letter] = inbox.letters
    [secret] = re.findall(r"/hand-in/([\w-]+)", letter.text)
    assert letter.recipient == "price@health.example.org"
    assert slot.values["title_cy"] in letter.text
    assert secret in answer.text
    assert links.found(secret)[2].id == slot.id
    assert CANARY + " inspection" not in letter.text


def test_a_letter_that_cannot_go_is_said_and_a_bad_address_makes_no_link(visitor, inspection):
    inboxes.set_mail("localhost", 1)
    try:
        slot, answer = ask(visitor, inspection, whom="Nobody there", mail="price@example.org")
        assert "could not be sent" in answer.text
        assert "/hand-in/" in answer.text
        slot, answer = ask(visitor, inspection, whom="Never made", mail="price at example")
    finally:
        inboxes.set_mail("", 25)
    assert "This is no e-mail address" in answer.text
    assert "Never made" not in [one.whom for one in links.of(inspection, slot)]


def test_the_secret_stands_nowhere_in_what_is_kept(inspection):
    slot, secret = link(inspection, 5)
    for one in links.of(inspection, slot):
        assert secret not in repr(vars(one))
    assert secret not in repr(slot.log)
