"""Two reviewers act on the same service at the same moment: one wins, the other is told."""

from ccsr.policy import accounts
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from datetime import timedelta
from plone import api
from threading import Barrier

import httpx
import itertools
import pytest
import re
import transaction
import world


pytestmark = pytest.mark.uncounted

JSON = {"Accept": "application/json"}
REVIEW = date.today() + timedelta(days=30)
WHY = {
    "comment": "A reason of mine",
    "review_date": REVIEW.isoformat(),
}
#: Each action with the state in which it is offered and the one it leads to.
ACTIONS = {
    "share": ("draft", "shared"),
    "conceal": ("shared", "concealed"),
    "reveal": ("concealed", "shared"),
    "retract": ("shared", "draft"),
}
WAYS = {"draft": (), "shared": ("share",), "concealed": ("share", "conceal")}
PAIRS = [
    pair
    for pair in itertools.combinations_with_replacement(ACTIONS, 2)
    if ACTIONS[pair[0]][0] == ACTIONS[pair[1]][0]
]
REVIEWERS = ("rhys.reviewer", "second.reviewer")


@pytest.fixture(scope="module")
def reviewers(register):
    """Two clients of two accounts."""
    transaction.begin()
    accounts.create(
        REVIEWERS[1], "Second", "second@example.org", world.PASSWORD, "reviewers", api=True
    )
    transaction.commit()
    clients = [httpx.Client(auth=(name, world.PASSWORD), timeout=60) for name in REVIEWERS]
    yield clients
    for one in clients:
        one.close()


@pytest.fixture(scope="module")
def provider(register):
    """A provider whose services are acted on."""
    transaction.begin()
    with api.env.adopt_user(username="ann.officer"):
        made = world.provider(api.portal.get()["register"], "two")
    with api.env.adopt_user(username=REVIEWERS[0]):
        api.content.transition(made, "share")
    transaction.commit()
    return made


def service_in(provider, state, name):
    """Return a new service in a state."""
    transaction.begin()
    with api.env.adopt_user(username="ann.officer"):
        made = world.service(provider, name)
    with api.env.adopt_user(username=REVIEWERS[0]):
        for step in WAYS[state]:
            api.content.transition(made, step, comment="A reason", review_date=REVIEW)
    transaction.commit()
    return made


def steps(service):
    """Return what was done to a service, in order."""
    transaction.begin()
    service._p_jar.sync()
    [history] = service.workflow_history.values()
    return [one["action"] for one in history if one["action"]]


def at_once(clients, url, actions):
    """Ask for two transitions at the same moment; return both answers."""
    ready = Barrier(len(clients))

    def ask(client, action):
        client.get(url, headers=JSON)
        ready.wait(30)
        return client.post(f"{url}/@workflow/{action}", json=WHY, headers=JSON)

    with ThreadPoolExecutor(len(clients)) as pool:
        return list(pool.map(ask, clients, actions))


@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_one_wins_and_the_other_is_told(reviewers, provider, pair):
    state = ACTIONS[pair[0]][0]
    service = service_in(provider, state, "-".join(pair))
    answers = at_once(reviewers, service.absolute_url(), pair)
    won = [action for action, one in zip(pair, answers, strict=True) if one.status_code == 200]
    [lost] = [one for one in answers if one.status_code != 200]
    assert len(won) == 1
    assert lost.status_code in (400, 409)
    assert re.search(r"\w+ \w+", lost.json()["message"])
    assert steps(service) == [*WAYS[state], *won]
    assert api.content.get_state(service) == ACTIONS[won[0]][1]
