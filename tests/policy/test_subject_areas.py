"""What stands of a person beside things is found, by their account or by their name."""

from ccsr.content.content.readiness import inspection_desk as desks
from ccsr.content.content.readiness import inspection_exercises as exercises
from ccsr.content.content.readiness import inspection_links as links
from ccsr.content.domain import dates
from ccsr.content.domain.dates import ZONE
from ccsr.policy import accounts
from ccsr.policy.privacy import areas
from ccsr.policy.privacy import bundle
from datetime import datetime
from datetime import timedelta
from plone import api
from plone.dexterity.utils import createContentInContainer

import pytest
import world


PARTNER = "Dr Price of Health"


@pytest.fixture
def site(integration):
    """A site with a person in every place of the areas."""
    with api.env.adopt_user(username="admin"):
        accounts.create("rhys", "Rhys Reviewer", world.MAIL, world.PASSWORD, "reviewers")
    with api.env.adopt_user(username="rhys"):
        site = integration["portal"]
        fill(site)
        yield site


def fill(site):
    moment = datetime(2026, 6, 12, 10, 0, tzinfo=ZONE)
    made = createContentInContainer(
        site["readiness"], "Inspection", framework="safeguarding_lac_2009", notified_on=moment
    )
    slot = desks.cards(made, desks.SLOT)[0]
    desks.force(slot, "changed", owner="rhys", deputy="Dee Partner")
    links.make(made, slot, PARTNER, 7)
    first = dates.today() + timedelta(days=3)
    exercises.plan(site["readiness"], "safeguarding_lac_2009", first, first + timedelta(days=20))
    seat = {"organisation": "Health", "name": PARTNER, "user": None, "deputy": "Dee Partner"}
    party = createContentInContainer(site["readiness"], "WorkingParty", title="Party")
    party.seats = (seat,)
    meeting = createContentInContainer(site["governance"], "Meeting", title="L", starts=moment)
    meeting.attendance = (
        {"name": "Rhys Reviewer", "organisation": "CCSR", "party": "ccsr", "status": "present"},
    )


def found(site, who):
    return {row[0] for row in areas.held(site, who, str).rows}


def test_of_an_account_its_work_on_desks_links_exercises_and_its_name_in_lists_are_found(site):
    assert {
        "on the desk (slot)",
        "changed the desk (slot)",
        "made a link to hand in",
        "planned an exercise",
        "attendance of a meeting",
    } <= found(site, "rhys")


def test_a_partner_without_an_account_is_found_by_name_however_it_is_spaced_and_cased(site):
    told = {
        "was given a link to hand in",
        "seat in a working party (name)",
        "named on the desk (slot)",
    }
    assert found(site, " dr price  of health") == told


def test_nobody_else_is_named_in_what_is_found(site):
    rows = str(areas.held(site, "rhys", str).rows)
    assert PARTNER not in rows
    assert "Dee Partner" not in rows


def test_a_report_is_made_for_a_name_that_stands_somewhere_and_for_no_other(site):
    assert bundle.make(site, "Dee Partner")
    with pytest.raises(bundle.UnknownAccount):
        bundle.make(site, "Dee Part")
