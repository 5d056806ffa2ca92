"""Keeping and disposing: the schedule, the list of reviews, holds, two persons, certificates."""

from base64 import b64encode
from ccsr.content.content import disposals
from ccsr.content.content import holds
from ccsr.content.content import schedule
from ccsr.content.content.closing import KEY as CLOSED_ON
from ccsr.content.domain import disposal
from ccsr.content.domain import retention
from ccsr.content.domain.retention import Rule
from ccsr.content.services.retention import Reviews
from ccsr.content.subscribers.holding import Held
from datetime import date
from datetime import timedelta
from plone import api
from ZODB.POSException import ConflictError
from zope.annotation.interfaces import IAnnotations

import httpx
import pytest
import re
import transaction
import world


TODAY = date.today()
LONG_AGO = date(1999, 1, 1)
REVIEWERS = ("rhys.reviewer", "mair.manager", "sian.siteadmin")


@pytest.mark.parametrize(
    ("since", "years", "due"),
    [
        (date(2011, 4, 2), 15, date(2026, 4, 2)),
        (date(2012, 2, 29), 15, date(2027, 3, 1)),
        (date(2012, 2, 29), 16, date(2028, 2, 29)),
        (date(9990, 1, 1), 100, date(9999, 1, 1)),
    ],
)
def test_the_years_of_a_rule_end_on_a_day_that_there_is(since, years, due):
    assert Rule("service", "closed", years, "law").due(since) == due


def test_what_a_missed_night_made_due_is_due_still():
    due = date(2026, 4, 2)
    days = [due + timedelta(days=days) for days in (-1, 0, 1, 400)]
    assert [retention.is_due(due, day) for day in days] == [False, True, True, True]
    assert not retention.is_due(None, date.max)


def test_the_list_asks_for_the_same_days_that_the_rule_makes_due():
    rule = Rule("service", "closed", 7, "law")
    for asked in (date(2028, 2, 29), date(2027, 3, 1), date(2027, 2, 28)):
        latest = rule.latest(asked)
        assert rule.due(latest) <= asked < rule.due(latest + timedelta(days=1))


@pytest.mark.parametrize("years", ["0", "101", "0100000", "-1", "1e3", "1.5", "\u0663", ""])
def test_years_are_whole_and_from_1_to_100(years):
    typed = {"event": "closed", "years": years, "basis": "law"}
    rule, [refusal] = retention.read_rule("service", typed)
    assert (rule, refusal.rule) == (None, "years")


@pytest.fixture(scope="module")
def portal(layer):
    return layer["portal"]


@pytest.fixture(scope="module")
def old(portal, register):
    """Documents that have been kept long enough, in a service that is open."""
    with api.env.adopt_user(username="rhys.reviewer"):
        made = {}
        for name in ("first", "second", "third", "held", "kept"):
            made[name] = world.document(register["Service", "shared"], "InspectionReport", name)
            made[name].issued = LONG_AGO
            made[name].reindexObject()
            world.transition(made[name], "share")
    transaction.commit()
    return made


class Person:
    """An account at its browser: pages, and forms with their token."""

    def __init__(self, base, name):
        self.base, self.token = base, ""
        self.client = httpx.Client(auth=(name, world.PASSWORD), timeout=60, follow_redirects=True)

    def get(self, path):
        return self.client.get(f"{self.base}{path}")

    def post(self, path, **form):
        page = self.get(path)
        token = re.search(r'name="_authenticator"[^>]*value="([^"]+)"', page.text)
        # Without one, that of the window that was open before.
        self.token = token.group(1) if token else self.token
        form["_authenticator"] = self.token
        answer = self.client.post(f"{self.base}{path}", data=form)
        transaction.begin()
        return answer


@pytest.fixture(scope="module")
def person(portal, register):
    made = {}

    def person(name):
        return made.setdefault(name, Person(portal.absolute_url(), name))

    return person


def path_of(thing):
    return "/" + "/".join(thing.getPhysicalPath()[2:])


def waiting_for(thing):
    transaction.begin()
    return disposals.waiting().get(thing.UID())


def propose(person, thing, who="rhys.reviewer", **form):
    """Propose to dispose of a thing; return the proposal, None where that was refused."""
    values = {"decision": "propose", "reason": "Its time has passed", **form}
    person(who).post(f"{path_of(thing)}/@@retention", **values)
    return waiting_for(thing)


def confirm(person, proposal, who="mair.manager"):
    form = {"step": "confirm", "ticks:list": str(proposal.number)}
    return person(who).post("/@@disposals", **form)


def is_there(thing):
    transaction.begin()
    return bool(api.portal.get_tool("portal_catalog").unrestrictedSearchResults(UID=thing.UID()))


def test_what_is_due_is_listed_with_the_reason_and_the_rest_is_not(person, old, register):
    page = person("rhys.reviewer").get("/@@retention").text
    assert f"{path_of(old['first'])}/@@retention" in page
    assert "15 years after it was issued (1 January 1999)" in page
    assert path_of(register["InspectionReport", "shared"]) not in page
    table = person("rhys.reviewer").get("/@@retention?format=csv")
    assert table.headers["Content-Type"].startswith("text/csv")
    assert "1999-01-01" in table.text


def test_a_changed_rule_counts_at_once_and_who_changed_it_stays(person, old):
    path, form = "/@@retention-schedule", {"kind": "inspection_report", "event": "issued"}
    wrong = person("mair.manager").post(path, years="0", basis="Board", **form)
    assert "Give whole years, from 1 to 100." in wrong.text
    page = person("mair.manager").post(path, years="90", basis="=Board, 3 May", **form)
    assert "mair.manager" in page.text
    assert "Before: 15 years after it was issued" in page.text
    assert path_of(old["first"]) not in person("rhys.reviewer").get("/@@retention").text
    person("mair.manager").post(path, years="15", basis="Board", **form)
    assert path_of(old["first"]) in person("rhys.reviewer").get("/@@retention").text
    transaction.begin()
    assert [one.by for one in schedule.changes()] == ["mair.manager"] * 2


def test_many_are_decided_at_once_and_what_is_good_is_taken(person, old):
    form = {"decision": "keep", "ticks:list": [old["kept"].UID()], "until": "2000-01-01"}
    path = "/@@retention"
    refused = person("rhys.reviewer").post(path, reason="Asked for", **form)
    assert "Give a day after today." in refused.text
    form["until"] = (TODAY + timedelta(days=900)).isoformat()
    assert "Say why." in person("rhys.reviewer").post(path, reason=" ", **form).text
    page = person("rhys.reviewer").post(path, reason="Asked for", **form).text
    assert "1 of 1 done" in " ".join(re.sub("<[^>]+>", "", page).split())
    assert path_of(old["kept"]) + "/@@retention" not in person("rhys.reviewer").get(path).text
    kept = person("rhys.reviewer").get(f"{path_of(old['kept'])}/@@retention").text
    assert "Asked for" in kept


def test_a_disposal_takes_two_persons_and_leaves_a_certificate(person, old, portal):
    thing, path, title = old["first"], path_of(old["first"]), old["first"].title
    digest = disposals.item(thing).digest
    one = propose(person, thing)
    page = confirm(person, one, who="rhys.reviewer").text
    assert is_there(thing)
    api.user.grant_roles(username="rhys.reviewer", roles=["Manager"])
    transaction.commit()
    confirm(person, one, who="rhys.reviewer")
    assert is_there(thing), "another role does not make another person"
    api.user.revoke_roles(username="rhys.reviewer", roles=["Manager"])
    transaction.commit()
    look = {"step": "look", "ticks:list": str(one.number)}
    page = person("mair.manager").post("/@@disposals", **look).text
    assert "This will be deleted" in page
    assert f"{title}" in page
    assert is_there(thing)
    confirm(person, one)
    assert not is_there(thing)
    assert "somebody else was quicker" in confirm(person, one).text
    assert person("mair.manager").get(path).status_code == 404
    found = person("carys.commissioner").get(f"/@@find?q={world.CANARY}").text
    assert path not in found
    certificate = disposals.certificates()[0]
    assert (certificate.proposed_by, certificate.confirmed_by) == ("rhys.reviewer", "mair.manager")
    assert certificate.item.digest == digest
    assert title not in repr(certificate)
    shown = person("sian.siteadmin").get(f"/@@certificate?number={certificate.number}").text
    assert digest in shown
    assert "when that is next packed" in shown
    pdf = person("sian.siteadmin").get(f"/@@certificate?number={certificate.number}&format=pdf")
    assert pdf.content.startswith(b"%PDF-")
    assert digest in person("sian.siteadmin").get("/@@certificates?format=csv").text


def test_nothing_can_change_or_remove_a_certificate(person, old):
    public = {name for name in vars(disposals) if "certificate" in name.lower()}
    assert public == {"CERTIFICATES", "Certificate", "certificate", "certificates"} | {
        name for name in public if name.startswith("_")
    }
    with pytest.raises(AttributeError):
        disposals.certificates()[0].reason = "another"


def test_a_proposal_is_void_when_the_thing_has_changed(person, old):
    one = propose(person, old["second"])
    old["second"].inspector = "Somebody else"
    old["second"].notifyModified()
    transaction.commit()
    assert "It has been changed since" in confirm(person, one).text
    assert is_there(old["second"])
    path = f"/@@disposal?number={one.number}"
    person("mair.manager").post(path, decision="close", reason="Look again")
    page = person("rhys.reviewer").get("/@@disposals").text
    assert "Look again" in page
    again = propose(person, old["second"])
    person("rhys.reviewer").post(f"/@@disposal?number={again.number}", decision="close")
    assert waiting_for(old["second"]) is None
    outcomes = [one.outcome for one in disposals.proposals()[-2:]]
    assert outcomes == [disposal.REFUSED, disposal.WITHDRAWN]


def test_of_what_is_deleted_otherwise_neither_title_nor_decision_stays(person, register):
    thing = register["ComplaintReport", "draft"]
    uid, title = thing.UID(), thing.title
    assert propose(person, thing, exceptional="1").is_open
    schedule.keep(uid, TODAY + timedelta(days=400), "Asked for")
    with api.env.adopt_roles(["Manager"]):
        thing.__parent__.manage_delObjects([thing.getId()])
    transaction.commit()
    last = disposals.proposals()[-1]
    assert (last.uid, last.outcome, last.title) == (uid, disposal.LAPSED, "")
    assert schedule.kept(uid) is None
    page = person("rhys.reviewer").get("/@@disposals").text
    assert "Deleted otherwise meanwhile" in page
    assert title not in page


def test_what_is_not_due_goes_only_as_an_exception_that_the_certificate_names(person, register):
    thing = register["ComplaintReport", "shared in draft service"]
    assert propose(person, thing) is None
    one = propose(person, thing, exceptional="1")
    confirm(person, one)
    assert not is_there(thing)
    assert disposals.certificates()[0].exceptional


HOLD = {
    "decision": "hold",
    "reference": "Court 17",
    "reason": "Proceedings",
    "review_on": (TODAY + timedelta(days=200)).isoformat(),
}


def test_a_hold_stops_disposal_and_deletion_until_it_is_lifted(person, old, portal):
    thing, service = old["held"], old["held"].__parent__
    one = propose(person, thing)
    person("rhys.reviewer").post(f"{path_of(service)}/@@retention", **HOLD)
    assert "Court 17" in confirm(person, one).text
    assert is_there(thing)
    manager = person("mair.manager")
    refused = manager.post(f"{path_of(thing)}/delete_confirmation", **{"form.buttons.Delete": "x"})
    assert (refused.status_code, "on hold (Court 17)" in refused.text) == (409, True)
    for held in (thing, service, service.__parent__):
        url = f"{portal.absolute_url()}{path_of(held)}"
        answer = manager.client.delete(url, headers={"Accept": "application/json"})
        assert answer.status_code == 409
        assert "Court 17" in answer.json()["message"]
    transaction.begin()
    [hold] = holds.open_holds()
    path = f"/@@lift-hold?number={hold.number}"
    assert "Say why." in person("rhys.reviewer").post(path, decision="lift", reason="").text
    assert "Court 17" in person("rhys.reviewer").post(path, decision="lift", reason="Over").text
    confirm(person, one)
    assert not is_there(thing)


def test_a_hold_that_is_placed_while_the_thing_goes_is_placed_anew(person, register):
    with api.env.adopt_user(username="rhys.reviewer"):
        report = world.document(register["Service", "shared"], "InspectionReport", "racing")
        transaction.commit()
        holds.place(report, "Court 20", "Proceedings", date.max)
    url, as_json = report.absolute_url(), {"Accept": "application/json"}
    assert person("mair.manager").client.delete(url, headers=as_json).status_code == 204
    with pytest.raises(ConflictError):
        transaction.commit()
    transaction.abort()


@pytest.mark.parametrize("who", ["rhys.reviewer", "ann.officer"])
def test_nobody_deletes_alone_what_was_ever_shared(person, register, who):
    home = register["Service", "shared"]
    with api.env.adopt_user(username="rhys.reviewer"):
        report = world.document(home, "ComplaintReport", f"relied on {who}")
        world.transition(report, "share", "retract")
    transaction.commit()
    client, address = person(who).client, report.absolute_url()
    assert "Delete draft" not in client.get(address).text
    headers = {"Accept": "application/json"}
    answer = client.delete(address, headers=headers)
    assert (answer.status_code, "two persons decide" in answer.text) == (409, True)
    assert person("mair.manager").client.delete(address, headers=headers).status_code == 204
    transaction.begin()


def test_the_file_of_what_is_held_stays(person, register):
    with api.env.adopt_user(username="rhys.reviewer"):
        report = world.document(register["Service", "shared"], "InspectionReport", "file-held")
        holds.place(report, "Court 19", "Proceedings", date.max)
    transaction.commit()
    client, url = person("ann.officer").client, report.absolute_url()
    as_json = {"Accept": "application/json"}
    digest = disposals.item(report).digest
    data = b64encode(world.pdf("Another")).decode()
    another = {"data": data, "encoding": "base64", "filename": "another.pdf"}
    for file in (None, {**another, "content-type": "application/pdf"}):
        answer = client.patch(url, json={"file": file}, headers=as_json)
        assert (answer.status_code, "Court 19" in answer.text) == (409, True)
    assert client.patch(url, json={"inspector": "Another"}, headers=as_json).status_code == 204
    transaction.begin()
    assert disposals.item(report).digest == digest
    with api.env.adopt_user(username="rhys.reviewer"):
        holds.lift(holds.open_holds()[-1].number, "Over")
    transaction.commit()


def test_what_is_held_is_not_moved_out_of_the_hold_nor_lost_by_a_new_name(portal, register):
    with api.env.adopt_user(username="mair.manager"):
        home = world.service(register.providers["shared"], "moving")
        report = world.document(home, "ComplaintReport", "moving")
        holds.place(register.providers["shared"], "Court 18", "Proceedings", date.max)
        elsewhere = register.providers["empty"]
        for thing, target in ((home, elsewhere), (report, world.service(elsewhere, "target"))):
            with pytest.raises(Held, match="held_refused"):
                api.content.move(thing, target)
        renamed = api.content.rename(home, "another-name")
        assert [one.reference for one in holds.holding(renamed[report.getId()])] == ["Court 18"]
    transaction.abort()


def test_a_commissioner_cannot_tell_that_something_is_held(person, visitor, register):
    service = register["Service", "shared"]
    asked = [
        (path, accept)
        for path in (path_of(service), path_of(register["InspectionReport", "shared"]))
        for accept in ("text/html", "application/json")
    ]
    asked.append(("/@search?metadata_fields=_all&b_size=1000", "application/json"))

    def told():
        from visits import Probe

        who = visitor("carys.commissioner")
        return [who.told(path, Probe("GET", "", accept)) for path, accept in asked]

    before = told()
    person("rhys.reviewer").post(f"{path_of(service)}/@@retention", **HOLD)
    assert "On hold" in person("rhys.reviewer").get(path_of(service)).text
    assert told() == before


def test_a_provider_is_due_with_the_last_of_its_services(portal, register):
    with api.env.adopt_user(username="rhys.reviewer"):
        provider = world.provider(portal["register"], "closing")
        homes = [world.service(provider, name) for name in ("one", "two")]

        def closed(home, day):
            home.registration_status = "cancelled_voluntary"
            IAnnotations(home)[CLOSED_ON] = day
            home.reindexObject()

        def due():
            found = Reviews(TODAY).candidates
            return {one.brain.getPath(): one.due for one in found if one.rule.kind == "provider"}

        closed(homes[0], date(1990, 1, 1))
        assert "/".join(provider.getPhysicalPath()) not in due()
        closed(homes[1], date(1991, 5, 5))
        assert due()["/".join(provider.getPhysicalPath())] == date(2016, 5, 5)


@pytest.mark.parametrize("who", ["mair.manager", "sian.siteadmin"])
def test_nobody_undoes_what_was_decided(person, portal, who):
    url = f"{portal.absolute_url()}/@transactions"
    for method in ("GET", "PATCH"):
        answer = person(who).client.request(method, url, headers={"Accept": "application/json"})
        assert answer.status_code == 404
    assert person(who).get("/manage_UndoForm").status_code == 404


PAGES = {
    "/@@retention": REVIEWERS,
    "/@@disposals": REVIEWERS,
    "/@@disposal?number=1": REVIEWERS,
    "/@@certificates": REVIEWERS,
    "/@@certificate?number=1": REVIEWERS,
    "/@@holds": REVIEWERS,
    "/@@lift-hold?number=1": REVIEWERS,
    "/@@retention-schedule": ("mair.manager", "sian.siteadmin"),
    "{thing}/@@retention": REVIEWERS,
}
EVERYBODY = (*world.STAFF, *world.ADMINISTRATORS, *world.CONTACTS)


@pytest.mark.parametrize("page", PAGES)
def test_each_page_is_for_those_who_decide_and_to_others_nothing_is_there(
    person, register, page, old
):
    path = page.format(thing=path_of(register["InspectionReport", "shared"]))
    found = {who: person(who).get(path).status_code for who in EVERYBODY}
    assert found == {who: 200 if who in PAGES[page] else 404 for who in EVERYBODY}


DECISIONS = (
    ("{thing}/@@retention", {"decision": "propose", "reason": "x", "exceptional": "1"}),
    ("{thing}/@@retention", HOLD),
    ("/@@disposals", {"step": "confirm", "ticks:list": "1"}),
    ("/@@retention-schedule", {"kind": "service", "years": "1", "event": "closed", "basis": "x"}),
)


@pytest.mark.parametrize("who", [one for one in EVERYBODY if one not in REVIEWERS])
def test_nobody_else_decides_anything(person, register, who):
    thing = register["EnforcementAction", "shared"]
    transaction.begin()
    before = (len(disposals.proposals()), len(holds.all_holds()), schedule.rules())
    for path, form in DECISIONS:
        answer = person(who).post(path.format(thing=path_of(thing)), **form)
        assert answer.status_code == 404
    after = (len(disposals.proposals()), len(holds.all_holds()), schedule.rules())
    assert after == before
