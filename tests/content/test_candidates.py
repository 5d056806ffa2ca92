"""A paper is compared with the services that who asks may see, under every name they had."""

from ccsr.content.content import candidates as other_names
from ccsr.content.content import kept
from ccsr.content.content.candidates import candidates
from ccsr.content.content.event import record
from ccsr.content.domain import dates
from plone import api
from zope.lifecycleevent import modified

import pytest
import world


@pytest.fixture
def home(portal):
    """A shared service of a shared provider."""
    world.create_accounts()
    with api.env.adopt_user(username="rhys.reviewer"):
        holder = world.provider(portal["register"], "one")
        api.content.transition(holder, "share")
        made = world.service(holder, "one")
        api.content.transition(made, "share")
    return made


def seen_by(account):
    with api.env.adopt_user(username=account):
        return list(candidates())


def test_a_service_is_known_by_all_the_names_and_numbers_it_has_and_had(home):
    with api.env.adopt_user(username="rhys.reviewer"):
        first, holder = home.title, home.__parent__
        home.also_known_as, home.former_urns = "The Old Vicarage; Yr Hen Ficerdy", ["W01000777"]
        modified(home)
        home.title = second = "Tan y Bryn Newydd"
        modified(home)
        change = {"title": (second, "Maes y Felin")}
        record(home, "details_changed", effective=dates.today(), changes=change)
    (found,) = seen_by("ann.officer")
    assert (found.uid, found.title) == (home.UID(), "Maes y Felin")
    assert found.earlier_names == (first, second)
    assert found.also_known_as == ("The Old Vicarage", "Yr Hen Ficerdy")
    assert (found.urn, found.former_urns) == (home.urn, ("W01000777",))
    assert (found.provider, found.service_type) == (holder.title, home.service_type)


def test_what_may_not_be_seen_is_not_compared_with_and_what_is_deleted_is_forgotten(home):
    assert [one.title for one in seen_by("carys.commissioner")] == [home.title]
    with api.env.adopt_user(username="rhys.reviewer"):
        home.also_known_as = "The Old Vicarage"
        modified(home)
        api.content.transition(home, "retract")
    assert seen_by("carys.commissioner") == []
    assert [one.uid for one in seen_by("ann.officer")] == [home.UID()]
    uid = home.UID()
    assert uid in kept.read(other_names.KEY)
    with api.env.adopt_roles(["Manager"]):
        home.__parent__.manage_delObjects([home.getId()])
    assert uid not in kept.read(other_names.KEY)


def test_the_upgrade_keeps_the_names_of_services_that_were_there(portal, home):
    home.also_known_as = "The Old Vicarage"
    portal.portal_setup.setLastVersionForProfile("ccsr.content:default", "1003")
    portal.portal_setup.upgradeProfile("ccsr.content:default")
    assert seen_by("ann.officer")[0].also_known_as == ("The Old Vicarage",)
