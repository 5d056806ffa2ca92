"""Shortlists: their rules, whose they are, what the pages and the service do, and what they hide."""

from ccsr.content.content import shortlists as storage
from ccsr.content.domain import shortlists as rules
from ccsr.content.interfaces import IShortlists
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from datetime import UTC
from io import BytesIO
from lxml import html
from plone import api
from python_calamine import CalamineWorkbook
from role_tables import WHO
from visits import changes
from visits import HTML
from visits import JSON
from visits import Probe
from visits import without
from zope.annotation.interfaces import IAnnotations

import csv
import pytest
import transaction
import world


NOW = datetime(2026, 11, 12, 10, tzinfo=UTC)
COMMISSIONER = "carys.commissioner"
#: A note of more than one line, of which a spreadsheet must make no formula.
NOTE = "=HYPERLINK(1)\n- quiet, near school\nTŷ da"


def listed(*uids, seen=None):
    """Return a shortlist with services, each with its UID as a note."""
    made = rules.make("Teenagers", [], NOW)
    for uid in uids:
        made = rules.add(made, uid, f"of {uid}", NOW, seen or uids)
    return made


def order(shortlist):
    return "".join(one.uid for one in shortlist.entries)


# -- rules --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (" \n", "Give the shortlist a name."),
        ("x" * 81, "The name has ${length} characters. Use ${most} at the most."),
        ("TEENAGERS", "You have a shortlist called “${name}”. Choose another name."),
    ],
)
def test_a_name_is_refused_in_one_sentence(name, sentence):
    with pytest.raises(rules.NotKept) as refused:
        rules.make(name, [listed()], NOW)
    assert refused.value.message.default == sentence


def test_a_note_keeps_its_lines_and_one_too_long_is_refused_and_not_cut():
    shortlist = listed("a")
    written = rules.write(shortlist, "a", "one \r\n\r\n\ttwo\x07 \n")
    assert written.entry("a").note == "one\n\n two"
    assert rules.write(shortlist, "a", "x" * 2000).entry("a").note == "x" * 2000
    with pytest.raises(rules.NotKept) as refused:
        rules.write(shortlist, "a", "x" * 2001)
    assert refused.value.message.mapping["length"] == "2001"


def test_a_note_changed_elsewhere_meanwhile_is_not_overwritten_unseen():
    before = listed("a")
    known = rules.version(before.entry("a").note)
    elsewhere = rules.write(before, "a", "from elsewhere", known)
    with pytest.raises(rules.NotKept) as refused:
        rules.write(elsewhere, "a", "mine", known)
    assert refused.value.message.mapping["note"] == "from elsewhere"
    assert rules.write(elsewhere, "a", "from elsewhere", known) == elsewhere


def test_a_service_is_moved_among_those_that_are_seen():
    shortlist = listed("a", "b", "c", "d")
    assert order(rules.move(shortlist, "c", -1, "abcd")) == "acbd"
    assert order(rules.move(shortlist, "c", -1, "acd")) == "cabd"
    assert order(rules.move(shortlist, "a", 1, "acd")) == "bcad"
    for uid, step in (("a", -1), ("d", 1), ("x", 1)):
        assert rules.move(shortlist, uid, step, "abcd") == shortlist


def test_what_was_taken_off_comes_back_where_it_stood_with_its_note():
    shortlist = listed("a", "b", "c")
    off = rules.remove(shortlist, "b")
    assert order(off) == "ac"
    assert rules.bring_back(off, "b") == shortlist
    assert rules.bring_back(off, "a") == off
    assert rules.add(off, "b", "", NOW, "abc").entry("b").note == "of b"


def test_what_is_not_seen_counts_for_nothing(monkeypatch):
    monkeypatch.setattr(rules, "MOST_SERVICES", 2)
    shortlist = listed("a", "b")
    with pytest.raises(rules.NotKept):
        rules.add(shortlist, "c", "", NOW, "abc")
    assert order(rules.add(shortlist, "c", "", NOW, "ac")) == "abc"


# -- over HTTP ----------------------------------------------------------------


@pytest.fixture
def kept(layer, register):
    """Put services on a shortlist of the commissioner, hidden ones included; give its id."""
    site = layer["portal"]

    def put(*services, who=COMMISSIONER, name="Teenagers", note=NOTE):
        transaction.begin()
        made = rules.make(name, [], NOW)
        uids = [one.UID() for one in services]
        for uid in uids:
            made = rules.add(made, uid, note, NOW, uids)
        with api.env.adopt_user(username=who):
            IShortlists(site).put(made)
        transaction.commit()
        return made.id

    yield put
    transaction.begin()
    IAnnotations(site).pop(storage.KEY, None)
    transaction.commit()


@pytest.fixture
def service(register):
    return register["Service", "shared"]


@pytest.fixture
def shown(visitor):
    """The parsed page of an account."""

    def get(path, who=COMMISSIONER):
        visitor(who).client.cookies.clear()
        answer = visitor(who).get(path)
        assert answer.status_code == 200, path
        return html.fromstring(answer.text)

    return get


@pytest.fixture
def send(visitor, shown):
    """Send the form of a page with its own authenticator; return the answer, not followed."""

    def post(page, who=COMMISSIONER, **values):
        [token, *_more] = shown(page, who).cssselect("main input[name=_authenticator]")
        form = {"_authenticator": token.get("value"), **values}
        client, base = visitor(who).client, visitor(who).base
        return client.post(f"{base}{page.partition('?')[0]}", data=form)

    return post


@contextmanager
def concealed(service):
    """Hide a service from commissioners for a while."""

    def send(name):
        transaction.begin()
        with api.env.adopt_user(username="rhys.reviewer"):
            world.transition(service, name)
        transaction.commit()

    send("conceal")
    try:
        yield
    finally:
        send("reveal")


def said(element):
    return " ".join(element.text_content().split())


def own(layer, id):
    """Return a shortlist of the commissioner as it is now."""
    transaction.begin()
    with api.env.adopt_user(username=COMMISSIONER):
        return IShortlists(layer["portal"]).get(id)


def keep(layer, shortlist):
    with api.env.adopt_user(username=COMMISSIONER):
        IShortlists(layer["portal"]).put(shortlist)
    transaction.commit()


def entry_of(layer, id, uid):
    return own(layer, id).entry(uid)


PAGES = ("/@@shortlists", "/@@shortlist", "/@@shortlist-add?uid={}", "/@shortlists")


@pytest.mark.parametrize("path", PAGES)
def test_shortlists_are_for_those_who_may_use_find(visitor, service, path):
    accept = JSON if path.startswith("/@s") else HTML
    for letter, who in WHO.items():
        never = visitor(who).get("/@@nothing-of-the-kind", accept).status_code
        status = visitor(who).get(path.format(service.UID()), accept).status_code
        assert status == (200 if letter in "CORISM" else never), who


def test_a_service_is_put_on_a_list_from_find_its_page_and_the_comparison(
    layer, service, shown, send, visitor
):
    uid = service.UID()
    address = f"/@@shortlist-add?uid={uid}"
    path = service.absolute_url().removeprefix(visitor(COMMISSIONER).base)
    places = ("/@@find?type=Service", path, f"/@@compare-services?uid={uid}")

    def words(place):
        [link, *_more] = shown(place).cssselect(f"main a[href$='{address}']")
        return said(link).partition(":")[0]

    assert {words(place) for place in places} == {"Add to shortlist"}
    assert shown("/@@find?type=Service").cssselect("main form[method=post]") == []
    sent = send(address, uid=uid, name="My shortlist", note=NOTE, back="https://evil.example/")
    assert sent.headers["Location"] == f"{visitor(COMMISSIONER).base}/@@find?type=Service"
    assert {words(place) for place in places} == {"On your shortlist"}
    [row] = shown("/@@shortlist").cssselect("ol.shortlist > li")
    for fact in ("Home shared", "Registered", "Cardiff", "Not overdue", "Requires significant"):
        assert fact in said(row), fact
    assert row.cssselect("textarea")[0].text.strip() == NOTE
    transaction.begin()
    IAnnotations(layer["portal"]).pop(storage.KEY)
    transaction.commit()


def test_nobody_else_sees_a_list_or_a_note(kept, service, visitor, shown):
    id = kept(service)
    for who in ("rhys.reviewer", "mair.manager", "ivor.inspector"):
        assert shown("/@@shortlists", who).cssselect("main table") == []
        for probe in (
            "/@@shortlist?id={}",
            "/@@shortlist-export?id={}&format=csv",
            f"/@@shortlist?id={{}}&removed={service.UID()}",
        ):
            answers = [
                visitor(who).told("", Probe("GET", probe.format(one)), one)
                for one in (id, "b" * 12)
            ]
            assert answers[0] == answers[1]
            assert answers[0][0] == 404


def test_whatever_button_is_pressed_the_typed_notes_are_saved(layer, kept, register, shown, send):
    others = [register["Service", "shared"], _another(register)]
    id, (one, two) = kept(*others), [one.UID() for one in others]
    page = f"/@@shortlist?id={id}"
    boxes = shown(page).cssselect("input[name^=known-]")
    known = {box.get("name"): box.get("value") for box in boxes}
    typed = {f"note-{one}": "first", f"note-{two}": "second", **known}
    moved = send(page, id=id, down=one, **typed)
    # The button goes on having the focus: at the end it is the other one.
    assert moved.headers["Location"].endswith(f"#up-{one}")
    assert [entry_of(layer, id, uid).note for uid in (one, two)] == ["first", "second"]
    ids = [row.get("id") for row in shown(page).cssselect("ol.shortlist > li")]
    assert ids == [f"service-{two}", f"service-{one}"]
    compared = send(page, id=id, compare="1", uid=[one, two], **{f"note-{one}": "third"})
    assert compared.headers["Location"].endswith(f"@@compare-services?uid={two}&uid={one}")
    assert entry_of(layer, id, one).note == "third"
    refused = send(page, id=id, remove=two, **{f"note-{one}": "kept", f"note-{two}": "x" * 2001})
    assert "The note has 2001 characters" in refused.text
    assert "x" * 2001 in refused.text
    assert entry_of(layer, id, one).note == "kept"
    assert entry_of(layer, id, two).note == "second"


def test_a_note_about_what_is_gone_meanwhile_is_given_back(
    layer, kept, service, register, send, visitor
):
    id, uid = kept(service, _another(register)), service.UID()
    page = f"/@@shortlist?id={id}"
    typed = {f"note-{uid}": "Ring on Monday", f"known-{uid}": rules.version(NOTE)}

    def answer(**about):
        text = without(send(page, **{"id": id, "save": "all", **typed, **about}).text, ())
        [given] = html.fromstring(text).cssselect(".alert-warning textarea")
        assert given.text.strip() == "Ring on Monday"
        return text

    with concealed(service):
        hidden = answer()
        assert entry_of(layer, id, uid).note == "Ring on Monday"
        listed = own(layer, id)
        keep(layer, rules.without(listed, uid))
        assert answer() == hidden
    answer(id="b" * 12)
    unchanged = {f"note-{uid}": NOTE, f"known-{uid}": rules.version(NOTE)}
    assert send(page, id="b" * 12, save="all", **unchanged).status_code == 302


def test_a_note_on_what_is_on_the_list_already_is_not_lost(layer, kept, service, send):
    id, uid = kept(service), service.UID()
    send(f"/@@shortlist-add?uid={uid}", uid=uid, list=id, note="Seen again.", add="1")
    assert entry_of(layer, id, uid).note == f"{NOTE}\nSeen again."


def test_what_is_typed_for_another_list_stays_where_one_is_taken_off(layer, kept, service, send):
    id, uid = kept(service), service.UID()
    address = f"/@@shortlist-add?uid={uid}"
    typed = {"uid": uid, "list": "new", "name": "For Dylan's team", "note": "Ring them"}
    after = html.fromstring(send(address, remove=f"{id}:{uid}", **typed).text)
    assert after.get_element_by_id("shortlist-name").get("value") == "For Dylan's team"
    assert after.get_element_by_id("shortlist-note").text.strip() == "Ring them"
    assert "is off" in said(after.cssselect("#global_statusmessage")[0])
    assert entry_of(layer, id, uid) is None


def test_a_refusal_is_tied_to_the_field_that_it_is_about(kept, service, send):
    id, uid = kept(service), service.UID()
    for field, wrong in (("name", {"list": "new"}), ("note", {"list": id, "note": "x" * 2001})):
        page = html.fromstring(send(f"/@@shortlist-add?uid={uid}", uid=uid, **wrong).text)
        [tied] = page.cssselect("[aria-describedby~=shortlist-error]")
        assert (tied.get("name"), tied.get("aria-invalid")) == (field, "true")


def _another(register):
    """Return a second service that commissioners see."""
    transaction.begin()
    with api.env.adopt_user(username="rhys.reviewer"):
        provider = register.providers["shared"]
        made = provider.get("second") or world.service(provider, "second")
        if api.content.get_state(made) == "draft":
            world.transition(made, "share")
            made = api.content.rename(made, "second") if made.getId() != "second" else made
    transaction.commit()
    return made


def test_what_is_taken_off_can_be_put_back(layer, kept, service, shown, send):
    id, uid = kept(service), service.UID()
    page = f"/@@shortlist?id={id}"
    away = send(page, id=id, remove=uid).headers["Location"]
    after = shown(f"/@@shortlist{away.partition('@@shortlist')[2].partition('#')[0]}")
    assert "is off the list" in said(after.cssselect("#shortlist-removed")[0])
    send(page, id=id, restore=uid)
    assert entry_of(layer, id, uid).note == NOTE


def test_what_is_hidden_is_gone_without_a_trace_and_comes_back_with_its_note(
    layer, kept, service, visitor, shown
):
    id, uid = kept(service), service.UID()
    probes = (
        Probe("GET", "/@@shortlists"),
        Probe("GET", f"/@@shortlist?id={id}&uid={uid}&removed={uid}"),
        Probe("GET", f"/@@shortlist-export?id={id}&format=csv"),
        Probe("GET", f"/@@shortlist-export?id={id}&format=xlsx"),
        Probe("GET", f"/@@shortlist-add?uid={uid}"),
        Probe("GET", "/@@home"),
        Probe("GET", "/@shortlists", JSON),
        Probe("POST", f"/@shortlists/{id}", JSON, {"service": uid, "note": "x"}),
        Probe("DELETE", f"/@shortlists/{id}/{uid}", JSON),
    )

    def answers():
        return {str(one): visitor(COMMISSIONER).told("", one, uid) for one in probes}

    # What an earlier page had to say is said by now.
    visitor(COMMISSIONER).client.cookies.clear()
    with concealed(service):
        hidden = answers()
        listed = entry_of(layer, id, uid)
        keep(layer, rules.without(own(layer, id), uid))
        assert changes(answers(), hidden) == ""
        keep(layer, replace(own(layer, id), entries=(listed,)))
    [note] = shown(f"/@@shortlist?id={id}").cssselect("textarea")
    assert note.text.strip() == NOTE


def test_a_service_that_is_deleted_takes_its_notes_with_it(layer, kept, register):
    transaction.begin()
    with api.env.adopt_user(username="rhys.reviewer"):
        draft = world.service(register.providers["shared"], "short-lived")
    transaction.commit()
    uid = draft.UID()
    first = kept(draft, who="rhys.reviewer")
    second = kept(draft, who="ann.officer")
    transaction.begin()
    with api.env.adopt_user(username="ann.officer"):
        store = IShortlists(layer["portal"])
        store.put(rules.remove(store.get(second), uid))
    with api.env.adopt_user(username="rhys.reviewer"):
        IShortlists(layer["portal"]).delete(first)
        api.content.delete(draft)
    transaction.commit()
    kept_by = IAnnotations(layer["portal"])[storage.KEY]
    assert kept_by["rhys.reviewer"].deleted.entries == ()
    found = kept_by["ann.officer"].shortlists[second]
    assert (found.entries, found.removed) == ((), None)


def test_a_list_is_exported_with_its_notes_and_without_formulas(kept, service, visitor):
    id = kept(service)
    address = f"/@@shortlist-export?id={id}&format="
    table = visitor(COMMISSIONER).get(f"{address}csv").content.decode("utf-8-sig")
    [head, row] = csv.reader(table.splitlines(keepends=True))
    cells = dict(zip(head, row, strict=True))
    assert cells["My note"] == "'=HYPERLINK(1)\n'- quiet, near school\nTŷ da"
    said = [cells[name] for name in ("Title", "Type of service", "Local authority", "Town")]
    assert said == [service.title, "Children's home", "Cardiff", "Cardiff"]
    book = visitor(COMMISSIONER).get(f"{address}xlsx").content
    rows = CalamineWorkbook.from_filelike(BytesIO(book)).get_sheet_by_index(0).to_python()
    assert dict(zip(*rows, strict=True))["My note"] == NOTE
    assert visitor(COMMISSIONER).get(f"{address}pdf").status_code == 404


def test_lists_are_made_renamed_deleted_and_brought_back(kept, shown, send):
    page = "/@@shortlists"
    send(page, action="make", name="One")
    [name] = shown(page).cssselect("tbody td a")
    id = name.get("href").partition("id=")[2]
    assert "Give the shortlist a name." in send(page, action="rename", id=id, name=" ").text
    send(page, action="rename", id=id, name="Two")
    assert send(page, action="delete", id=id).headers["Location"].endswith(f"?deleted={id}")
    assert shown(page).cssselect("tbody td a") == []
    send(f"{page}?deleted={id}", action="restore", id=id)
    assert said(shown(page).cssselect("tbody td a")[0]) == "Two"


def test_the_service_makes_lists_and_keeps_services_and_notes(kept, service, visitor):
    def ask(method, suffix="", body=None, who=COMMISSIONER):
        return visitor(who).ask("/@shortlists", Probe(method, suffix, JSON, body))

    answer = ask("POST", body={"name": "Teenagers"})
    assert answer.status_code == 201
    item, uid = answer.json(), service.UID()
    assert answer.headers["location"] == item["@id"]
    own = f"/{item['id']}"
    put = ask("POST", own, {"service": uid, "note": "near school"})
    assert [one["note"] for one in put.json()["services"]] == ["near school"]
    assert ask("POST", own, {"service": uid}).json() == put.json()
    assert ask("GET").json() == {"items": [put.json()], "items_total": 1}
    for body, sentence in (
        ({"service": "0" * 32}, "Give the UID of a service"),
        ({"service": uid, "note": 1}, "A note is text."),
        ({"service": uid, "note": "x" * 2001}, "The note has 2001 characters."),
    ):
        refused = ask("POST", own, body)
        assert refused.status_code == 400
        assert refused.json()["message"].startswith(sentence)
    for other in ("rhys.reviewer", "mair.manager"):
        assert ask("GET", who=other).json()["items"] == []
        assert ask("POST", own, {"service": uid}, other).status_code == 404
        assert ask("DELETE", own, who=other).status_code == 404
    assert ask("DELETE", f"{own}/{uid}").status_code == 204
    assert ask("DELETE", f"{own}/{uid}").status_code == 404
    assert ask("DELETE", own).status_code == 204
    assert ask("GET").json()["items"] == []
