"""The stop that a provider's account meets before its first edit (protocol 5.5).

It is acknowledged once for each account, and that is on record.
"""

from ccsr.content import _
from ccsr.content.content import kept
from ccsr.content.noted import note
from datetime import datetime
from datetime import UTC
from plone import api


#: On the site: when each account acknowledged it, by user id.
KEY = "ccsr.content.stop_notice"

FIRST = _(
    "stop_notice_first",
    default="First read and acknowledge the notice about your duty to tell the inspectorate. "
    "Nothing was saved.",
)


def acknowledged_at(user_id=None):
    """Return when an account acknowledged it, the signed-in one if none is named, or None."""
    return kept.read(KEY).get(user_id or api.user.get_current().getId() or "")


def is_acknowledged():
    """Return whether whoever is signed in has acknowledged it."""
    return acknowledged_at() is not None


def acknowledge():
    """Keep that whoever is signed in has read it; the first time counts."""
    if api.user.is_anonymous() or is_acknowledged():
        return
    kept.tree(KEY)[api.user.get_current().getId()] = datetime.now(UTC)
    note("stop-acknowledged")


def forget(user_id):
    """Drop what was kept for an account that is gone."""
    if user_id in kept.read(KEY):
        kept.tree(KEY).pop(user_id)
