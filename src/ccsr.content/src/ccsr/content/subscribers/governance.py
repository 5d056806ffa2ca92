"""Adopting a version of the protocol: what it demands, and what becomes of the one in force."""

from ccsr.content.content import kept
from ccsr.content.content.governance import versions
from ccsr.content.content.governance.protocol import draft_of
from ccsr.content.domain import dates
from ccsr.content.domain.governance import protocols
from ccsr.content.subscribers.workflow import Refused
from dataclasses import replace
from plone import api


def before_transition(protocol, event):
    """Refuse to adopt what is not agreed."""
    if event.transition and event.transition.id == "adopt":
        found = refusals(protocol)
        if found:
            raise Refused(found)


def refusals(protocol):
    """Return what keeps a version from being adopted today."""
    current = versions.in_force()
    draft = replace(
        draft_of(protocol),
        review_on=_review_on(protocol),
        after=current.in_force_from if current else None,
    )
    return protocols.demands_of_adopting(draft, dates.today())


def _review_on(protocol):
    start = protocol.in_force_from
    return protocol.review_on or (protocols.review_by(start) if start else None)


def after_transition(protocol, event):
    """Fill in the day of review, and supersede the version that was in force."""
    if not event.transition or event.transition.id != "adopt":
        return
    # Of two that are adopted at the same time, the second must find the first.
    kept.in_turn()
    protocol.review_on = _review_on(protocol)
    tool = api.portal.get_tool("portal_workflow")
    for other in versions.all_versions(review_state=versions.IN_FORCE):
        if other != protocol:
            tool.doActionFor(other, "supersede")
    protocol.reindexObject()
