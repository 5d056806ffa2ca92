"""The protocol as both parties meet it: a new version, what changed, the compliance board."""

from ccsr.content.content.governance import versions
from ccsr.content.domain import dates
from html import unescape
from lxml import html
from plone import api
from plone.dexterity.utils import createContentInContainer

import csv
import httpx
import io
import pytest
import re
import transaction
import world


OFFICER, REVIEWER, INSPECTOR = "ann.officer", "rhys.reviewer", "ivor.inspector"


@pytest.fixture
def ask(layer):
    """Return a way to ask as an account; a form is sent with its page's token."""
    site = layer["portal"].absolute_url()

    def ask(who, path, form=None):
        client = httpx.Client(auth=(who, world.PASSWORD), timeout=60)
        url = path if path.startswith("http") else f"{site}/{path}"
        if form is None:
            return client.get(url)
        token = re.search(r'name="_authenticator"[^>]*value="([0-9a-f]+)"', client.get(url).text)
        return client.post(url, data={**form, "_authenticator": token[1]})

    return ask


def words(response):
    """Return the text of a page."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", response.text)).split())


def test_a_new_version_is_made_changed_and_adopted_and_what_changed_is_marked(register, ask):
    current = register["Protocol", "in force"]
    made = ask(OFFICER, f"{current.absolute_url()}/@@new-version", {})
    draft = made.headers["Location"]
    assert ask(INSPECTOR, draft).status_code == 404
    clause = _found(draft).objectValues()[0]
    text = "Copies of reports are given within a week."
    edited = ask(
        OFFICER,
        f"{clause.absolute_url()}/edit",
        {
            "form.widgets.number": "5.2",
            "form.widgets.title": clause.title,
            "form.widgets.text": text,
            "form.widgets.promise": f"{world.CANARY} promise",
            "form.widgets.rules:list": "protocol_review",
            "form.buttons.save": "Save",
        },
    )
    assert edited.status_code == 302
    refused = ask(REVIEWER, f"{draft}/@@adopt")
    assert "Nobody has approved this version yet." in words(refused)
    assert ask(OFFICER, f"{draft}/@@adopt").status_code == 404
    _agree(draft)
    assert ask(REVIEWER, f"{draft}/@@adopt", {"comment": "Signed."}).status_code == 302
    page = ask(INSPECTOR, draft)
    assert "In force" in words(page)
    assert "The protocol is to be reviewed on" in words(page)
    assert "This is not the version in force." in words(ask(INSPECTOR, current.absolute_url()))
    changed = " ".join(ask(INSPECTOR, f"{draft}/@@differences").text.split())
    assert re.search(r"<ins ?>[^<]*given within a week", changed)
    assert re.search(rf"<del ?>[^<]*{world.CANARY}", changed)


def test_clauses_that_are_the_same_are_folded_away(register, ask):
    transaction.begin()
    with api.env.adopt_user(username=OFFICER):
        draft = versions.new_version(versions.in_force())
    transaction.commit()
    page = html.fromstring(ask(OFFICER, f"{draft.absolute_url()}/@@differences").text)
    same = "//div[contains(@class, 'ccsr-diff-row--same')]"
    [folded] = page.xpath("//details[@class='ccsr-diff-fold']")
    assert "unchanged" in folded.find("summary").text_content()
    assert len(folded.xpath(f".{same}")) == len(page.xpath(same)) > 0


def _agree(draft):
    """Fill in what a person types into the form of the draft."""
    found, day = _found(draft), dates.today()
    found.in_force_from = day
    found.approvals = [{"date": day, "version": found.version, "role": "Chief", "name": "A"}]
    found.signatories = [{**row, "signed": day} for row in found.signatories]
    transaction.commit()


def _found(url):
    transaction.begin()
    with api.env.adopt_user(username=OFFICER):
        return next(one for one in versions.drafts() if one.absolute_url() == url)


def test_a_version_that_is_not_to_be_seen_is_compared_with_as_one_that_is_not_there(register, ask):
    base = f"{register['Protocol', 'in force'].absolute_url()}/@@differences?with="
    uid = register["Protocol", "draft"].UID()
    assert ask(OFFICER, base + uid).status_code == 200
    hidden, missing = ask(INSPECTOR, base + uid), ask(INSPECTOR, base + uid[::-1])
    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert hidden.text.replace(uid, "") == missing.text.replace(uid[::-1], "")


def test_the_board_shows_each_promise_with_its_evidence_and_as_a_table(register, ask):
    page = words(ask(INSPECTOR, "@@compliance"))
    assert f"{world.CANARY} promise" in page
    assert "The protocol is to be reviewed on" in page
    answer = ask(INSPECTOR, "@@compliance?format=csv")
    head, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert head[:5] == ["Number", "Clause", "What it promises", "Evidence", "State"]
    assert len(head) == 8 + 8
    assert [row[0] for row in rows] == ["5.2"]
    assert rows[0][3:5] == ["Review of the protocol", "Met"]


@pytest.mark.parametrize("page", ["@@compliance", "@@lessons"])
def test_the_pages_are_for_both_parties_alone(register, ask, page):
    assert {ask(who, page).status_code for who in (OFFICER, REVIEWER, INSPECTOR)} == {200}
    for who in ("carys.commissioner", "petra.contact", "wil.partner"):
        shut, missing = ask(who, page), ask(who, "@@not-there")
        assert shut.status_code == missing.status_code == 404


def test_a_lesson_leads_to_its_clause_and_to_what_was_agreed(register, ask):
    lesson, clause = register["Lesson", "noted"], register["Clause", "in superseded protocol"]
    transaction.begin()
    with api.env.adopt_user(username=OFFICER):
        lesson.clauses = (clause.UID(),)
        due = {"due": dates.today(), "source": lesson.UID()}
        createContentInContainer(lesson.__parent__, "AgreedAction", title="Empty trays", **due)
    transaction.commit()
    page = ask(INSPECTOR, lesson.absolute_url())
    assert f'href="{clause.absolute_url()}"' in page.text
    assert "Empty trays" in words(page)
