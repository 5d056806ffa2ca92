"""A Welsh reader meets no English (DOMAIN 12): the pages of each role, and what finds them."""

from bilingual import counting
from bilingual import judging
from bilingual import reading

import httpx
import pytest
import world


pytestmark = pytest.mark.uncounted

#: Account → the pages that it works on; an officer is given every form besides.
PAGES = {
    "ann.officer": ("", "/intake"),
    "rhys.reviewer": ("", "/@@queue", "/@@liaison", "/@@concealments", "/@@import-register"),
    "carys.commissioner": ("", "/@@find?q=first", "/@@subscriptions", "/@@statistics"),
    "ivor.inspector": ("", "/@@cross-reference"),
    "petra.contact": ("", "/@@my-sessions"),
    "wil.partner": ("", "/readiness/@@board"),
    None: ("/login", "/login-help"),
}


@pytest.fixture(scope="module")
def counted(layer, register):
    """What a walk of the pages of each role comes to."""
    portal = layer["portal"]
    accounts = {who: who and (who, world.PASSWORD) for who in PAGES}
    count = counting.Count(portal, portal.absolute_url(), accounts)
    forms = {"ann.officer": counting.forms(portal)}
    seeds = {who: [*own, *forms.get(who, ())] for who, own in PAGES.items()}
    count.walk(seeds, most=1, further=False)
    return count


def test_a_welsh_reader_meets_no_english(counted):
    assert not counted.found, "\n".join(counted.lines())


def test_every_role_was_asked_and_answered(counted):
    assert set(counted.statuses) <= {200, 302, 400, 403, 404}
    assert len(counted.statuses[200]) > 60


def judge(*content):
    return judging.Judge(content, people=["Olwen Parry", "Rhodri Vaughan"])


@pytest.mark.parametrize(
    ("welsh", "english", "found"),
    [
        (["Save"], ["Save"], ["Save"]),
        (["Cadw"], ["Save"], []),
        (["Wedi'i rannu by Rhodri"], ["Shared by Rhodri"], ["Wedi'i rannu by Rhodri"]),
        (["Hafan Deg", "12", "CCSR"], ["Hafan Deg", "12", "CCSR"], []),
        (["Nodyn: Look at the rota"], ["Note: Look at the rota"], []),
        (["Hafan Deg, Look at the rota"], ["Hafan Deg, Look at the rota"], []),
        (["Hafan Deg, Save"], ["Hafan Deg, Save"], ["Hafan Deg, Save"]),
        (["Olwen Parry Rhodri Vaughan"], ["Olwen Parry Rhodri Vaughan"], []),
        (["Olwen Parry Save"], ["Olwen Parry Save"], ["Olwen Parry Save"]),
    ],
)
def test_what_is_english_is_found_and_names_are_not(welsh, english, found):
    assert judge("Hafan Deg", "Look at the rota").english(welsh, english) == found


@pytest.mark.parametrize("language", ["cy", "en"])
def test_pages_of_both_languages_are_read(language):
    page = f'<html lang="{language}"><p>Save</p><p lang="en">The title</p></html>'
    answer = httpx.Response(200, headers={"content-type": "text/html"}, text=page)
    assert reading.pieces(answer) == ["Save"]
