"""Several hosts on PostgreSQL and Redis: ``make cluster-test``.

Not among the tests of every day: it starts a cluster of its own with eight processes.
"""

from cluster_front import NGINX
from cluster_front import own_front
from cluster_hosts import own_hosts
from cluster_hosts import REDIS
from clusters import PROGRAMS
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from datetime import timedelta
from itertools import count
from threading import Event
from uuid import uuid4
from world import pdf

import base64
import json
import pytest
import re
import shutil
import subprocess


pytestmark = pytest.mark.uncounted
#: Wrong passwords after which a name must wait, and some more.
WRONG = 12
#: RelStorage makes a transaction of its own with its tables.
COPIED = "SELECT tid FROM transaction WHERE tid > 0"


@pytest.fixture(scope="module")
def cluster():
    """A cluster with nothing in it, and the demo of one host beside it."""
    if None in (PROGRAMS, REDIS, NGINX):
        pytest.fail("Install Debian's packages postgresql, redis-server, nginx-light; try again.")
    with own_hosts() as made:
        made.make_source()
        yield made


@pytest.fixture(scope="module")
def moved(cluster):
    """What the command told: of what it would do, and of what it did when it was killed first."""
    planned = cluster.migrate("--dry-run")
    assert not cluster.asked(COPIED)
    killed = subprocess.Popen(
        cluster.migration, cwd=cluster.home, env=cluster.all[0].environment, stdout=subprocess.PIPE
    )
    cluster.wait(lambda: cluster.asked(COPIED))
    killed.kill()
    killed.communicate()
    return planned, cluster.migrate()


@pytest.fixture(scope="module")
def hosts(cluster, moved):
    """Three hosts at work on what was moved."""
    cluster.start()
    return cluster


@pytest.fixture(scope="module")
def front(hosts):
    """nginx before all hosts."""
    with own_front(hosts.home / "front", [host.port for host in hosts.all]) as made:
        yield made


@pytest.fixture(scope="module")
def officer(hosts):
    """An officer's token, given out by the first host."""
    return hosts.all[0].sign_in("officer")


@pytest.fixture(scope="module")
def reviewer(hosts):
    """A reviewer's token, given out by the second host."""
    return hosts.all[1].sign_in("reviewer")


def found(host, bearer, word):
    answer = host.asking(bearer).get("/@find", params={"q": word})
    assert answer.status_code == 200, (host.name, answer.text[:300])
    return answer.json()


def service(host, bearer, name=""):
    """Return the address of a service below the site."""
    asked = {"q": name, "type": "Service", "b_size": 1}
    answer = host.asking(bearer).get("/@find", params=asked).json()
    return answer["items"][0]["@id"].partition("/ccsr")[2]


def uploaded(host, bearer, word, below=None):
    """Upload a report with a word in its file; return its path and the file."""
    sent = pdf(f"Report of a visit. The word is {word} and stands on this page.")
    body = {
        "@type": "InspectionReport",
        "title": "Report of a visit",
        "inspectorate": "ciw",
        "framework": "ciw_2024",
        "announced": False,
        "inspected_from": "2026-03-02",
        "inspected_to": "2026-03-05",
        "issued": "2026-04-20",
        "received": "2026-04-21",
        "shareable_declared": True,
        "file": {
            "data": base64.b64encode(sent).decode(),
            "encoding": "base64",
            "filename": "report.pdf",
            "content-type": "application/pdf",
        },
    }
    made = host.asking(bearer).post(below or service(host, bearer), json=body)
    assert made.status_code == 201, made.text[:500]
    return made.json()["@id"].partition("/ccsr")[2], sent


def go(host, bearer, path, *transitions):
    sent = {"comment": "A reason", "review_date": (date.today() + timedelta(30)).isoformat()}
    for name in transitions:
        answer = host.asking(bearer).post(f"{path}/@workflow/{name}", json=sent)
        assert answer.status_code == 200, (name, answer.text[:500])


def test_moving_is_told_before_and_done_in_spite_of_a_kill(moved):
    planned, done = moved
    assert planned["there"] == 0
    assert done["there"] > 0
    assert done["objects"] == planned["objects"]
    assert done["objects"]["files"] > 100
    assert done["tables"] == planned["tables"]
    assert done["tables"]["record_lines"] > 100


def test_moving_again_finds_everything_there(cluster, moved):
    again = cluster.migrate()
    assert again["there"] == moved[1]["objects"]["transactions"]
    assert again["objects"] == moved[1]["objects"]


def test_every_host_finds_what_was_moved(hosts, officer):
    def totals():
        return {found(host, officer, "children")["items_total"] for host in hosts.all}

    # Each makes its index of texts first.
    hosts.wait(lambda: len(totals()) == 1)
    assert totals().pop() > 100


def test_what_one_host_saves_is_found_on_all_at_once_with_its_passages(hosts, officer):
    word = f"zq{uuid4().hex[:10]}"
    path, sent = uploaded(hosts.all[0], officer, word)
    for host in hosts.all:
        (item,) = found(host, officer, word)["items"]
        assert item["@id"].endswith(path), host.name
        assert f"<mark>{word}</mark>" in item["snippet"], host.name
        opened = host.asking(officer).get(f"{path}/@@download/file", headers={"Accept": "*/*"})
        assert opened.content == sent, host.name


def test_what_one_host_conceals_is_gone_on_all_at_once(hosts, officer, reviewer):
    bearer = hosts.all[2].sign_in("commissioner")
    held = service(hosts.all[0], bearer)
    asked = [host.asking(bearer) for host in hosts.all]
    assert [one.get(held).status_code for one in asked] == [200] * 3
    before = [one.get("/@find?b_size=1").json()["items_total"] for one in asked]
    go(hosts.all[0], reviewer, held, "conceal")
    assert [one.get(held).status_code for one in asked] == [404] * 3
    after = [one.get("/@find?b_size=1").json()["items_total"] for one in asked]
    assert len(set(before)) == len(set(after)) == 1
    assert after[0] < before[0]


def test_a_session_of_one_host_holds_on_all_and_so_does_its_end(hosts):
    bearer = hosts.all[0].sign_in("inspector")
    assert [host.asking(bearer).get("/@find").status_code for host in hosts.all] == [200] * 3
    hosts.all[1].asking(bearer).post("/@logout")
    assert [host.asking(bearer).get("/@find").status_code for host in hosts.all] == [401] * 3


def test_a_lockout_of_one_host_holds_on_all(hosts):
    wrong = {"login": "provider", "password": "wrong"}
    for number in range(WRONG):
        hosts.all[number % 3].asking().post("/@login", json=wrong)
    right = {"login": "provider", "password": hosts.passwords["provider"]}
    answers = [host.asking().post("/@login", json=right).status_code for host in hosts.all]
    assert 200 not in answers
    assert len(set(answers)) == 1


def test_what_is_due_is_queued_once_and_done_once_though_two_workers_look(hosts):
    asked = "SELECT queued, state, tries FROM jobs WHERE name = 'ccsr.policy.alerts.send'"
    before = len(hosts.asked(asked))
    hosts.wait(lambda: len(hosts.asked(asked)) >= before + 2)
    hosts.wait(lambda: {row[1] for row in hosts.asked(asked)} == {"done"})
    rows = hosts.asked(asked)
    assert {row[2] for row in rows} == {1}
    # It is due every minute.
    assert len({row[0] // 60 for row in rows}) == len(rows)


def test_what_a_reader_has_done_on_one_host_is_done_once_by_the_worker_of_another(hosts, officer):
    # The last host serves alone, and has no worker.
    last = hosts.all[2]
    asked = last.asking(officer)
    path, _file = uploaded(last, officer, f"zq{uuid4().hex[:10]}")
    uid = asked.get(path).json()["UID"]

    def tokens():
        page = asked.get(f"{path}/@@read", headers={"Accept": "text/html"})
        return re.findall(r'data-token="(\w+)"', page.text)

    # The page asks for it once a worker was heard of.
    hosts.wait(tokens)
    sent = {"data": {"_authenticator": tokens()[0]}, "headers": {"Accept": "*/*"}}
    answer = asked.post(f"{path}/@@read-keep", **sent)
    assert answer.status_code == 204, answer.text[:300]
    rows = "SELECT state, tries, worker FROM jobs WHERE name = %s AND arguments LIKE %s"

    def jobs():
        return hosts.asked(rows, "ccsr.content.layers", f"%{uid}%")

    hosts.wait(lambda: {row[0] for row in jobs()} == {"done"})
    ((_state, tries, worker),) = jobs()
    assert tries == 1
    at_work = {host.worker.pid for host in hosts.all[:2]}
    ((pid,),) = hosts.asked("SELECT pid FROM jobs_workers WHERE id = %s", worker)
    assert pid in at_work


def test_requests_go_on_through_nginx_while_a_host_is_killed_and_comes_back(hosts, front, officer):
    last, ended, wrong, asked = hosts.all[2], Event(), [], count()

    def ask():
        with front.asking(officer) as asking:
            while not ended.is_set():
                next(asked)
                answer = asking.get("/@find?q=children&b_size=5")
                if answer.status_code != 200:
                    wrong.append((answer.status_code, answer.text[:200]))

    def answered():
        name = f"127.0.0.1:{last.port}"
        return sum(line["upstream"] == name and line["status"] == 200 for line in front.asked())

    with ThreadPoolExecutor(4) as people:
        doing = [people.submit(ask) for _ in range(4)]
        try:
            hosts.wait(lambda: answered() > 5)
            last.kill()
            killed = next(asked)
            hosts.wait(lambda: next(asked) > killed + 60)
            before = answered()
            last.serve()
            hosts.wait(last.is_ready)
            # It is asked again by itself.
            hosts.wait(lambda: answered() > before + 5)
        finally:
            ended.set()
        for one in doing:
            one.result()
    assert wrong == []


def test_nothing_is_lost_with_a_host_that_is_killed(hosts, officer):
    last = hosts.all[2]
    word = f"zq{uuid4().hex[:10]}"
    kept = [uploaded(last, officer, word) for _ in range(3)]
    last.kill()
    for host in hosts.all[:2]:
        assert found(host, officer, word)["items_total"] == 3
        for path, sent in kept:
            opened = host.asking(officer).get(f"{path}/@@download/file", headers={"Accept": "*/*"})
            assert opened.content == sent
    last.serve()
    hosts.wait(last.is_ready)
    assert found(last, officer, word)["items_total"] == 3


def test_an_index_that_is_deleted_comes_back_by_itself(hosts, officer):
    word = f"zq{uuid4().hex[:10]}"
    uploaded(hosts.all[0], officer, word)
    total = found(hosts.all[0], officer, "children")["items_total"]
    assert found(hosts.all[1], officer, word)["items_total"] == 1
    # At one blow, as it is being written.
    (hosts.all[1].var / "search").rename(hosts.all[1].var / "deleted")
    shutil.rmtree(hosts.all[1].var / "deleted", ignore_errors=True)

    def is_back():
        told = found(hosts.all[1], officer, "children")["items_total"]
        return told == total and found(hosts.all[1], officer, word)["items_total"] == 1

    hosts.wait(is_back, 120)
    hosts.wait(lambda: any((hosts.all[1].var / "search").glob("*/*/meta.json")), 60)


def test_the_record_of_all_hosts_is_one_whole_chain(hosts, officer):
    paths = [uploaded(host, officer, "record")[0] for host in hosts.all]
    asked = "SELECT count(DISTINCT path) FROM record_lines WHERE path = ANY(%s)"
    hosts.wait(lambda: hosts.asked(asked, paths) == [(3,)])
    for host in hosts.all:
        told = hosts.run("bin/ccsr", "audit", "verify", "--json", CCSR_VAR=str(host.var))
        assert json.loads(told)["findings"] == []


def test_while_the_database_is_gone_hosts_say_so_and_come_back_by_themselves(hosts, officer):
    hosts.postgresql.stop()
    assert not any(host.is_ready() for host in hosts.all)
    hosts.postgresql.start()
    for host in hosts.all:
        hosts.wait(host.is_ready, 60)
        uploaded(host, officer, "again")
