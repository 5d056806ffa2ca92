"""Both parties are reminded of the review of the protocol, six, three and one months before."""

from ccsr.content.domain import dates
from ccsr.content.domain.governance import protocols
from ccsr.content.jobs import queue
from ccsr.policy.governance.review import NAME
from datetime import timedelta
from inboxes import used
from plone import api
from working import work

import pytest
import transaction
import world


TODAY = dates.today()
#: Days of review → whether a reminder is due for the first time.
NIGHTS = ((200, False), (170, True), (169, False), (85, True), (80, False), (20, True), (-3, False))


@pytest.fixture
def inbox(layer):
    """A mail server that the portal uses."""
    work()
    with used() as inbox:
        yield inbox


@pytest.fixture
def protocol(layer):
    """A version in force, and the accounts of everybody."""
    portal = layer["portal"]
    with api.env.adopt_user(username="admin"):
        world.create_accounts()
        api.user.get(username="ivor.inspector").setMemberProperties({"language": "cy"})
    with api.env.adopt_user(username="rhys.reviewer"):
        made = world.protocol(portal["governance"], "1")
        world.go(made, "adopt")
    transaction.commit()
    return made


def night():
    """Let a night pass, as a worker does."""
    transaction.begin()
    queue(NAME)
    transaction.commit()
    work()
    transaction.begin()


def test_each_reminder_goes_to_both_parties_once(layer, protocol, inbox):
    counts = []
    for days, _is_due in NIGHTS:
        protocol.review_on = TODAY + timedelta(days=days)
        transaction.commit()
        before = len(inbox.letters)
        night()
        counts.append(len(inbox.letters) - before)
    # Officer, reviewer and the inspectorate: nobody else uses it.
    assert counts == [3 * is_due for _days, is_due in NIGHTS]
    _recipient, subject, text = inbox.letters[0]
    assert protocol.absolute_url() in text
    assert world.CANARY in text
    assert "${" not in subject + text
    assert protocols.REMIND_MONTHS == (6, 3, 1)
