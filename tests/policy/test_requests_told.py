"""What logs and figures tell of a request: enough to find what went wrong, nothing of people."""

from ccsr.policy.commands import logs
from ccsr.policy.metrics import requests
from ccsr.policy.publication import numbered
from ccsr.policy.publication import proxies
from ccsr.policy.publication import ready
from prometheus_client import REGISTRY

import json
import logging
import pytest
import sys


def ask(app, path="/register", **environ):
    """Return status and body of an answer."""
    told = []
    given = {"PATH_INFO": path, "REQUEST_METHOD": "GET", "REMOTE_ADDR": "192.0.2.7", **environ}
    pieces = app(given, lambda status, headers, exc_info=None: told.append(status))
    body = b"".join(pieces)
    if hasattr(pieces, "close"):
        pieces.close()
    return told[0], body


def answering(environ, start_response):
    start_response("200 OK", [])
    return [environ[numbered.HEADER].encode()]


def test_a_number_is_taken_from_a_trusted_proxy_and_from_nobody_else(monkeypatch):
    monkeypatch.setenv("CCSR_TRUSTED_PROXIES", "192.0.2.1")
    app = proxies.heard(numbered.numbered(answering))
    given = "0123456789abcdef"
    assert ask(app, REMOTE_ADDR="192.0.2.1", HTTP_X_REQUEST_ID=given)[1] == given.encode()
    assert ask(app, HTTP_X_REQUEST_ID=given)[1] != given.encode()
    unfit = ask(app, REMOTE_ADDR="192.0.2.1", HTTP_X_REQUEST_ID="a b\nc")[1]
    assert len(unfit) == 32


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/VirtualHostBase/https/x:443/ccsr/VirtualHostRoot/@@find", "find"),
        ("/ccsr/@find", "find"),
        ("/ccsr/register/a/@history", "api"),
        ("/ccsr/register/a/@@download/file", "file"),
        ("/ccsr/++plone++ccsr/site.css", "static"),
        ("/ccsr/register/a", "page"),
        ("/-/ready", "health"),
    ],
)
def test_requests_are_told_apart_by_kind(path, kind):
    assert requests.kind_of(path) == kind


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/VirtualHostBase/https/x:443/ccsr/VirtualHostRoot/register", "/register"),
        ("/ccsr/@users/jane.doe/x", "/ccsr/@users/…/x"),
        ("/ccsr/passwordreset/0123abc", "/ccsr/passwordreset/…"),
    ],
)
def test_a_path_is_logged_without_secrets_and_names(path, shown):
    assert requests.shown(path) == shown


def test_a_request_is_counted_also_when_it_fails():
    def failing(environ, start_response):
        raise ValueError("on purpose")

    def count(status):
        labels = {"kind": "page", "method": "GET", "status": status}
        return REGISTRY.get_sample_value("ccsr_request_seconds_count", labels) or 0

    before = count("200"), count("500")
    ask(numbered.numbered(requests.measured(answering)))
    with pytest.raises(ValueError, match="on purpose"):
        ask(requests.measured(failing))
    assert (count("200"), count("500")) == (before[0] + 1, before[1] + 1)


@pytest.mark.parametrize(("is_ready", "answer"), [(True, b"ready\n"), (False, b"not ready\n")])
def test_readiness_is_a_word_and_a_status(is_ready, answer):
    status, body = ask(ready.told(answering, lambda: is_ready), ready.PATH)
    assert (status[:3], body) == ("200" if is_ready else "503", answer)


def test_a_process_that_is_asked_to_end_is_not_ready():
    is_ready = ready.Readiness()
    is_ready.is_ending = True
    assert not is_ready()


def test_a_process_that_still_reads_what_searches_need_is_not_ready():
    assert not ready.Readiness(lambda: False)()


def test_a_line_for_programs_tells_where_it_went_wrong_and_not_of_whom(tmp_path, monkeypatch):
    monkeypatch.setenv("CCSR_LOG", "json")
    handler = logs.file(tmp_path / "client-1.log")
    logs.REQUEST.set("a-number")
    try:
        raise KeyError("jane@example.org")
    except KeyError:
        told = ("jane@example.org from %s failed", ("192.0.2.7",), sys.exc_info())
    handler.emit(logging.LogRecord("ccsr", logging.ERROR, __file__, 1, *told))
    handler.close()
    text = (tmp_path / "client-1.log").read_text()
    line = json.loads(text)
    assert (line["request"], line["process"], line["error"]) == ("a-number", "client-1", "KeyError")
    assert line["message"] == "… from … failed"
    assert "test_requests_told.py" in line["trace"][0]
    assert "jane" not in text


def test_a_log_that_was_moved_away_goes_on_in_a_new_file(tmp_path):
    handler = logs.file(tmp_path / "a.log")
    handler.emit(logging.makeLogRecord({"msg": "before"}))
    (tmp_path / "a.log").rename(tmp_path / "a.log.1")
    handler.emit(logging.makeLogRecord({"msg": "after"}))
    handler.close()
    assert (tmp_path / "a.log").read_text() == "after\n"
