"""Ways past a view that Zope and WebDAV leave open, and the gate closes."""

from base64 import b64encode
from probes import NEVER
from probes import path_of
from urllib.parse import urlsplit
from visits import difference
from visits import JSON
from visits import Probe

import pytest
import socket
import world


READERS = ("carys.commissioner", "ivor.inspector", "petra.contact")


def raw(base, who, path):
    """Return all that comes back for a HEAD, whatever the server thinks a HEAD is."""
    site = urlsplit(base)
    key = b64encode(f"{who}:{world.PASSWORD}".encode()).decode()
    with socket.create_connection((site.hostname, site.port)) as connection:
        connection.sendall(
            f"HEAD {site.path}{path} HTTP/1.1\r\nHost: {site.netloc}\r\n"
            f"Authorization: Basic {key}\r\nConnection: close\r\n\r\n".encode()
        )
        return b"".join(iter(lambda: connection.recv(65536), b""))


def test_a_head_is_answered_with_headers_alone(visitor, register):
    shown = path_of(register["Service", "shared"])
    for path in (shown, f"{shown}/@@view", "", "/@@find", f"{shown}/{NEVER}", "/login"):
        answer = raw(visitor(None).base, "carys.commissioner", path)
        head, _, body = answer.partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1"), path
        assert body == b"", path


def test_the_headers_tell_the_size_that_a_get_has(visitor, register):
    file = f"{path_of(register['InspectionReport', 'shared'])}/@@download/file"
    asker = visitor("carys.commissioner")
    head, whole = asker.ask(file, Probe("HEAD", "")), asker.get(file)
    assert head.status_code == whole.status_code == 200
    assert head.headers["content-length"] == str(len(whole.content))


@pytest.mark.parametrize("name", ["@@csrf_token", "@@plone_context_state", "@@authenticator"])
def test_nothing_answers_below_what_never_was(visitor, register, name):
    shown, hidden = (path_of(register["Service", state]) for state in ("shared", "concealed"))
    asker, head = visitor("carys.commissioner"), Probe("HEAD", f"/{name}")
    assert asker.ask(f"{shown}/{NEVER}", head).status_code == 404
    assert asker.ask(hidden, head).status_code == 404


@pytest.mark.parametrize("who", READERS)
@pytest.mark.parametrize(
    "method", ["manage_DAVget", "manage_FTPget", "hasObject?id=x", "getObjectPosition?id=x", "COPY"]
)
def test_the_methods_of_a_thing_are_no_addresses(visitor, register, who, method):
    for kind in ("Provider", "Service", "InspectionReport"):
        answer = visitor(who).get(f"{path_of(register[kind, 'shared'])}/{method}")
        assert answer.status_code == 404, kind


@pytest.mark.parametrize("suffix", ["", "?relation=isReferencing", "?onlyBroken=1"])
def test_relations_are_counted_for_administrators(visitor, register, suffix):
    for who in (*READERS, "ann.officer"):
        assert visitor(who).get(f"/@relations{suffix}", JSON).status_code == 404, who
    assert visitor("mair.manager").get(f"/@relations{suffix}", JSON).status_code < 300


@pytest.mark.parametrize("who", READERS)
@pytest.mark.parametrize("name", ["@@catalogCounter", "@@userid", "@@delete_confirmation_info"])
def test_what_is_no_page_and_what_deletes_is_closed_to_readers(visitor, register, who, name):
    for place in ("", path_of(register["Service", "shared"])):
        assert visitor(who).get(f"{place}/{name}").status_code == 404, place
        assert visitor(who).get(f"{place}/{name[2:]}", JSON).status_code == 404, place


def test_who_may_delete_is_told_which_links_break(visitor, register):
    path = path_of(register["Service", "shared"])
    for page in ("delete_confirmation", "@@delete_confirmation_info"):
        assert visitor("mair.manager").get(f"{path}/{page}").status_code == 200


PLACE = "plone.app.querystring.operation.string"


def within(operation, value):
    """Return the question for what is within a place."""
    query = [{"i": "path", "o": f"{PLACE}.{operation}", "v": value}]
    return Probe("POST", "/@querystring-search", JSON, {"query": query, "b_size": 1000})


#: Questions by UID, path and id that had another answer where something is hidden.
NAMING = (
    lambda uid, path, name: within("absolutePath", uid),
    lambda uid, path, name: within("absolutePath", f"{uid}::1"),
    lambda uid, path, name: within("path", [uid]),
    lambda uid, path, name: within("relativePath", path),
    lambda uid, path, name: within("relativePath", f"../{name}"),
    lambda uid, path, name: Probe("GET", f"/@linkintegrity?uids={uid}", JSON),
    lambda uid, path, name: Probe(
        "GET", f"/@contextnavigation?expand.contextnavigation.root_path={path}", JSON
    ),
    lambda uid, path, name: Probe(
        "GET",
        f"?expand=contextnavigation&expand.contextnavigation.root_path={path}",
        JSON,
    ),
    lambda uid, path, name: Probe("HEAD", f"/{name}/@@babel_utils"),
    lambda uid, path, name: Probe("PUT", f"/{name}", JSON, {"title": "x"}),
)


@pytest.mark.parametrize("naming", NAMING)
def test_a_question_that_names_what_is_hidden_is_one_that_names_nothing(visitor, register, naming):
    hidden = register["InspectionReport", "draft"]
    path, nothing = path_of(hidden), f"{path_of(hidden.aq_parent)}/{NEVER}"
    for place in ("", path_of(hidden.aq_parent)):
        answers = [
            visitor("carys.commissioner").told(place, naming(*one), *one)
            for one in ((hidden.UID(), path, hidden.getId()), ("0" * 32, nothing, NEVER))
        ]
        assert answers[0] == answers[1], difference(*answers)


def test_places_lead_to_what_may_be_viewed(visitor, register):
    service = register["Service", "shared"]
    for operation, value in (
        ("absolutePath", service.UID()),
        ("path", [service.UID()]),
        ("relativePath", path_of(service)),
    ):
        asked = within(operation, value)
        items = visitor("carys.commissioner").ask("", asked).json()["items"]
        assert service.absolute_url() in [one["@id"] for one in items]
        assert all(one["@id"].startswith(service.absolute_url()) for one in items)


def test_administrators_keep_them(visitor, register):
    path = path_of(register["Provider", "shared"])
    assert visitor("mair.manager").get(f"{path}/getId").status_code == 200
