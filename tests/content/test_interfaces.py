"""What other programs get of the register: Open Referral, a CSV, what changed."""

from ccsr.content.content.disposals import disposing
from contextlib import contextmanager
from csv import DictReader
from hsds import API
from hsds import ENDPOINTS
from hsds import page
from io import StringIO
from jsonschema import Draft202012Validator
from jsonschema import FormatChecker
from plone import api
from probes import NEVER
from probes import path_of
from visits import JSON
from visits import Probe
from zope.lifecycleevent import modified

import hashlib
import pytest
import transaction
import world


COMMISSIONER, OFFICER = "carys.commissioner", "ann.officer"
READERS = (COMMISSIONER, OFFICER, "ivor.inspector")
STREET, POSTCODE, MAIL = "Quillfeather", "ZX7 3QV", "thimblegate@example.org"
FORMULA = "=1+1"


@contextmanager
def as_reviewer():
    with api.env.adopt_user(username="rhys.reviewer"):
        yield
    transaction.commit()


@pytest.fixture(scope="module")
def shown(layer, register):
    """A shared home and a shared fostering service with every value that can be passed on."""
    made = {}
    with as_reviewer():
        holder = world.provider(layer["portal"]["register"], "told")
        holder.contact_email, holder.company_number = MAIL, "01234567"
        world.transition(holder, "share")
        for kind in ("childrens_home", "fostering_independent"):
            one = made[kind] = world.service(holder, f"told {kind}", kind)
            one.address, one.postcode = f"7 {STREET} Lane\n{FORMULA}", POSTCODE
            one.needs, one.languages, one.gender = ["autism"], ["cy", "bsl"], "female"
            one.age_from, one.age_to, one.manager = 8, 17, "Mair Manager"
            one.also_known_as = FORMULA
            modified(one)
            world.transition(one, "share")
    return made


@pytest.fixture
def answer(visitor, shown):
    """Ask for JSON; the answer, which must have this status."""

    def ask(path, who=COMMISSIONER, status=200):
        found = visitor(who).get(path, JSON)
        assert found.status_code == status, found.text
        return found.json()

    return ask


def valid(told, schema):
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(told)


def uuid_of(thing):
    uid = thing.UID()
    return "-".join((uid[:8], uid[8:12], uid[12:16], uid[16:20], uid[20:]))


# -- Open Referral UK -----------------------------------------------------------


@pytest.mark.parametrize("who", READERS)
@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_lists_and_records_are_as_the_standard_has_them(answer, endpoint, who):
    in_list, one = ENDPOINTS[endpoint]
    told = answer(f"/@open-referral/{endpoint}?per_page=2", who)
    valid(told, page(in_list))
    assert told["contents"]
    valid(answer(f"/@open-referral/{endpoint}/{told['contents'][0]['id']}", who), one)


def test_it_says_what_it_is(answer):
    told = answer("/@open-referral")
    valid(told, API)
    assert told["version"].startswith("HSDS-UK")


def test_pages_give_every_service_once(answer):
    whole = answer("/@open-referral/services?per_page=200")
    ids = [
        answer(f"/@open-referral/services?per_page=1&page={number}")["contents"][0]["id"]
        for number in range(1, whole["total_items"] + 1)
    ]
    assert ids == [one["id"] for one in whole["contents"]]
    assert len(set(ids)) == len(ids)


def test_only_shared_services_of_shared_providers_are_passed_on(answer, register, shown):
    told = [answer("/@open-referral/services?per_page=200", who) for who in READERS]
    ids = {one["id"] for one in told[0]["contents"]}
    expected = {uuid_of(one) for one in (*shown.values(), register["Service", "shared"])}
    assert ids == expected
    assert all({one["id"] for one in found["contents"]} == ids for found in told)


@pytest.mark.parametrize("who", READERS)
@pytest.mark.parametrize("situation", ["draft", "concealed", "shared in concealed provider"])
def test_a_hidden_service_is_like_one_that_never_was(visitor, register, shown, situation, who):
    hidden = uuid_of(register["Service", situation])
    at = "/@open-referral/services/"
    probe = Probe("GET", "", JSON)
    never = "00000000-0000-4000-8000-000000000000"
    assert visitor(who).told(at + hidden, probe, hidden) == visitor(who).told(
        at + never, probe, never
    )


def test_the_address_of_a_home_is_for_who_may_know_it(answer, shown):
    for kind, told_to in (
        ("childrens_home", {OFFICER, "ivor.inspector"}),
        ("fostering_independent", set(READERS)),
    ):
        for who in READERS:
            told = str(answer(f"/@open-referral/services/{uuid_of(shown[kind])}", who))
            assert (STREET in told) is (who in told_to)
            assert (POSTCODE in told) is (who in told_to)
            assert "Cardiff" in told


def test_contacts_are_for_who_may_reach_them(answer, shown):
    path = f"/@open-referral/services/{uuid_of(shown['childrens_home'])}"
    assert MAIL not in str(answer(path))
    assert answer(path)["contacts"] == []
    assert MAIL in str(answer(path, OFFICER))
    assert answer(path, OFFICER)["contacts"][0]["name"] == "Mair Manager"


def test_a_service_has_its_values_in_the_words_of_the_standard(answer, shown):
    told = answer(f"/@open-referral/services/{uuid_of(shown['childrens_home'])}")
    assert (told["minimum_age"], told["maximum_age"], told["status"]) == (8, 17, "active")
    assert [one.get("code") for one in told["languages"]] == ["cy", "bfi"]
    assert told["alternate_name"].startswith("Cartref")
    codes = {one["taxonomy_term"]["code"] for one in told["attributes"]}
    assert {"childrens_home", "autism", "female", "W06000015"} <= codes


@pytest.mark.parametrize("code", ["autism", "female", "childrens_home"])
def test_services_are_found_by_a_term(answer, shown, code):
    terms = answer("/@open-referral/taxonomy_terms?per_page=200")["contents"]
    term = next(one["id"] for one in terms if one["code"] == code)
    found = answer(f"/@open-referral/services?taxonomy_term_id={term}")["contents"]
    assert uuid_of(shown["childrens_home"]) in {one["id"] for one in found}
    assert (
        len(found) < answer("/@open-referral/services")["total_items"] or code == "childrens_home"
    )


def test_what_a_list_does_not_take_is_named(answer):
    told = answer("/@open-referral/services?proximity=3", status=400)
    assert told["parameter"] == "proximity"
    assert "proximity" in told["message"]


# -- CSV ------------------------------------------------------------------------


def table(found):
    return list(DictReader(StringIO(found.content.decode("utf-8-sig"))))


@pytest.mark.parametrize("who", READERS)
def test_the_table_has_the_services_of_the_reader_and_no_address(visitor, shown, who):
    found = visitor(who).get("/@register?format=csv", JSON)
    rows = table(found)
    assert found.headers["content-type"].startswith("text/csv")
    assert STREET not in found.text
    assert POSTCODE not in found.text
    seen = visitor(who).get("/@find?type=Service&b_size=100", JSON).json()["items"]
    assert {row["Address of the page"] for row in rows} == {one["@id"] for one in seen}


def test_no_cell_of_the_table_is_a_formula(visitor, shown):
    rows = table(visitor(COMMISSIONER).get("/@@register-table"))
    told = [row for row in rows if "told" in row["Name"]]
    assert {row["Also known as"] for row in told} == {f"'{FORMULA}"}
    assert {row["Name in Welsh"] for row in told} == {one.title_cy for one in shown.values()}


# -- what changed -----------------------------------------------------------------


def all_changes(answer, who=COMMISSIONER, size=7):
    found, since = {}, ""
    while True:
        told = answer(f"/@changes?b_size={size}&since={since}", who)
        found |= {one["UID"]: one["version"] for one in told["items"]}
        since = told["since"]
        if not told["more"]:
            return found, told


def digest(lines):
    return hashlib.sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()


def digest_of(copy):
    """What a reader works out of its own copy, as the manual says."""
    buckets = {}
    for uid in sorted(copy):
        buckets.setdefault(uid[:2], []).append(f"{uid} {copy[uid]}")
    return digest(f"{name} {digest(buckets[name])}" for name in sorted(buckets))


@pytest.mark.parametrize("who", READERS)
def test_a_copy_made_of_the_feed_is_whole(answer, who):
    copy, last = all_changes(answer, who)
    assert len(copy) == last["items_total"]
    assert digest_of(copy) == last["digest"] == answer("/@ids", who)["digest"]


def brought_up_to_date(copy, answer, who=COMMISSIONER):
    """Ask only for the buckets that differ; return what is gone and what is new or other."""
    now = answer("/@ids", who)["buckets"]
    before = {}
    for uid in sorted(copy):
        before.setdefault(uid[:2], []).append(f"{uid} {copy[uid]}")
    differ = {
        name
        for name in now.keys() | before.keys()
        if now.get(name, {}).get("digest") != digest(before.get(name, ()))
    }
    if not differ:
        return set(), set()
    query = "&".join(f"bucket={name}" for name in sorted(differ))
    told = answer(f"/@ids?{query}", who)["buckets"]
    items = {one["UID"]: one["version"] for held in told.values() for one in held["items"]}
    old = {uid for uid in copy if uid[:2] in differ}
    return old - items.keys(), {uid for uid in items if copy.get(uid) != items[uid]}


def test_what_is_concealed_goes_without_a_word_and_comes_back_as_it_was(answer, shown):
    before, whole = all_changes(answer)
    home = shown["fostering_independent"]
    with as_reviewer():
        world.transition(home, "conceal")
    after, told = all_changes(answer)
    assert before.keys() - after.keys() == {home.UID()}
    assert home.UID() not in str(told)
    assert brought_up_to_date(before, answer) == ({home.UID()}, set())
    with as_reviewer():
        world.transition(home, "reveal")
    assert all_changes(answer)[1] == whole


def test_an_edit_is_at_the_end_of_the_feed(answer, shown):
    before, told = all_changes(answer)
    home = shown["childrens_home"]
    with as_reviewer():
        home.town, home.creation_date = "Barry", home.creation_date - 1
        modified(home)
    later = answer(f"/@changes?since={told['since']}")
    assert (later["items"][-1]["UID"], later["items"][-1]["change"]) == (home.UID(), "changed")
    assert brought_up_to_date(before, answer) == (set(), {home.UID()})


@pytest.mark.parametrize(
    "path", ["/@changes?since=x", "/@changes?b_size=0", "/@changes?x=1", "/@ids?bucket=xyz"]
)
def test_what_cannot_be_asked_is_answered_with_a_sentence(answer, path):
    told = answer(path, status=400)
    assert told["type"] == "BadRequest"
    assert told["message"].endswith((".", "a."))
    assert told["parameter"] in path


@pytest.mark.parametrize("path", ["/@open-referral", "/@changes", "/@ids", "/@register"])
@pytest.mark.parametrize("who", ["petra.contact", "wil.partner"])
def test_who_may_not_search_the_register_finds_no_interface(visitor, register, path, who):
    probe = Probe("GET", "", JSON)
    assert visitor(who).told(path, probe, path) == visitor(who).told(
        f"/{NEVER}", probe, f"/{NEVER}"
    )


ASKED = (
    "/@changes",
    "/@changes?b_size=3",
    "/@ids",
    "/@open-referral/services?per_page=200&full=true",
    "/@open-referral/organizations",
    "/@open-referral/service_at_locations",
    "/@register?format=csv",
    "/@openapi",
)


def delete(thing):
    """Delete a thing outright, as nobody can over the web."""
    if thing.getId() in thing.__parent__.objectIds():
        with disposing(thing):
            thing.__parent__._delObject(thing.getId())


def test_when_the_hidden_is_deleted_outright_every_answer_stays(visitor, register, shown):
    reader = visitor(COMMISSIONER)
    things = list(register.things.values())
    hidden = [one for one in things if reader.get(path_of(one), JSON).status_code == 404]
    before = {path: reader.get(path, JSON).text for path in ASKED}
    with api.env.adopt_user(username="admin"):
        for one in hidden:
            delete(one)
    transaction.commit()
    assert len(hidden) > 20
    assert {path: reader.get(path, JSON).text for path in ASKED} == before
