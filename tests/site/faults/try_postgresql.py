"""A network between portal and PostgreSQL that fails, a restart, and a restore: ``make faults``."""

from broken_version import Broken
from broken_version import MOMENTS
from broken_version import profile_version
from contextlib import contextmanager
from faults import killing
from faults.load import account
from faults.load import Load
from faults.places import on_postgresql
from faults.relay import own_network
from signal import SIGKILL
from time import monotonic

import httpx
import json
import pytest


pytestmark = pytest.mark.uncounted
#: Seconds after which a silent network must have been noticed: Zope tries four times.
NOTICED = 90
#: What everybody reads then.
SENTENCE = "cannot reach its database at the moment"


class Reached:
    """A PostgreSQL as it is seen through a network."""

    def __init__(self, cluster, network) -> None:
        self.cluster, self.network = cluster, network
        host, port = network.address
        self.words = f"host={host} port={port} user=ccsr dbname=postgres"
        self.url = f"postgresql+psycopg://ccsr@{host}:{port}/postgres"

    def __getattr__(self, name):
        return getattr(self.cluster, name)


@contextmanager
def through_a_network(cluster):
    with own_network(cluster.folder / f".s.PGSQL.{cluster.port}") as network:
        if network is None:
            pytest.skip("The kernel allows no network of our own (ip netns).")
        yield Reached(cluster, network)


@pytest.fixture(scope="module")
def place():
    """A portal and a worker that reach PostgreSQL through a network of its own."""
    with on_postgresql(reached=through_a_network) as made:
        yield made


@pytest.fixture
def network(place):
    """That network; whole again afterwards."""
    network = place.hosts.postgresql.network
    yield network
    network.slow(0)
    network.mend()
    place.wait()


def load_of(place, seed):
    load = Load(place.url, place.passwords, seed=seed)
    load.start()
    load.wait(3)
    return load


def nothing_is_lost(place, load, seconds=120):
    load.wait(3, seconds)
    load.stop()
    assert load.unkept() + load.refused == []
    assert killing.look(place) == []


def told(place, client):
    """Return what a person is told, and after how many seconds."""
    begun = monotonic()
    answer = client.get("/", headers={"Accept": "text/html"}, timeout=300)
    return answer, monotonic() - begun


def test_over_a_slow_network_everything_is_answered_only_later(place, network):
    load = load_of(place, 31000)
    network.slow(0.01)
    nothing_is_lost(place, load, 300)
    assert load.failed == []


def test_while_the_network_is_silent_people_are_told_and_then_it_goes_on(place, network):
    load = load_of(place, 32000)
    with account(place.url, place.passwords, "reviewer") as client:
        network.cut()
        answer, seconds = told(place, client)
        again, later = told(place, client)
        network.mend()
    print(f"silent network: told after {seconds:.1f} s, then after {later:.1f} s")
    for one in (answer, again):
        assert one.status_code == 503
        assert SENTENCE in one.text
    assert max(seconds, later) < NOTICED
    begun = monotonic()
    place.wait()
    print(f"silent network: ready again {monotonic() - begun:.1f} s after it is mended")
    nothing_is_lost(place, load, 300)
    assert [one for one in load.failed if SENTENCE not in one] == []


def test_a_restart_of_the_database_under_load_is_a_pause(place):
    load = load_of(place, 33000)
    begun = monotonic()
    place.hosts.postgresql.run(
        "pg_ctl", "-D", place.hosts.postgresql.folder / "data", "-w", "-m", "fast", "stop"
    )
    with account_or_none(place) as answer:
        assert answer.status_code == 503
        assert SENTENCE in answer.text
    place.hosts.postgresql.start()
    place.wait()
    print(f"restart of the database: {monotonic() - begun:.1f} s until it serves again")
    nothing_is_lost(place, load)
    assert [one for one in load.failed if SENTENCE not in one] == []


def test_an_upgrade_that_is_killed_even_as_it_is_kept_leaves_the_portal_as_it_was(place, tmp_path):
    portal = title_of(place)
    broken = Broken(tmp_path / "broken", profile_version() + 1, "cluster")
    broken.make(place.environment)
    load = load_of(place, 34000)
    for moment in MOMENTS:
        assert broken.kill(place.environment, moment) == -SIGKILL
        load.wait(3, NOTICED)
        assert title_of(place) == portal
    nothing_is_lost(place, load)
    told = place.hosts.run("bin/ccsr", "upgrade", "--json", CCSR_VAR=str(place.host.var))
    assert json.loads(told) == {"steps": {}}


def title_of(place):
    """Return the title of the portal as its administrator reads it."""
    with account(place.url, place.passwords, "admin") as client:
        return client.get("/").raise_for_status().json()["title"]


@contextmanager
def account_or_none(place):
    """Give the answer to somebody who signs in."""
    sent = {"login": "reviewer", "password": place.passwords["reviewer"]}
    headers = {"Accept": "application/json"}
    yield httpx.post(f"{place.url}/@login", json=sent, headers=headers, timeout=120)
