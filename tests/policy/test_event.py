"""Events of registration: shared once, and never changed again."""

from ccsr.content.content.event import record
from datetime import date
from plone import api
from plone.app.testing import login

import pytest
import world


@pytest.fixture
def service(portal):
    with api.env.adopt_user(username="admin"):
        world.create_accounts()
    login(portal, "rhys.reviewer")
    held = world.provider(portal["register"], "one")
    world.transition(held, "share")
    made = world.service(held, "one")
    world.transition(made, "share")
    return made


def test_an_event_is_recorded_and_shared(service):
    event = record(service, "suspended", effective=date(2026, 3, 4), changes={"places": (4, 3)})
    assert api.content.get_state(event) == "shared"
    assert event.title == f"Suspended, {service.title}, 2026-03-04"
    assert event.changes == {"places": (4, 3)}
