"""Whatever a program sends, it gets a sentence in its language, and nothing from inside."""

from base64 import b64encode
from ccsr.policy.commands.run import guarded
from ccsr.policy.publication.failures import told
from visits import JSON
from visits import Probe
from wsgiref.util import setup_testing_defaults
from zExceptions import BadRequest
from ZODB.POSException import ConflictError

import httpx
import pytest


SENTENCE = "What was sent is no JSON object."


@pytest.mark.parametrize("body", ["{", "[1]", '"x"', "null", "\x00"])
@pytest.mark.parametrize("path", ["/@login", "/@saved-searches"])
def test_what_is_no_json_object_is_refused_with_a_sentence(visitor, layer, path, body):
    signed_in = visitor("carys.commissioner")
    answer = signed_in.client.post(
        f"{signed_in.base}{path}",
        content=body,
        headers={"Accept": JSON, "Content-Type": JSON},
    )
    assert (answer.status_code, answer.json()) == (
        400,
        {"type": "BadRequest", "message": SENTENCE},
    )


@pytest.mark.parametrize("body", [b"{", b"[1]", b"\xff", b""])
def test_an_account_is_changed_by_json_alone(visitor, body):
    own = visitor("ann.officer")
    answer = own.client.patch(
        f"{own.base}/@users/ann.officer",
        content=body,
        headers={"Accept": JSON, "Content-Type": JSON},
    )
    assert (answer.status_code, answer.json()["message"]) == (400, SENTENCE)


def test_a_refused_sign_in_says_why_in_both_shapes(layer):
    base = layer["portal"].absolute_url()
    answer = httpx.post(f"{base}/@login", json={}, headers={"Accept": JSON}).json()
    assert answer["message"] == answer["error"]["message"] == "Give “login” and “password”."


def test_an_upload_in_parts_that_is_none_says_so(visitor):
    answer = visitor("ann.officer").ask("/@tus-upload/nothing", Probe("PATCH", "", JSON))
    assert answer.status_code == 404
    assert answer.json()["message"] == "There is no such upload, or it is not yours."


def test_of_a_failure_nothing_from_inside_is_told():
    status, kind, message = told(AttributeError("/srv/secret.py"))
    assert (status, kind) == (500, "InternalServerError")
    assert "secret" not in str(message)


def test_a_conflict_is_no_failure():
    assert told(ConflictError())[0] == 503


def test_a_bad_request_keeps_its_sentence():
    assert told(BadRequest("Give a date."))[::2] == (400, "Give a date.")


def asked(**environ):
    """Ask the portal's own way in, before Zope; the status and whether Zope was asked."""
    reached, answers = [], []

    def zope(environ, start_response):
        reached.append(True)
        start_response("200 OK", [])
        return []

    setup_testing_defaults(environ)
    environ["HTTP_HOST"] = "localhost"
    body = guarded(zope)(environ, lambda status, headers, exc_info=None: answers.append(status))
    return answers[0], b"".join(body).decode(), bool(reached)


@pytest.mark.parametrize("path", ["/ccsr/login\xff", "/ccsr/\x00", "/\xc3\x28"])
def test_an_address_that_is_no_text_is_refused_before_zope(path):
    status, body, reached = asked(PATH_INFO=path)
    assert (status, reached) == ("400 Bad Request", False)
    assert body.startswith("This address cannot be read.")


@pytest.mark.parametrize("junk", ["%%%junk", "x", b64encode(b"no-colon").decode(), "/////w==", ""])
def test_a_sign_in_that_is_no_name_and_password_is_refused_before_zope(junk):
    status, body, reached = asked(HTTP_AUTHORIZATION=f"Basic {junk}", HTTP_ACCEPT=JSON)
    assert (status, reached) == ("400 Bad Request", False)
    assert '"type": "BadRequest"' in body


@pytest.mark.parametrize(
    "authorization",
    [f"Basic {b64encode('ann:pâss:word'.encode()).decode()}", "Bearer %%%", "Digest x", ""],
)
def test_other_sign_ins_and_welsh_addresses_reach_zope(authorization):
    path = "/ccsr/tŷ".encode().decode("latin-1")
    status, _body, reached = asked(PATH_INFO=path, HTTP_AUTHORIZATION=authorization)
    assert (status, reached) == ("200 OK", True)


@pytest.mark.parametrize(
    ("method", "sent_by", "is_taken"),
    [
        ("POST", "cross-site", False),
        ("PATCH", "same-site", False),
        ("POST", "same-origin", True),
        ("POST", "", True),
        ("GET", "cross-site", True),
    ],
)
def test_services_take_nothing_that_a_page_of_another_site_sends(method, sent_by, is_taken):
    sent = {"REQUEST_METHOD": method, "HTTP_ACCEPT": JSON}
    status, body, reached = asked(HTTP_SEC_FETCH_SITE=sent_by, **sent)
    assert (status.startswith("200"), reached) == (is_taken, is_taken)
    assert is_taken or "another site" in body
