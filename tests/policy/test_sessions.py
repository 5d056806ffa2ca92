"""Sessions and locks are those of all processes, and outlive a killed one."""

from ccsr.policy.domain import browsers
from ccsr.policy.domain.sessions import Spans
from ccsr.policy.sign_in import clients
from ccsr.policy.sign_in import cookies
from ccsr.policy.sign_in import lockout
from ccsr.policy.sign_in import sessions
from ccsr.policy.sign_in import tables
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from OFS.Folder import Folder
from Testing.makerequest import makerequest

import os
import pytest
import signal
import time


SPAWN = get_context("spawn")
AGENT = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0"


@pytest.fixture
def var(tmp_path, monkeypatch):
    """A directory of the portal that nobody used before."""
    monkeypatch.setenv("CCSR_VAR", str(tmp_path))
    return tmp_path


@pytest.fixture(params=["sqlite", "postgresql"])
def common(request, var, monkeypatch):
    """Empty tables that several processes use, in a file or on a server."""
    if request.param == "postgresql":
        monkeypatch.setenv("CCSR_DATABASE", request.getfixturevalue("postgresql").url)
        with tables.engine().begin() as connection:
            for table in tables.TABLES.tables.values():
                connection.execute(table.delete())


def request_of(address="192.0.2.7", **environ):
    """Return a request from an address."""
    request = makerequest(Folder(), environ={"HTTP_USER_AGENT": AGENT, **environ}).REQUEST
    request.environ.update(environ, REMOTE_ADDR=address)
    return request


def fail(name):
    """Fail to sign in, in a process of its own."""
    lockout.failed(name, "192.0.2.7")
    return os.getpid()


def begin_for_ever(pipe):
    """Begin sessions and tell their tokens."""
    while True:
        pipe.send(sessions.begin("olwen", request_of(), "", "/ccsr"))


def test_what_one_process_ends_is_over_in_another_at_once(common):
    token = sessions.begin("olwen", request_of(), "", "/ccsr")
    assert sessions.by_token(token).user_id == "olwen"
    with ProcessPoolExecutor(1, mp_context=SPAWN) as other:
        assert other.submit(sessions.by_token, token).result().user_id == "olwen"
        assert other.submit(sessions.end_all, "olwen").result() == 1
    assert sessions.by_token(token) is None


def test_failures_count_together_over_processes(common):
    names = [f"olwen{number}" for number in range(20)]
    with ProcessPoolExecutor(4, mp_context=SPAWN) as others:
        # The last two of each name at the same moment, as often as may be.
        made = list(others.map(fail, [name for name in names for _ in range(5)]))
    assert os.getpid() not in made
    assert all(lockout.waits(name, "198.51.100.1") for name in names)
    assert not lockout.waits("rhys", "198.51.100.1")


def test_sessions_that_were_told_of_hold_when_the_process_is_killed(common):
    here, there = SPAWN.Pipe(duplex=False)
    process = SPAWN.Process(target=begin_for_ever, args=(there,))
    process.start()
    told = [here.recv() for _ in range(20)]
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    assert all(sessions.by_token(token) for token in told)


def test_by_https_the_cookie_is_bound_to_https_and_to_the_host():
    request = request_of()
    request["SERVER_URL"] = "https://ccsr.example"
    cookies.put(request, "token")
    [(_, given)] = request.response._cookie_list()
    assert sorted(given.split("; ")) == [
        "HttpOnly",
        "Path=/",
        "SameSite=Lax",
        "Secure",
        "__Host-ac=token",
    ]
    request.cookies = {"__ac": "by http", "__Host-ac": "by https"}
    assert cookies.token_of(request) == "by https"


def test_no_token_stands_in_the_tables(var):
    token = sessions.begin("olwen", request_of(), "", "/ccsr")
    tables.engine().dispose()
    assert not any(token.encode() in file.read_bytes() for file in var.iterdir())


def test_a_session_that_waits_for_a_code_is_no_sign_in(common):
    sessions.begin("olwen", request_of(), "code", "/ccsr")
    assert sessions.last_sign_in(["olwen"]) == {}
    sessions.begin("olwen", request_of(), "", "/ccsr")
    sessions.end_all("olwen")
    assert list(sessions.last_sign_in(["olwen", "rhys"])) == ["olwen"]


def test_it_is_written_once_a_minute_that_somebody_was_seen(common):
    token = sessions.begin("olwen", request_of(), "", "/ccsr")
    session = sessions.by_token(token)
    sessions.seen(session)
    assert sessions.by_token(token).last_seen == session.last_seen
    sessions.seen(session, precisely=True)
    assert sessions.by_token(token).last_seen > session.last_seen


def test_use_does_not_hold_a_session_longer_than_its_whole_span(var):
    token = sessions.begin("olwen", request_of(), "", "/ccsr")
    session, now = sessions.by_token(token), time.time()
    assert session.left(now, Spans(idle=1800, absolute=600)) <= 600
    assert session.over(now + 601, Spans(idle=1800, absolute=600)) == "absolute"
    assert session.over(now + 601, Spans(idle=600, absolute=9999)) == "idle"


@pytest.mark.parametrize(
    ("trusted", "address", "forwarded", "whose"),
    [
        ("", "192.0.2.1", "203.0.113.9", "192.0.2.1"),
        ("192.0.2.1", "192.0.2.1", "203.0.113.9", "203.0.113.9"),
        ("192.0.2.1", "192.0.2.1", "10.0.0.1, 203.0.113.9", "203.0.113.9"),
        ("192.0.2.1 192.0.2.2", "192.0.2.1", "203.0.113.9, 192.0.2.2", "203.0.113.9"),
        ("192.0.2.1", "192.0.2.1", "", "192.0.2.1"),
    ],
)
def test_what_a_proxy_says_of_addresses_is_believed_of_a_trusted_one_only(
    monkeypatch, trusted, address, forwarded, whose
):
    monkeypatch.setenv("CCSR_TRUSTED_PROXIES", trusted)
    request = request_of(address, HTTP_X_FORWARDED_FOR=forwarded)
    assert clients.address_of(request) == whose


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        (AGENT, ("Firefox", "Windows")),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/128.0 Safari/537.36 Edg/128.0", ("Edge", "Windows")),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 14) Version/17 Safari/605", ("Safari", "Mac")),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/128.0 Safari/537", ("Chrome", "Android")),
        ("python-httpx/0.28.1", (None, None)),
    ],
)
def test_browsers_are_named_in_words(agent, said):
    assert (browsers.browser_of(agent), browsers.system_of(agent)) == said
