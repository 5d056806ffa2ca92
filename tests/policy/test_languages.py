"""The language that somebody chose stays theirs."""

from ccsr.policy import accounts
from ccsr.policy.letters import making
from plone import api

import httpx
import pytest
import re
import transaction
import world


NAME = "lowri.reader"


@pytest.fixture(scope="module")
def site(layer):
    with api.env.adopt_user(username="admin"):
        accounts.create(NAME, "Lowri", world.MAIL, world.PASSWORD)
    transaction.commit()
    return layer["portal"].absolute_url()


def browser(site):
    """Return a browser in which the account has just signed in."""
    client = httpx.Client(base_url=site, timeout=30, follow_redirects=True)
    client.post("/login", data={"__ac_name": NAME, "__ac_password": world.PASSWORD})
    return client


def is_welsh(answer):
    return answer.status_code == 200 and 'lang="cy"' in answer.text.partition("<head>")[0]


def test_what_was_chosen_is_there_in_another_browser_and_in_letters(site):
    first = browser(site)
    assert not is_welsh(first.get("/@@my-sessions"))
    assert is_welsh(first.get("/@@my-sessions?q=a&set_language=cy"))
    assert is_welsh(first.get("/@@my-sessions"))
    assert is_welsh(browser(site).get("/@@my-sessions"))
    transaction.begin()
    assert making.language_of(api.user.get(NAME)) == "cy"
    foreign = {"Sec-Fetch-Site": "cross-site"}
    first.get("/@@my-sessions?set_language=en", headers=foreign)
    assert is_welsh(browser(site).get("/@@my-sessions"))
    assert not is_welsh(first.get("/@@my-sessions?set_language=en"))
    assert not is_welsh(browser(site).get("/@@my-sessions"))


def test_what_the_sign_in_page_was_read_in_becomes_the_language_of_an_account_without_one(site):
    transaction.begin()
    with api.env.adopt_user(username="admin"):
        api.user.get(NAME).setMemberProperties({"language": ""})
    transaction.commit()
    client = httpx.Client(base_url=site, timeout=30, follow_redirects=True)
    client.get("/login?set_language=cy")
    client.post("/login", data={"__ac_name": NAME, "__ac_password": world.PASSWORD})
    assert is_welsh(client.get("/@@my-sessions"))
    assert is_welsh(browser(site).get("/@@my-sessions"))


def test_the_other_language_is_the_same_page_with_its_query(site):
    page = browser(site).get("/@@my-sessions?q=a+b&p=c&set_language=en").text
    assert "/@@my-sessions?q=a+b&amp;p=c&amp;set_language=cy" in page


@pytest.mark.parametrize(("language", "title"), [("en", "Accessibility"), ("cy", "Hygyrchedd")])
def test_the_foot_of_every_page_leads_to_the_accessibility_statement(site, language, title):
    reader = browser(site)
    home = reader.get(f"/?set_language={language}").text
    assert re.search(rf'/@@accessibility"\s*>{title}<', home)
    assert f"<h1>{title}</h1>" in reader.get("/@@accessibility").text
    assert "<h1" not in httpx.get(f"{site}/@@accessibility").text
