"""Liaison as its three kinds of people meet it: pages, services, reports, letters."""

from base64 import b64encode
from ccsr.content import jobs
from ccsr.content.content import kept_reports
from ccsr.content.content import liaison
from ccsr.content.interfaces import IJobs
from ccsr.policy.accounts import changing
from datetime import date
from inboxes import used
from plone import api
from zope.component import getGlobalSiteManager
from zope.component import getUtility

import httpx
import pypdfium2
import pytest
import re
import transaction
import world


OFFICER, REVIEWER, INSPECTOR = "ann.officer", "rhys.reviewer", "ivor.inspector"
SECRET = "Gwrtheyrn"


@pytest.fixture
def item(layer, register):
    """A new item about the shared service."""
    transaction.begin()
    with api.env.adopt_user(username=OFFICER):
        made = world.item(register["Service", "shared"], "of the test")
    transaction.commit()
    return made


@pytest.fixture
def ask(layer):
    """Return a way to ask as an account, of a site that has a register."""
    site = layer["portal"].absolute_url()

    def ask(who, method, path, json=None, form=None, files=None):
        client = httpx.Client(auth=(who, world.PASSWORD), timeout=60)
        url = path if path.startswith("http") else f"{site}/{path}"
        if form is None:
            return client.request(method, url, headers={"Accept": "application/json"}, json=json)
        page = client.get(url.partition("/view")[0])
        token = re.search(r'name="_authenticator" value="([0-9a-f]+)"', page.text)[1]
        return client.post(url, data={**form, "_authenticator": token}, files=files)

    return ask


@pytest.fixture
def at_once():
    """Jobs are done with the transaction that asks for them."""
    everywhere = getGlobalSiteManager()
    there = getUtility(IJobs)
    everywhere.unregisterUtility(there, IJobs)
    yield
    everywhere.registerUtility(there, IJobs)


def go(item, *steps):
    """Send an item through steps, each by who may; each told something secret."""
    transaction.begin()
    told = {"comment": f"{SECRET} words", "response": "It is four."}
    for name in steps:
        who = INSPECTOR if name in ("acknowledge", "answer") else REVIEWER
        with api.env.adopt_user(username=who):
            api.portal.get_tool("portal_workflow").doActionFor(item, name, **told)
    transaction.commit()


def state(item):
    transaction.begin()
    return api.content.get_state(item)


def test_many_are_triaged_and_prepared_at_once_and_sent_by_a_reviewer(ask, item):
    uids = {"uids:list": item.UID()}
    answer = ask(OFFICER, "POST", "@@liaison?state=new", form={**uids, "do": "triage"})
    assert (answer.status_code, state(item)) == (200, "triaged")
    ask(OFFICER, "POST", "@@liaison?state=triaged", form={**uids, "do": "prepare"})
    transaction.begin()
    assert item.prepared
    answer = ask(OFFICER, "POST", "@@liaison?state=triaged", form={**uids, "do": "send"})
    assert "Not done" in answer.text
    assert state(item) == "triaged"
    ask(REVIEWER, "POST", "@@liaison?state=triaged", form={**uids, "do": "send"})
    assert state(item) == "sent"


def test_the_inspectorate_acknowledges_and_answers_in_place(ask, item):
    go(item, "triage", "send")
    where = "@@cross-reference?waiting=all"
    ask(INSPECTOR, "POST", where, form={"item": item.UID(), "do": "acknowledge"})
    assert state(item) == "acknowledged"
    kept = ask(INSPECTOR, "POST", where, form={"item": item.UID(), "do": "answer", "response": " "})
    assert "Write the answer before you send it." in kept.text
    words = {"item": item.UID(), "do": "answer", "response": "It is four."}
    ask(INSPECTOR, "POST", where, form=words)
    assert (state(item), item.response) == ("answered", "It is four.")


def test_a_file_is_judged_like_every_upload_and_goes_with_the_item(ask, item):
    url = item.absolute_url()
    good = ("files:list", ("letter.pdf", world.pdf("a letter"), "application/pdf"))
    bad = ("files:list", ("letter.exe", b"MZ", "application/pdf"))
    answer = ask(OFFICER, "POST", f"{url}/view", form={"do": "attach"}, files=[good, bad])
    assert "This is not a PDF" in answer.text
    transaction.begin()
    [kept] = item.evidence
    download = f"{url}/@@evidence/{kept.id}/{kept.filename}"
    assert ask(INSPECTOR, "GET", download).status_code == 404
    go(item, "triage", "send")
    answer = ask(INSPECTOR, "GET", download)
    assert answer.content == kept.data
    assert answer.headers["content-disposition"].startswith("attachment")
    assert ask("carys.commissioner", "GET", download).status_code == 404
    more = {"filename": "more.pdf", "data": b64encode(kept.data).decode()}
    assert ask(OFFICER, "POST", f"{url}/@evidence", json=more).status_code == 404


@pytest.mark.parametrize("way", ["", "/@workflow", "/@history", "/view", "?fullobjects=1"])
def test_the_inspectorate_is_not_told_what_ccsr_said_to_itself(ask, item, way):
    with api.env.adopt_user(username=REVIEWER):
        item.reply = f"{SECRET} reply"
    go(item, "triage")
    with api.env.adopt_user(username=REVIEWER):
        api.portal.get_tool("portal_workflow").doActionFor(item, "send", comment="Please look.")
    transaction.commit()
    assert SECRET not in ask(INSPECTOR, "GET", f"{item.absolute_url()}{way}").text
    assert (
        SECRET in ask(REVIEWER, "GET", f"{item.absolute_url()}{way.replace('/@history', '')}").text
    )


def test_what_was_sent_stays_as_it_was_sent(ask, item):
    url = item.absolute_url()
    assert ask(OFFICER, "PATCH", url, json={"detail": "Better."}).status_code == 204
    go(item, "triage", "send")
    ask(OFFICER, "PATCH", url, json={"detail": "Worse.", "response": "Forged.", "reply": "Thanks."})
    transaction.begin()
    assert (item.detail, item.response, item.reply) == ("Better.", None, "Thanks.")


def test_staff_read_who_raised_it(ask, item):
    transaction.begin()
    item.raised_by = api.user.get(username="carys.commissioner").getId()
    transaction.commit()
    page = ask(OFFICER, "GET", f"{item.absolute_url()}/view")
    assert (page.status_code, "Raised by" in page.text) == (200, True)


def test_the_service_lists_what_the_caller_may_see_and_names_what_it_does_not_know(ask, item):
    def uids(who):
        answer = ask(who, "GET", "@liaison?state=new&b_size=100").json()
        return {one["UID"] for one in answer["items"]}

    assert item.UID() in uids(OFFICER)
    assert uids(INSPECTOR) == set()
    assert ask(INSPECTOR, "GET", "@liaison").json()["counts"]["new"] == 0
    assert "“colour”" in ask(OFFICER, "GET", "@liaison?colour=red").json()["message"]
    missing = ask("carys.commissioner", "GET", "@nothing").json()
    assert ask("carys.commissioner", "GET", "@liaison").json() == missing


def test_the_report_is_tagged_bookmarked_and_holds_what_its_reader_may_see(ask, item):
    transaction.begin()
    # Half a sign comes by JSON, as an escape.
    item.title, item.detail = "=1+1", "\ud800"
    item.reindexObject()
    transaction.commit()
    go(item, "triage")
    table = ask(REVIEWER, "GET", "@@liaison-report?format=csv").text
    assert "'=1+1" in table
    assert "=1+1" not in ask(INSPECTOR, "GET", "@@liaison-report?format=csv").text
    made = pypdfium2.PdfDocument(ask(REVIEWER, "GET", "@@liaison-report?format=pdf").content)
    assert made.is_tagged()
    assert "=1+1" in [one.get_title() for one in made.get_toc()]
    assert ask(REVIEWER, "GET", "@@liaison-report?month=soon").status_code == 400


def test_the_monthly_report_is_kept_for_reviewers_in_both_languages(ask, item, at_once):
    month = f"{date.today():%Y-%m}"
    jobs.queue("ccsr.content.liaison-report", month=month)
    transaction.commit()
    kept = f"@@liaison-report?format=kept&month={month}"
    pages = pypdfium2.PdfDocument(ask(REVIEWER, "GET", kept).content)
    assert item.title in [one.get_title() for one in pages.get_toc()]
    welsh = pypdfium2.PdfDocument(kept_reports.get(month, "cy"))
    assert "Agored rhwng CCSR a'r arolygiaeth" in welsh[0].get_textpage().get_text_range()
    for who in (OFFICER, INSPECTOR):
        assert ask(who, "GET", kept).status_code == 404


@pytest.fixture
def inbox(layer, register, at_once):
    """A mail server that the portal uses."""
    with used() as inbox:
        yield inbox


def test_one_letter_says_that_something_awaits_and_not_what(inbox, register, item):
    with api.env.adopt_user(username=OFFICER):
        other = liaison.file("concern", register["Service", "shared"], f"{SECRET} two", "Words")
    api.user.get(username=INSPECTOR).setMemberProperties({"language": "cy"})
    with api.env.adopt_user(username=REVIEWER):
        for one in (item, other):
            for name in ("triage", "send"):
                api.portal.get_tool("portal_workflow").doActionFor(one, name, comment=SECRET)
    transaction.commit()
    [(_recipient, subject, text)] = inbox.letters
    assert "@@cross-reference" in text
    assert SECRET not in subject + text
    go(item, "acknowledge", "answer")
    assert item.absolute_url_path().rpartition("/")[2] in inbox.letters[-1].text
    assert len(inbox.letters) == 2


def test_no_letter_goes_to_who_may_not_see_the_item_any_more(inbox, item):
    go(item, "triage", "send")
    inbox.letters.clear()
    go(item, "close", "reopen")
    told = {"transition": "send", "items": [item.UID()]}
    jobs.queue("ccsr.policy.liaison.letter", **told, account=INSPECTOR)
    transaction.commit()
    assert inbox.letters == []


def test_no_letter_goes_to_an_account_that_was_disabled_since(inbox, item):
    go(item, "triage", "send")
    inbox.letters.clear()
    changing.disable(INSPECTOR, "away")
    told = {"transition": "send", "items": [item.UID()]}
    jobs.queue("ccsr.policy.liaison.letter", **told, account=INSPECTOR)
    transaction.commit()
    changing.enable(INSPECTOR)
    transaction.commit()
    assert inbox.letters == []
