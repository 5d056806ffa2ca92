"""An import changes the register as it was ticked, once, and can be taken back."""

from ccsr.content.content import succession
from ccsr.content.domain.importing import mapping as mappings
from ccsr.content.domain.importing.shipped import shipped
from ccsr.content.importing import applying
from ccsr.content.importing import changing
from ccsr.content.importing import comparing
from ccsr.content.importing import marks
from ccsr.content.importing import store
from ccsr.content.importing import undoing
from ccsr.content.subscribers.workflow import Refused
from collections import Counter
from datetime import date
from plone import api
from plone.dexterity.utils import createContentInContainer

import pytest
import world


HEADER = "urn,title,service_type,registration_status,places,town,provider,provider_urn,sector"
FIRST = (
    "SIN-1001,Ty Coed,childrens_home,registered,4,Barry,Afon Care Ltd,P1,private",
    "SIN-1002,Ty Glan,childrens_home,registered,5,Barry,Afon Care Ltd,P1,private",
    "SIN-1003,Hafod,fostering_independent,registered,,Neath,Bryn Fostering,P2,voluntary",
)
SECOND = (
    "SIN-1001,Ty Derw,childrens_home,suspended,3,Barry,Afon Care Ltd,P1,private",
    "SIN-1003,HAFOD ,fostering_independent,registered,,,Bryn Fostering,P2,voluntary",
    "SIN-1009,Ty Glan,childrens_home,registered,5,Barry,Newydd Care Ltd,P9,private",
)


def lines(*rows):
    """Return a file of the portal's own table."""
    return "\n".join((HEADER, *rows)).encode()


def compared(data, day=date(2026, 11, 1), mapping="own"):
    """Return an import that was compared."""
    found = store.add("register.csv", data, shipped()[mapping], day)
    comparing.compare(found)
    return found


def applied(found, **ticks):
    """Apply an import, everything that is no suggestion unless ticks are given."""
    if not ticks:
        comparing.tick_all(found)
    assert applying.start(found) is None
    while applying.batch(found, most=2):
        pass
    return found


def service(number):
    """Return the service with a number."""
    [found] = api.content.find(portal_type="Service", urn=number)
    return found.getObject()


@pytest.fixture
def reviewer(integration):
    """Who applies; the world's accounts."""
    world.create_accounts()
    with api.env.adopt_user(username="rhys.reviewer"):
        yield


@pytest.fixture
def base(reviewer):
    """A register that was imported and shared."""
    found = applied(compared(lines(*FIRST)))
    for brain in api.content.find(portal_type=["Provider", "Service"], sort_on="path"):
        api.content.transition(brain.getObject(), "share")
    return found


def left(found):
    """Return what was not applied and why."""
    return {
        found.entries[n].number: str(one.message)
        for n, one in found.outcomes.items()
        if one.state == store.LEFT
    }


def test_what_is_new_becomes_drafts_and_a_second_run_finds_nothing(reviewer):
    found = applied(compared(lines(*FIRST)))
    assert (found.state, found.counts) == (store.APPLIED, Counter(new=3))
    home = service("SIN-1001")
    assert (home.title, home.places, home.town) == ("Ty Coed", 4, "Barry")
    assert home.__parent__.title == "Afon Care Ltd"
    assert service("SIN-1002").__parent__ == home.__parent__
    assert {api.content.get_state(one) for one in (home, home.__parent__)} == {"draft"}
    assert [one.kind for one in home.objectValues()] == ["new"]
    assert not compared(lines(*FIRST)).counts


def test_changes_are_events_names_are_kept_and_what_vanished_is_only_marked(base):
    found = compared(lines(*SECOND), date(2026, 11, 8))
    assert found.counts == {
        "renamed": 1,
        "changed:registration_status": 1,
        "changed:places": 1,
        "vanished": 1,
        "new": 1,
        "successor": 1,
    }
    applied(found)
    assert not left(found)
    home = service("SIN-1001")
    assert (home.title, home.also_known_as) == ("Ty Derw", "Ty Coed")
    assert (home.registration_status, home.places) == ("suspended", 3)
    events = {one.kind: api.content.get_state(one) for one in home.objectValues()}
    assert events.keys() == {"new", "suspended", "places_changed"}
    assert events["suspended"] == events["places_changed"] == "shared"
    gone = service("SIN-1002")
    assert marks.vanished(api.content.get_uuid(gone)) == ("own", date(2026, 11, 8))
    assert (api.content.get_state(gone), gone.registration_status) == ("shared", "registered")
    assert compared(lines(*SECOND)).counts == {}


def test_what_comes_back_loses_its_mark(base):
    applied(compared(lines(*SECOND)))
    found = compared(lines(*FIRST, SECOND[2]))
    assert found.counts["reappeared"] == 1
    applied(found)
    assert marks.vanished(api.content.get_uuid(service("SIN-1002"))) is None


def test_a_new_number_of_the_same_service_is_neither_new_nor_vanished(base):
    found = compared(lines(*SECOND))
    [number] = [n for n, one in found.entries.items() if one.kind == "successor"]
    uid = found.entries[number].uid
    found.put_ticks({number: "renumbered"})
    applied(found, ticks="given")
    home = service("SIN-1009")
    assert api.content.get_uuid(home) == uid
    assert (home.urn, home.former_urns) == ("SIN-1009", ["SIN-1002"])
    assert "vanished" not in compared(lines(*SECOND)).counts


def test_a_successor_is_made_and_said_to_follow(base):
    found = compared(lines(*SECOND))
    [number] = [n for n, one in found.entries.items() if one.kind == "successor"]
    found.put_ticks({number: "follows"})
    applied(found, ticks="given")
    before, after = service("SIN-1002"), service("SIN-1009")
    assert succession.chain(before, succession.LATER) == [after]
    assert succession.chain(after, succession.EARLIER) == [before]


def test_two_imports_do_not_mix(base):
    one, other = compared(lines(*SECOND)), compared(lines(*SECOND))
    comparing.tick_all(one)
    assert applying.start(one) is None
    comparing.tick_all(other)
    assert applying.start(other) == "import_busy"
    while applying.batch(one):
        pass
    assert applying.start(other) == "import_stale"
    assert (other.counts, other.state) == ({}, store.COMPARED)


def test_a_change_by_hand_after_the_comparison_is_not_overwritten(base):
    found = compared(lines(*SECOND))
    home = service("SIN-1001")
    home.title = "Plas Derw"
    home.places = 9
    applied(found)
    assert (home.title, home.places) == ("Plas Derw", 9)
    assert left(found) == {"SIN-1001": "import_changed_since"}
    page = api.portal.get().restrictedTraverse("@@import-register")
    assert page.state_of(found).mapping == {"count": "2"}
    assert page.flag(found) == "warn"


def test_an_import_is_undone_as_far_as_nobody_built_on_it(base):
    before = {
        name: getattr(service("SIN-1001"), name)
        for name in ("title", "also_known_as", "places", "registration_status")
    }
    found = applied(compared(lines(*SECOND)))
    assert undoing.start(base) == "import_not_last"
    assert undoing.start(found) is None
    while undoing.batch(found, most=2):
        pass
    assert (found.state, {one.state for one in found.outcomes.values()}) == (
        store.UNDONE,
        {"undone"},
    )
    home = service("SIN-1001")
    assert {name: getattr(home, name) for name in before} == before
    assert not api.content.find(portal_type="Service", urn="SIN-1009")
    assert marks.vanished(api.content.get_uuid(service("SIN-1002"))) is None
    # What was shared of the registration stays on record.
    assert Counter(one.kind for one in home.objectValues())["places_changed"] == 2


def share_all(home):
    """Share a service that was imported, then its events; return what is refused."""
    refused = []
    for thing in (home.__parent__, home, *home.objectValues()):
        try:
            api.portal.get_tool("portal_workflow").doActionFor(thing, "share")
        except Refused as error:
            refused += [one.rule for one in error.refusals]
    return refused


def test_the_event_of_a_registration_does_not_lift_a_suspension(reviewer):
    applied(compared(lines(FIRST[0].replace("registered,4", "suspended,4"))))
    home = service("SIN-1001")
    assert share_all(home) == []
    assert home.registration_status == "suspended"


def test_a_draft_event_does_not_undo_what_was_corrected_since(reviewer):
    applied(compared(lines(*FIRST)))
    applied(compared(lines(FIRST[0].replace(",4,", ",8,"), *FIRST[1:]), date(2026, 11, 8)))
    home = service("SIN-1001")
    assert home.places == 8
    changing.edit(home, places=10)
    assert share_all(home) == ["overtaken"]
    assert home.places == 10


def test_other_names_are_added_and_none_is_taken_away(base):
    header = HEADER.replace("town", "also_known_as")
    row = FIRST[0].replace("Ty Coed", "Ty Derw").replace("Barry", "Y Ty")
    data = "\n".join((header, row)).encode()
    found = compared(data)
    assert found.counts["changed:also_known_as"] == 1
    found.put_ticks({n: "yes" for n, one in found.entries.items() if one.kind != "vanished"})
    applied(found, ticks="given")
    assert service("SIN-1001").also_known_as == "Ty Coed; Y Ty"
    assert compared(data).counts == {"vanished": 2}


def test_a_service_goes_to_another_provider_once_that_is_shared_and_back(base):
    taken = FIRST[2].replace("Bryn Fostering,P2", "Newydd Care Ltd,P9")
    found = applied(compared(lines(*FIRST[:2], taken)))
    assert left(found) == {"SIN-1003": "import_no_provider_yet"}
    new = createContentInContainer(
        api.portal.get()["register"], "Provider", title="Newydd Care Ltd", urn="p 9"
    )
    found = applied(compared(lines(*FIRST[:2], taken)))
    assert left(found) == {"SIN-1003": "import_provider_not_shared"}
    new.sector = "voluntary"
    api.content.transition(new, "share")
    found = applied(compared(lines(*FIRST[:2], taken)))
    assert (left(found), service("SIN-1003").__parent__) == ({}, new)
    assert not compared(lines(*FIRST[:2], taken)).counts
    assert undoing.start(found) is None
    undoing.batch(found)
    assert service("SIN-1003").__parent__.title == "Bryn Fostering"


def test_the_mapping_that_reads_most_of_a_file_is_chosen_and_what_it_does_not_read_is_named():
    header = ["URN", "Name", "Type of service", "Local authority", "Places", "Status", "Town"]
    chosen = mappings.fitting(shipped().values(), header)
    assert chosen.id == "own"
    assert chosen.unread(header) == ["Status"]
    assert mappings.fitting(shipped().values(), ["Town", "Status"]) is None
