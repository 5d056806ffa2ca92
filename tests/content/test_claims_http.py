"""The claim page, the stop notice, providers' comments and their services, as they are asked."""

from ccsr.content.content import claim as claims
from ccsr.content.content import provider_comment as comments
from ccsr.content.content import stop_notice
from ccsr.content.domain import dates
from datetime import date
from plone import api
from visits import JSON
from visits import Probe

import httpx
import pytest
import re
import transaction
import world


CONTACT, OTHER = "petra.contact", "otto.contact"
STAFF = ("ann.officer", "rhys.reviewer", "ivor.inspector", "mair.manager")
TODAY = dates.today()
WORDS = "We disagree, and have said so."


@pytest.fixture(scope="module")
def portal(layer):
    return layer["portal"]


@pytest.fixture(scope="module")
def home(register):
    return register["Service", "shared"]


class Page:
    """A page with its form: what it shows, and sending it back changed."""

    def __init__(self, url, who=CONTACT):
        self.url = url
        self.client = httpx.Client(auth=(who, world.PASSWORD), timeout=60)
        self.read(self.client.get(url, follow_redirects=True))

    def read(self, answer):
        self.answer, self.text = answer, answer.text
        return self

    def value(self, name):
        found = re.search(rf'<input[^>]*name="{name}"[^>]*>', self.text, re.S).group()
        return (re.search(r'value="([^"]*)"', found) or [None, ""])[1]

    def send(self, **fields):
        form = {"_authenticator": self.value("_authenticator"), **fields}
        answer = self.client.post(self.url, data=form, follow_redirects=True)
        transaction.begin()
        return self.read(answer)


@pytest.fixture
def acknowledged(portal):
    yield from _notice(portal, stop_notice.acknowledge)


@pytest.fixture
def unacknowledged(portal):
    yield from _notice(portal, lambda: stop_notice.forget(CONTACT))
    _as_contact(stop_notice.acknowledge)


def _notice(portal, change):
    _as_contact(change)
    yield


def _as_contact(change):
    transaction.begin()
    with api.env.adopt_user(username=CONTACT):
        change()
    transaction.commit()


@pytest.fixture
def typed(home, acknowledged):
    """What the form of one service holds when it is opened."""
    transaction.begin()
    suffix = f"-{home.getId()}"
    values = {"places": "4", "age_from": "8", "age_to": "17", "gender": "any", "statement": ""}
    values |= {"vacancies": "1", "vacancies_on": TODAY.isoformat(), "version": claims.version(home)}
    return {f"{name}{suffix}": value for name, value in values.items()}


def of(home, **values):
    return {f"{name}-{home.getId()}": value for name, value in values.items()}


@pytest.fixture
def url(home):
    return f"{home.__parent__.absolute_url()}/@@claims"


def test_the_first_way_to_the_page_leads_by_the_notice_which_stays_at_hand(unacknowledged, url):
    page = Page(url)
    assert page.answer.url.path.endswith("/@@stop-notice")
    page.url = str(page.answer.url)
    assert 'aria-invalid="true"' in page.send().text
    page.send(understood="1")
    assert page.answer.url.path.endswith("/@@claims")
    assert "You said that you have read this" in Page(url.replace("claims", "stop-notice")).text


def test_the_page_saves_nothing_before_and_keeps_what_was_typed(home, unacknowledged, url):
    page = Page(url.replace("claims", "stop-notice"))
    page.url = url
    version = claims.version(home)
    page.send(save=home.getId(), **of(home, vacancies="3", version=version))
    assert "Nothing was saved" in page.text
    assert page.value(f"vacancies-{home.getId()}") == "3"
    assert claims.version(home) == version


def test_a_save_is_kept_and_said(home, typed, url):
    page = Page(url).send(save=home.getId(), **typed | of(home, vacancies="2", needs="autism"))
    assert "Saved: " in page.text
    claim = claims.of(home)
    assert (claim.vacancies, claim.needs) == (2, ["autism"])


def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(home, typed, url):
    wrong = of(home, vacancies="nine", age_from="17", age_to="8", statement="Kept <so>")
    page = Page(url).send(save=home.getId(), **typed | wrong)
    assert f'id="vacancies-{home.getId()}-error"' in page.text
    assert page.value(f"vacancies-{home.getId()}") == "nine"
    assert "Kept &lt;so&gt;" in page.text
    page.send(save=home.getId(), **typed | wrong | of(home, vacancies="9"))
    for name in ("vacancies", "age_to"):
        assert f'id="{name}-{home.getId()}-error"' in page.text


def test_a_new_number_needs_a_new_day(home, typed, url):
    _as_contact(lambda: claims.save(home, vacancies=1, vacancies_on=date(2026, 5, 4)))
    stale = {"vacancies_on": "2026-05-04", "version": claims.version(home)}
    page = Page(url).send(save=home.getId(), **typed | of(home, vacancies="2", **stale))
    assert f'id="vacancies_on-{home.getId()}-error"' in page.text
    assert claims.of(home).vacancies == 1


def test_all_is_still_true_today_at_one_press(home, typed, url):
    _as_contact(lambda: claims.save(home, vacancies=1, vacancies_on=date(2026, 5, 4)))
    typed |= of(home, version=claims.version(home), vacancies_on="2026-05-04")
    Page(url).send(confirm=home.getId(), **typed)
    assert claims.of(home).vacancies_on == TODAY
    assert claims.changes(claims.of(home))[-1].is_confirmation


def test_of_two_who_save_at_once_the_second_is_told_and_loses_nothing(home, typed, url):
    one, two = Page(url), Page(url)
    one.send(save=home.getId(), **typed | of(home, vacancies="4"))
    two.send(save=home.getId(), **typed | of(home, vacancies="0", statement="Mine"))
    assert "while you had it open" in two.text
    assert two.value(f"vacancies-{home.getId()}") == "0"
    assert claims.of(home).vacancies == 4
    version = two.value(f"version-{home.getId()}")
    again = typed | of(home, vacancies="0", statement="Mine", version=version)
    two.send(save=home.getId(), **again)
    assert (claims.of(home).vacancies, claims.of(home).statement) == (0, "Mine")


def test_the_page_shows_a_contact_only_what_they_may_see(register, url, acknowledged):
    page = Page(url)
    hidden = [register["Service", state] for state in ("draft", "concealed")]
    for service in hidden:
        assert service.getId() not in page.text
        before = claims.version(service)
        page.send(save=service.getId(), **of(service, version=before, vacancies="0"))
        assert claims.version(service) == before


def test_the_page_is_nowhere_to_anybody_else(home, url, visitor):
    path = url.removeprefix(visitor(OTHER).base)
    missing = path.replace("@@claims", "@@nothing")
    for who in (OTHER, "carys.commissioner", "rhys.reviewer", "mair.manager"):
        pages = (path, path.replace("@@claims", "@@stop-notice"), missing)
        assert [visitor(who).get(page).status_code for page in pages] == [404] * 3, who


def rest(visitor, who, thing, method="GET", body=None, suffix=""):
    path = thing.absolute_url().removeprefix(visitor(who).base)
    answer = visitor(who).ask(path, Probe(method, suffix, JSON, body))
    transaction.begin()
    return answer


WAYS = [
    ("/@claim", "PATCH", "service"),
    ("/claim", "PATCH", "service"),
    ("", "POST", "service"),
    ("/@provider-comment", "PUT", "complaint"),
    ("/@provider-comment", "DELETE", "complaint"),
]


@pytest.mark.parametrize(("suffix", "method", "what"), WAYS)
def test_no_service_saves_before_the_notice(
    home, register, unacknowledged, visitor, suffix, method, what
):
    thing = {"service": home, "complaint": register["ComplaintReport", "shared"]}[what]
    before = claims.version(home), comments.all_of(thing)
    body = {"vacancies": 3, "text": WORDS, "@type": "ProviderClaim"}
    body = {"vacancies": 3} if what == "service" and method == "PATCH" else body
    answer = rest(visitor, CONTACT, thing, method, body, suffix)
    assert answer.status_code in (400, 404), answer.text
    if method == "PATCH":
        assert "acknowledge" in answer.text
    assert (claims.version(home), comments.all_of(thing)) == before


def test_a_program_reads_and_changes_a_claim(home, acknowledged, visitor):
    read = rest(visitor, CONTACT, home, suffix="/@claim").json()
    assert read["registered"]["places"] == 4
    assert read["changes"][-1]["by"] == CONTACT
    body = {"vacancies": 2, "vacancies_on": TODAY.isoformat(), "version": read["version"]}
    answer = rest(visitor, CONTACT, home, "PATCH", body, "/@claim")
    assert (answer.status_code, answer.json()["claim"]["days_ago"]) == (200, 0)
    assert rest(visitor, CONTACT, home, "PATCH", body, "/@claim").status_code == 409
    wrong = {"vacancies": 9, "colour": "red"}
    answer = rest(visitor, CONTACT, home, "PATCH", wrong, "/@claim")
    assert answer.status_code == 400
    assert [one["field"] for one in answer.json()["errors"]] == ["colour"]
    assert rest(visitor, CONTACT, home, "PATCH", {"vacancies": 9}, "/claim").status_code == 400
    assert rest(visitor, CONTACT, home, "PATCH", {"vacancies": 1}, "/claim").status_code == 204
    assert claims.changes(claims.of(home))[-1].fields == (("vacancies", 2, 1),)


def test_a_commissioner_reads_the_claim_without_who_changed_it(home, visitor):
    who = "carys.commissioner"
    told = rest(visitor, who, home, suffix="/@claim").json()
    assert told["claim"]["vacancies_on"]
    assert "changes" not in told
    page = visitor(who).get(f"{home.absolute_url().removeprefix(visitor(who).base)}/claim").text
    assert 'id="changes"' not in page
    assert (
        "The provider's own word"
        in visitor(who).get(home.absolute_url().removeprefix(visitor(who).base)).text
    )


@pytest.mark.parametrize("who", [*STAFF, OTHER, "carys.commissioner"])
def test_nobody_else_changes_a_claim_or_a_comment(home, register, visitor, who):
    complaint = register["ComplaintReport", "shared"]
    asked = [
        (home, "PATCH", {"vacancies": 0}, "/@claim"),
        (home, "PATCH", {"vacancies": 0}, "/claim"),
        (home, "POST", {"@type": "ProviderClaim"}, ""),
        (complaint, "PUT", {"text": WORDS}, "/@provider-comment"),
        (complaint, "DELETE", None, "/@provider-comment"),
        (complaint, "GET", None, "/@@provider-comment"),
    ]
    before = claims.version(home), comments.all_of(complaint)
    for thing, method, body, suffix in asked:
        answer = rest(visitor, who, thing, method, body, suffix)
        assert answer.status_code in (400, 403, 404), (suffix, method, answer.text)
    assert (claims.version(home), comments.all_of(complaint)) == before


@pytest.fixture
def complaint(register, acknowledged):
    return register["ComplaintReport", "shared"]


def comment_page(complaint):
    return Page(f"{complaint.absolute_url()}/@@provider-comment")


def test_a_comment_stands_beside_the_document_until_it_is_replaced_or_withdrawn(complaint, visitor):
    comment_page(complaint).send(text=WORDS, version="0.0")
    path = complaint.absolute_url().removeprefix(visitor(OTHER).base)
    assert WORDS in visitor("carys.commissioner").get(path).text
    assert CONTACT not in visitor("carys.commissioner").get(path).text
    later = rest(visitor, CONTACT, complaint, "PUT", {"text": "Newer."}, "/@provider-comment")
    assert later.json()["comment"]["text"] == "Newer."
    assert WORDS not in visitor("carys.commissioner").get(path).text
    assert WORDS in visitor("rhys.reviewer").get(path).text
    page = comment_page(complaint)
    page.send(withdraw="1", version=page.value("version"))
    assert "Newer." not in visitor("carys.commissioner").get(path).text
    told = rest(visitor, "ann.officer", complaint, suffix="/@provider-comment").json()
    assert [one["text"] for one in told["earlier"]] == ["Newer.", WORDS]
    assert rest(visitor, "carys.commissioner", complaint, suffix="/@provider-comment").json() == {
        "@id": f"{complaint.absolute_url()}/@provider-comment",
        "comment": None,
    }


def test_a_comment_is_plain_text_of_a_length(complaint, visitor):
    for text in ("", " \n\x00 ", "x" * 2001):
        answer = rest(visitor, CONTACT, complaint, "PUT", {"text": text}, "/@provider-comment")
        assert answer.status_code == 400
    page = comment_page(complaint)
    page.send(text="x" * 2001, version=page.value("version"))
    assert "x" * 2001 in page.text
    rest(
        visitor, CONTACT, complaint, "PUT", {"text": "<b>bold</b>\x00\u202e"}, "/@provider-comment"
    )
    assert comments.current(complaint).text == "<b>bold</b>"
    path = complaint.absolute_url().removeprefix(visitor(OTHER).base)
    assert "&lt;b&gt;bold" in visitor("carys.commissioner").get(path).text


def test_of_two_comments_at_once_the_second_is_told(complaint):
    one, two = comment_page(complaint), comment_page(complaint)
    version = one.value("version")
    one.send(text="First", version=version)
    two.send(text="Second", version=version)
    assert comments.current(complaint).text == "First"
    assert "Second" in two.text
    assert "meanwhile" in two.text


def test_beside_a_hidden_document_nothing_is_put_and_nothing_found(register, complaint, visitor):
    comment_page(complaint).send(text="Zanzibar", version="ignored")
    rest(visitor, CONTACT, complaint, "PUT", {"text": "Zanzibar"}, "/@provider-comment")
    for row in ("draft", "concealed", "shared in concealed service"):
        hidden = register["ComplaintReport", row]
        answer = rest(visitor, CONTACT, hidden, "PUT", {"text": WORDS}, "/@provider-comment")
        assert answer.status_code == 404
        assert comments.all_of(hidden) == []
    with api.env.adopt_user(username="mair.manager"):
        assert not api.content.find(SearchableText="Zanzibar")
