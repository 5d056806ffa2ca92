"""The retention schedule of this portal: rules that were changed, by whom; reviews put off."""

from ccsr.content.content import kept as trees
from ccsr.content.domain.retention import Change
from ccsr.content.domain.retention import Kept
from ccsr.content.domain.retention_defaults import DEFAULTS
from datetime import datetime
from datetime import UTC
from plone import api


#: On the site: every change of the schedule, by number.
CHANGES = "ccsr.content.retention_changes"
#: On the site: the last decision to keep a thing, by its UID.
KEPT = "ccsr.content.retention_kept"


def changes():
    """Return every change of the schedule, oldest first."""
    return list(trees.read(CHANGES).values())


def rules():
    """Return the rules in force by kind."""
    return {**DEFAULTS, **{change.after.kind: change.after for change in changes()}}


def rule(kind):
    """Return the rule in force for a kind."""
    return rules()[kind]


def change(after):
    """Put a rule in force; return the ``Change``, None where it is in force already."""
    before = rule(after.kind)
    if before == after:
        return None
    found, number = trees.numbered(CHANGES)
    found[number] = Change(api.user.get_current().getId(), datetime.now(UTC), before, after)
    return found[number]


def all_kept():
    """Return the decisions to keep, by UID."""
    return dict(trees.read(KEPT))


def kept(uid):
    """Return the decision to keep a thing, or None."""
    return trees.read(KEPT).get(uid)


def keep(uid, until, reason):
    """Put the review of a thing off."""
    actor = api.user.get_current().getId()
    trees.tree(KEPT)[uid] = Kept(until, reason.strip(), actor, datetime.now(UTC))


def forget(uid):
    """Drop the decision about a thing that is gone."""
    if uid in trees.read(KEPT):
        del trees.tree(KEPT)[uid]
