"""Headers of every answer (docs/reference/headers.rst)."""

from ccsr.policy.publication import headers
from ccsr.policy.publication import proxies
from ccsr.policy.sign_in.clients import address_of
from probes import NEVER
from probes import path_of
from types import SimpleNamespace
from visits import HTML
from visits import JSON
from visits import Probe

import pytest


COMMISSIONER = "carys.commissioner"
SHEET = "/++theme++barceloneta/css/barceloneta.min.css"


@pytest.fixture(scope="module")
def answers(visitor, register):
    """Answers of every kind, each by what it is."""
    shown = path_of(register["InspectionReport", "shared"])
    ask = visitor(COMMISSIONER).get
    return {
        "home": ask(""),
        "page": ask(shown),
        "JSON": ask(shown, JSON),
        "search": ask("/@find", JSON),
        "form": visitor("ann.officer").get("/register/++add++Provider"),
        "sign-in": visitor(None).get("/login"),
        "way to sign in": visitor(None).get(shown),
        "missing": ask(f"/{NEVER}"),
        "missing as JSON": ask(f"/{NEVER}", JSON),
        "refused": ask("/@@accounts"),
        "before Zope looks": ask("/register/aq_base"),
        "a value that cannot be read": ask("/@@find?b_start:int=x"),
        "method": visitor(COMMISSIONER).ask(shown, Probe("PROPFIND", "")),
        "download": ask(f"{shown}/@@download/file"),
        "reader": ask(f"{shown}/@@display-file/file"),
        "own reader": ask(f"{shown}/@@read?q=page"),
        "picture": ask(f"{shown}/@@read-picture"),
        "export": ask("/@@export"),
    }


def test_every_answer_says_what_a_browser_may_do_with_it(answers):
    for kind, answer in answers.items():
        for name, value in {**headers.ALWAYS, "Cache-Control": "private, no-store"}.items():
            assert answer.headers[name] == value, f"{kind}: {name}"
        policy = answer.headers[headers.POLICY]
        assert policy.startswith("default-src 'none'"), kind
        assert "script-src 'unsafe" not in policy, kind
        assert "Strict-Transport-Security" not in answer.headers, kind


def test_a_page_runs_nothing_that_stands_in_it(answers):
    for kind in ("home", "page", "form", "sign-in", "missing", "refused", "own reader"):
        assert answers[kind].headers[headers.POLICY] == headers.PAGE, kind
        for inline in ("<style", " style=", "<script>", "<base", " onclick=", "javascript:"):
            assert inline not in answers[kind].text, f"{kind}: {inline}"


def test_a_file_can_do_nothing(answers):
    for kind in ("download", "export"):
        assert answers[kind].headers[headers.POLICY] == headers.FILE, kind
        assert answers[kind].headers["Content-Disposition"].startswith("attachment"), kind
    assert answers["picture"].headers[headers.POLICY] == headers.FILE
    assert answers["picture"].headers["Content-Type"] == "image/webp"
    assert answers["reader"].headers[headers.POLICY] == headers.PDF
    assert answers["reader"].headers["Content-Type"] == "application/pdf"
    assert "sandbox" in headers.FILE
    assert "script-src" not in headers.PDF


def test_a_resource_of_the_theme_may_be_kept(visitor, register):
    answer = visitor(None).get(SHEET)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "no-store" not in answer.headers.get("Cache-Control", "")


def test_who_asks_by_https_is_told_to_stay_with_it(integration):
    request = integration["request"].clone()
    request["SERVER_URL"] = "https://ccsr.example.org"
    headers.close(request)
    assert request.response.getHeader("Strict-Transport-Security") == "max-age=31536000"


def heard(address, **said):
    """Return what the application behind ``proxies.heard`` is told."""
    told = {}
    environ = {"REMOTE_ADDR": address, "wsgi.url_scheme": "http", **said}
    proxies.heard(lambda environ, start: told.update(environ))(environ, None)
    return told


def test_a_proxy_is_believed_where_it_is_trusted_and_nobody_else(monkeypatch):
    monkeypatch.setenv("CCSR_TRUSTED_PROXIES", "10.0.0.1")
    said = {"HTTP_X_FORWARDED_PROTO": "https", "HTTP_X_FORWARDED_FOR": "192.0.2.7"}
    trusted, other = heard("10.0.0.1", **said), heard("10.0.0.2", **said)
    assert trusted["wsgi.url_scheme"] == "https"
    assert other == {"REMOTE_ADDR": "10.0.0.2", "wsgi.url_scheme": "http"}
    assert address_of(SimpleNamespace(environ=trusted)) == "192.0.2.7"
    assert address_of(SimpleNamespace(environ=other)) == "10.0.0.2"
    strange = {"HTTP_X_FORWARDED_PROTO": "javascript"}
    assert heard("10.0.0.1", **strange)["wsgi.url_scheme"] == "http"


def test_an_answer_from_below_plone_gets_the_headers_that_it_lacks():
    sent = []

    def bare(environ, start_response):
        start_response("400 Bad Request", [("Content-Type", "text/plain")])
        return [b""]

    headers.completed(bare)({}, lambda status, pairs, exc_info=None: sent.extend(pairs))
    assert dict(sent) == {**headers.CLOSED, "Content-Type": "text/plain"}


@pytest.mark.parametrize("who", [COMMISSIONER, None])
@pytest.mark.parametrize("path", ["", "/@@find", f"/{NEVER}"])
@pytest.mark.parametrize("query", ["q:int=x", "when:date=x", "a:float=x"])
def test_a_value_that_cannot_be_read_is_told_in_a_sentence(visitor, register, who, path, query):
    for accept in (HTML, JSON):
        answer = visitor(who).get(f"{path}?{query}", accept)
        assert answer.status_code == 400
        assert "cannot be read" in answer.text
        assert answer.headers["Content-Type"].startswith(accept)
