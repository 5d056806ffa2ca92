"""Decisions about keeping and disposing: each is checked, carried out and put on record.

Each function returns the refusals; with none it is done.
"""

from ccsr.content.content import disposals
from ccsr.content.content import holds
from ccsr.content.content import retention
from ccsr.content.content import schedule
from ccsr.content.domain import dates
from ccsr.content.domain import disposal
from ccsr.content.domain import holds as hold_rules
from ccsr.content.domain import retention as rules
from ccsr.content.noted import note
from plone import api
from plone.uuid.interfaces import IUUID


def keep(thing, until, reason):
    """Put the review of a thing off until a day, given as text, for a reason."""
    day, wrong = rules.read_day(until, dates.today())
    found = [*wrong, *rules.reason_missing(reason)]
    if not found and not rules.is_due(retention.next_review(thing), dates.today() + rules.AHEAD):
        found = [rules.NOTHING_TO_PUT_OFF]
    if not found:
        schedule.keep(IUUID(thing), day, reason)
        note("retention-reviewed", thing, until=day.isoformat(), reason=reason.strip())
    return found


def propose(thing, reason, exceptional=False):
    """Propose to dispose of a thing."""
    found = rules.reason_missing(reason)
    if IUUID(thing) in disposals.waiting():
        found.append(disposal.PROPOSED_ALREADY)
    found += disposals.may_not_go(thing, exceptional)
    if not found:
        made = disposals.propose(thing, reason, exceptional)
        note("disposal-proposed", thing, proposal=made.number, reason=made.reason)
    return found


def withdraw(proposal):
    """Take back a proposal; only whoever made it may."""
    return _close(proposal, proposal.by == _actor(), disposal.WITHDRAWN, "")


def refuse(proposal, reason):
    """Refuse the proposal of somebody else, for a reason."""
    found = rules.reason_missing(reason)
    if found:
        return found
    return _close(proposal, proposal.by != _actor(), disposal.REFUSED, reason)


def _close(proposal, may, outcome, why):
    if not proposal.is_open:
        return [disposal.CLOSED]
    if not may:
        return [disposal.SAME_PERSON if outcome == disposal.REFUSED else disposal.NOT_YOURS]
    disposals.close(proposal, outcome, why)
    thing = api.content.get(UID=proposal.uid)
    note(f"disposal-{outcome}", thing, proposal=proposal.number, reason=why.strip())
    return []


def confirm(proposal, name_of):
    """Dispose of what a proposal names, as the second person."""
    thing = api.content.get(UID=proposal.uid)
    found = disposals.not_confirmed(proposal, thing)
    if not found:
        # Told while the thing is there still, so that the record can say what it was.
        note("disposed", thing, proposal=proposal.number, proposed_by=proposal.by)
        disposals.dispose(proposal, thing, name_of)
    return found


def place_hold(thing, reference, reason, review_on):
    """Place a hold on a thing and all inside it; the day is given as text."""
    day, wrong = rules.read_day(review_on, dates.today())
    found = [*hold_rules.demands(reference), *rules.reason_missing(reason), *wrong]
    if not found:
        made = holds.place(thing, reference, reason, day)
        note("hold-set", thing, hold=made.number, reference=made.reference, reason=made.reason)
    return found


def lift_hold(hold, why):
    """Lift a hold, for a reason."""
    found = rules.reason_missing(why)
    if not hold.is_open:
        found.append(hold_rules.LIFTED)
    if not found:
        made = holds.lift(hold.number, why)
        thing = api.content.get(UID=hold.uid)
        note("hold-lifted", thing, hold=made.number, reference=made.reference, reason=why.strip())
    return found


def change_rule(kind, typed):
    """Change a rule of the schedule to what was typed."""
    rule, found = rules.read_rule(kind, typed)
    changed = None if found else schedule.change(rule)
    if changed:
        note("retention-changed", None, rule=kind, before=said(changed.before), after=said(rule))
    return found


def said(rule):
    """Return a rule in short, for the record."""
    return f"{rule.years} years after {rule.event}: {rule.basis}"


def _actor():
    return api.user.get_current().getId()
