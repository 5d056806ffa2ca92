"""What the portal does for an inspection by itself, with nobody signed in."""

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as Handler
from ccsr.content.content.readiness import inspection_desk as desks
from ccsr.content.content.readiness import inspection_exercises as exercises
from ccsr.content.content.readiness import inspection_work
from ccsr.content.content.readiness import slots as parts
from ccsr.content.domain import dates
from ccsr.content.jobs import queue
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from plone.dexterity.utils import createContentInContainer
from processes import free_port
from working import work

import pytest
import transaction
import world


FRAMEWORK = "safeguarding_lac_2009"
OFFICER = "ann.officer"


class Inbox(Handler):
    """Keeps to whom a letter went."""

    def __init__(self):
        super().__init__()
        self.told = []

    def handle_message(self, message):
        self.told.append(message["To"])


@pytest.fixture
def inbox(layer):
    """A mail server that the portal uses, and the accounts of everybody."""
    with api.env.adopt_user(username="admin"):
        world.create_accounts()
    inbox = Inbox()
    server = Controller(inbox, hostname="localhost", port=free_port())
    server.start()
    for name, value in (("host", "localhost"), ("port", server.port)):
        api.portal.set_registry_record(f"plone.smtp_{name}", value)
    api.portal.set_registry_record("plone.email_from_address", "ccsr@example.org")
    transaction.commit()
    yield inbox
    server.stop()


def as_worker(name):
    """Have a job done, and what it asks for."""
    queue(name)
    transaction.commit()
    work()
    transaction.begin()


def test_the_portal_tells_who_is_named_begins_an_exercise_and_ends_it(layer, inbox):
    area = layer["portal"]["readiness"]
    with api.env.adopt_user(username=OFFICER):
        given = {"framework": FRAMEWORK, "notified_on": datetime.now(UTC)}
        made = createContentInContainer(area, "Inspection", **given)
        card = desks.cards(made, desks.SLOT)[0]
        inspection_work.assign(made, card, card.version, OFFICER, "")
        first = dates.today() + timedelta(days=1)
        planned = exercises.plan(area, FRAMEWORK, first, first + timedelta(days=14))
        planned.moment = datetime.now(UTC)
    as_worker("ccsr.content.begin-exercises")
    # The inspection's letter, and the exercise's, for which its owner is remembered.
    address = api.user.get(userid=OFFICER).getProperty("email")
    assert [address in one for one in inbox.told] == [True, True]
    [exercise] = [one for one in area.objectValues() if getattr(one, "is_exercise", False)]
    assert parts.slots(exercise)[0].owner == OFFICER
    exercise.notified_on -= timedelta(days=14)
    as_worker("ccsr.content.end-exercises")
    assert exercise.finished_on == dates.today()
