"""What the portal does for an inspection by itself, with nobody signed in."""

from ccsr.content.content.readiness import inspection_desk as desks
from ccsr.content.content.readiness import inspection_exercises as exercises
from ccsr.content.content.readiness import inspection_work
from ccsr.content.content.readiness import slots as parts
from ccsr.content.domain import dates
from ccsr.content.jobs import queue
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from inboxes import used
from plone import api
from plone.dexterity.utils import createContentInContainer
from working import work

import pytest
import transaction
import world


FRAMEWORK = "safeguarding_lac_2009"
OFFICER = "ann.officer"


@pytest.fixture
def inbox(layer):
    """A mail server that the portal uses, and the accounts of everybody."""
    with api.env.adopt_user(username="admin"):
        world.create_accounts()
    with used() as inbox:
        yield inbox


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
    assert [address in one.recipient for one in inbox.letters] == [True, True]
    [exercise] = [one for one in area.objectValues() if getattr(one, "is_exercise", False)]
    assert parts.slots(exercise)[0].owner == OFFICER
    exercise.notified_on -= timedelta(days=14)
    as_worker("ccsr.content.end-exercises")
    assert exercise.finished_on == dates.today()
