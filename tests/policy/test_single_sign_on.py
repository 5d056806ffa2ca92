"""A proxy names who has signed in elsewhere; nobody else can."""

from ccsr.content.interfaces import IContentLayer
from ccsr.policy import accounts
from ccsr.policy.accounts import standing
from ccsr.policy.browser.security import SecurityForm
from ccsr.policy.second_factor import store
from ccsr.policy.security_settings import ISecuritySettings
from ccsr.policy.sign_in import sessions
from plone import api
from plone.app.z3cform.interfaces import IPloneFormLayer
from zope.interface import alsoProvides
from zope.schema.interfaces import ValidationError

import httpx
import pytest
import transaction


HEADER = "X-CCSR-User"
PASSWORD = "quiet-heron-47-lantern"
ACCOUNTS = {"dai.commissioner": "authority-w06000015", "mari.officer": "officers"}


@pytest.fixture(scope="module")
def site(layer):
    """The served portal with two accounts."""
    with api.env.adopt_user(username="admin"):
        for name, group in ACCOUNTS.items():
            accounts.create(name, name, f"{name}@example.org", PASSWORD, group)
    transaction.commit()
    return layer["portal"]


def set_to(**values):
    """Set what an administrator sets."""
    for name, value in values.items():
        api.portal.set_registry_record(f"ccsr.security.{name}", value)
    transaction.commit()


@pytest.fixture
def trusted(site, monkeypatch):
    """The portal behind a proxy that is trusted: this machine."""
    monkeypatch.setenv("CCSR_TRUSTED_PROXIES", "127.0.0.1 ::1")
    set_to(proxy_header=HEADER)
    yield
    set_to(proxy_header="", proxy_second_factor=False)


@pytest.fixture
def come(site):
    """Ask for the page that the proxy guards, as somebody, and return where it led."""

    def ask(name, header=HEADER):
        with httpx.Client(base_url=site.absolute_url(), timeout=60) as client:
            answer = client.get("/single-sign-on", headers={header: name})
            headers = {"Accept": "application/json"}
            inside = client.get("/@find", headers=headers).status_code == 200
        return answer, inside

    return ask


def leads_to(answer, name):
    """Return whether an answer leads to a page of the site."""
    return answer.headers.get("location", "").endswith(name)


def test_whom_the_proxy_names_has_a_session_as_any_other(trusted, come):
    before = len(sessions.of("dai.commissioner"))
    answer, inside = come("dai.commissioner")
    assert inside
    assert leads_to(answer, "/plone")
    assert len(sessions.of("dai.commissioner")) == before + 1


def test_it_is_off_by_default(site, come, monkeypatch):
    monkeypatch.setenv("CCSR_TRUSTED_PROXIES", "127.0.0.1")
    answer, inside = come("dai.commissioner")
    assert not inside
    assert leads_to(answer, "/login")
    assert "single-sign-on" not in httpx.get(f"{site.absolute_url()}/login", timeout=60).text


@pytest.mark.parametrize("proxies", ["", "10.0.0.1", "127.0.0.10,127.0.0.0"])
def test_from_anybody_else_the_header_is_as_if_it_were_not_there(
    trusted, come, monkeypatch, proxies
):
    monkeypatch.setenv("CCSR_TRUSTED_PROXIES", proxies)
    for name in ("dai.commissioner", "nobody.there"):
        answer, inside = come(name)
        assert not inside
        assert leads_to(answer, "/login")


def test_another_header_names_nobody(trusted, come):
    for header in ("X-Forwarded-User", "X_CCSR_User", "Remote-User"):
        assert not come("dai.commissioner", header)[1]


def test_on_other_pages_the_header_says_nothing(trusted, site):
    headers = {HEADER: "dai.commissioner", "Accept": "application/json"}
    assert httpx.get(f"{site.absolute_url()}/@find", headers=headers, timeout=60).status_code == 401


def test_no_account_is_made_and_none_above_the_site_is_let_in(trusted, come):
    for name in ("nobody.there", "admin", "dai.commissioner, mari.officer"):
        answer, inside = come(name)
        assert not inside
        assert "no account of that name" in answer.text
    assert api.user.get(username="nobody.there") is None


def test_a_disabled_account_stays_out(trusted, come):
    standing.keep("dai.commissioner", disabled={"at": "2026-01-01T00:00:00+00:00"})
    transaction.commit()
    answer, inside = come("dai.commissioner")
    standing.keep("dai.commissioner", disabled=None)
    transaction.commit()
    assert not inside
    assert "no account of that name" in answer.text


def test_the_second_factor_is_asked_for_unless_the_provider_answers_for_it(trusted, come):
    store.forget("mari.officer")
    answer, inside = come("mari.officer")
    assert not inside
    assert leads_to(answer, "/@@second-factor")
    set_to(proxy_second_factor=True)
    assert come("mari.officer")[1]


def test_the_header_has_a_name_of_its_own():
    field = ISecuritySettings["proxy_header"]
    field.validate("X-CCSR-User")
    field.validate("")
    for name in ("Host", "Authorization", "X-A b", "X-A\n"):
        with pytest.raises(ValidationError):
            field.validate(name)


@pytest.mark.parametrize(("role", "is_set"), [("Site Administrator", False), ("Manager", True)])
def test_only_who_has_every_right_says_what_is_believed(site, role, is_set):
    request = site.REQUEST.clone()
    alsoProvides(request, IContentLayer, IPloneFormLayer)
    with api.env.adopt_roles([role]):
        form = SecurityForm(site, request)
        form.update()
        shown = {name: widget.mode for name, widget in form.widgets.items()}
    names = ("proxy_header", "proxy_second_factor", "public_address")
    assert {shown[name] == "input" for name in names} == {is_set}
    assert shown["idle_minutes"] == "input"
