"""Whoever may write a field takes no page from the others, and renames no area."""

from plone import api

import httpx
import pytest
import transaction
import world


JSON = {"Accept": "application/json"}


@pytest.fixture
def change(layer, register):
    """Return what sends a change to a path as an account, and says how the page answers then."""
    base = layer["portal"].absolute_url()

    def send(name, path, **values):
        client = httpx.Client(auth=(name, world.PASSWORD), timeout=60)
        sent = client.patch(f"{base}/{path}", headers=JSON, json=values)
        transaction.begin()
        return sent.status_code, client.get(f"{base}/{path}").status_code

    return send


@pytest.mark.parametrize(
    ("name", "path"), [("wil.partner", "readiness"), ("ann.officer", "governance")]
)
def test_nobody_takes_the_page_of_an_area_away_or_renames_it(change, name, path):
    title = api.portal.get()[path].title
    assert change(name, path, layout="no-such-view", title="Renamed") == (204, 200)
    assert api.portal.get()[path].title == title


def test_nobody_takes_the_page_of_a_thing_away(change):
    with api.env.adopt_user(username="petra.contact"):
        claims = [one.getPath() for one in api.content.find(portal_type="ProviderClaim")]
    answers = {change("petra.contact", path.split("/", 2)[2], layout="none") for path in claims}
    assert answers == {(204, 200)}
