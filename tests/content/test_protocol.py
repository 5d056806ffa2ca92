"""Versions of the protocol, and what shows that its clauses are kept."""

from ccsr.content.content import stop_notice
from ccsr.content.content.governance import versions
from ccsr.content.content.governance.protocol import clauses
from ccsr.content.domain import dates
from ccsr.content.domain.governance import compliance
from ccsr.content.domain.governance import protocols
from ccsr.content.interfaces import IClauseEvidence
from ccsr.content.interfaces import IDues
from ccsr.content.subscribers.workflow import Refused
from datetime import timedelta
from plone import api
from plone.app.testing import login
from plone.dexterity.utils import createContentInContainer
from zope.component import getAdapter
from zope.i18n import translate
from zope.interface.verify import verifyObject

import pytest
import world


TODAY = dates.today()


def signed(day):
    """Return an approval and both signatures."""
    return {
        "approvals": [{"date": day, "version": "1", "role": "Chief", "name": "Ann Chief"}],
        "signatories": [
            {"name": "Ann Chief", "role": "Chief", "party": "inspectorate", "signed": day},
            {"name": "Bob Director", "role": "Director", "party": "ccsr", "signed": day},
        ],
    }


@pytest.fixture
def governance(inhabited, portal):
    login(portal, "rhys.reviewer")
    return portal["governance"]


@pytest.fixture
def protocol(governance):
    """A version in force since a month."""
    day = TODAY - timedelta(days=30)
    made = createContentInContainer(
        governance, "Protocol", title="Protocol", version="1", in_force_from=day, **signed(day)
    )
    createContentInContainer(made, "Clause", number="5.10", title="Told")
    createContentInContainer(made, "Clause", number="5.2", title="Given", text="Copies of reports.")
    world.go(made, "adopt")
    return made


def test_clauses_stand_in_the_order_of_their_numbers(protocol):
    assert [one.number for one in clauses(protocol)] == ["5.2", "5.10"]


def test_adopting_a_version_supersedes_the_one_in_force(protocol):
    draft = versions.new_version(protocol)
    assert [one.getId() for one in clauses(draft)] == [one.getId() for one in clauses(protocol)]
    with pytest.raises(Refused) as refused:
        world.go(draft, "adopt")
    assert {one.rule for one in refused.value.refusals} == {
        "in_force_from",
        "review_on",
        "approvals",
        "signatories",
    }
    draft.in_force_from = TODAY
    draft.approvals = [{**signed(TODAY)["approvals"][0], "version": "2"}]
    draft.signatories = signed(TODAY)["signatories"]
    world.go(draft, "adopt")
    assert versions.in_force() == draft
    assert versions.before(draft) == protocol
    assert api.content.get_state(protocol) == "superseded"
    assert draft.review_on == protocols.review_by(TODAY)


def test_a_version_stays_in_force_until_the_next_is_adopted(protocol):
    with pytest.raises(Refused) as refused:
        world.go(protocol, "supersede")
    assert [one.rule for one in refused.value.refusals] == ["version"]
    assert versions.in_force() == protocol


def test_a_version_of_the_same_day_follows_the_one_before_it(protocol):
    draft = versions.new_version(protocol)
    draft.in_force_from = protocol.in_force_from
    draft.approvals = [{**signed(TODAY)["approvals"][0], "version": "2"}]
    draft.signatories = signed(TODAY)["signatories"]
    world.go(draft, "adopt")
    assert versions.before(draft) == protocol
    assert versions.before(protocol) != draft


def evidence(protocol, token, who):
    login(protocol.portal_url.getPortalObject(), who)
    return getAdapter(protocol, IClauseEvidence, name=token)


def test_every_rule_that_can_be_chosen_shows_something_to_each_party(protocol):
    for who in ("ann.officer", "rhys.reviewer", "ivor.inspector"):
        for rule in compliance.RULES:
            shown = verifyObject(IClauseEvidence, evidence(protocol, rule.token, who)) and (
                evidence(protocol, rule.token, who).shown()
            )
            assert shown.figure.state in compliance.STATES
            assert shown.figure.kept <= shown.figure.total
            assert "${" not in translate(shown.sentence)


def test_liaison_is_counted_as_far_as_its_reader_may_see_it(protocol):
    shown = evidence(protocol, "concerns_passed_on", "ann.officer").shown()
    assert (shown.figure.state, shown.figure.kept, shown.figure.total) == ("at_risk", 6, 8)
    assert len(shown.links) == 2
    figure = evidence(protocol, "concerns_passed_on", "ivor.inspector").shown().figure
    assert (figure.state, figure.kept, figure.total) == ("met", 4, 4)


def test_only_answers_that_came_or_are_late_are_judged(protocol):
    found = evidence(protocol, "items_answered", "ann.officer")
    assert found.figure(TODAY) == compliance.Figure("met", 1, 1)
    in_a_month = found.figure(TODAY + timedelta(days=protocol.answer_days + 1))
    assert (in_a_month.state, in_a_month.kept) == ("not_met", 1)


def test_past_concealments_are_counted_for_who_may_conceal_alone(protocol):
    known = evidence(protocol, "concealments_reviewed", "rhys.reviewer")
    assert known.figure(TODAY - timedelta(days=1)) == compliance.NOTHING
    assert known.figure(TODAY + timedelta(days=29)).state == "not_met"
    found = evidence(protocol, "concealments_reviewed", "ann.officer")
    assert found.figure(TODAY - timedelta(days=1)) is None
    assert found.figure(TODAY) == known.figure(TODAY)


def test_a_lesson_is_found_from_its_clause_in_every_version(protocol):
    clause = clauses(protocol)[0]
    createContentInContainer(
        protocol.__parent__,
        "Lesson",
        title="A report went astray",
        happened_on=TODAY,
        what_happened="It lay in a tray.",
        what_changes="The tray is gone.",
        clauses=(clause.UID(),),
    )
    later = versions.new_version(protocol)[clause.getId()]
    page = later.restrictedTraverse("@@view")
    assert [one["title"] for one in page.lessons()] == ["A report went astray"]


def test_a_lesson_is_acted_on_once_an_action_comes_from_it(protocol):
    area = protocol.__parent__
    told = {"what_happened": "It lay in a tray.", "what_changes": "The tray is gone."}
    made = createContentInContainer(area, "Lesson", title="One", happened_on=TODAY, **told)
    before = evidence(protocol, "lessons_acted_on", "ann.officer").figure(TODAY)
    due = {"due": TODAY + timedelta(days=9), "source": made.UID()}
    action = createContentInContainer(area, "AgreedAction", title="Empty trays", **due)
    after = evidence(protocol, "lessons_acted_on", "ann.officer").figure(TODAY)
    assert (after.kept, after.total) == (before.kept + 1, before.total)
    action.due = TODAY - timedelta(days=1)
    assert evidence(protocol, "lessons_acted_on", "ann.officer").figure(TODAY) == before


def test_providers_know_their_duty_once_each_contact_has_acknowledged_the_notice(protocol):
    before = evidence(protocol, "notice_acknowledged", "ann.officer").figure(TODAY)
    contacts = evidence(protocol, "notice_acknowledged", "ann.officer").contacts
    assert before.total == len(contacts) > 0
    new = next(one for one in contacts if stop_notice.acknowledged_at(one) is None)
    login(protocol.portal_url.getPortalObject(), new)
    stop_notice.acknowledge()
    after = evidence(protocol, "notice_acknowledged", "ann.officer").figure(TODAY)
    assert after.kept == before.kept + 1


def test_the_review_is_due_for_everybody_who_keeps_the_protocol(protocol):
    (due,) = IDues(protocol).dues()
    assert (due.when, due.owner, due.done) == (protocol.review_on, "", False)


def test_a_site_of_before_counts_what_it_holds(governance, portal):
    catalog = portal.portal_catalog
    found = api.content.find(portal_type="InspectionReport", review_state="shared")
    known = {brain.UID: brain.inspection_kind for brain in found}
    assert set(known.values()) == {"annual"}
    for name in ("inspection_kind", "issued", "registered_on"):
        catalog.delColumn(name)
    portal.portal_setup.setLastVersionForProfile("ccsr.content:default", "1004")
    portal.portal_setup.upgradeProfile("ccsr.content:default")
    found = api.content.find(portal_type="InspectionReport", review_state="shared")
    assert {brain.UID: brain.inspection_kind for brain in found} == known
