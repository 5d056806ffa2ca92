"""Adopting a version of the protocol: what it demands, and what becomes of the one in force."""

from ccsr.content.content import kept
from ccsr.content.content.governance import versions
from ccsr.content.content.governance.protocol import draft_of
from ccsr.content.content.governance.protocol import IProtocol
from ccsr.content.domain import dates
from ccsr.content.domain.governance import protocols
from ccsr.content.subscribers.workflow import Refused
from dataclasses import replace
from plone import api


def before_transition(protocol, event):
    """Refuse to adopt what is not agreed, and to leave the parties without a version in force."""
    check = BEFORE.get(event.transition.id) if event.transition else None
    found = check(protocol) if check else ()
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


def unfollowed(protocol):
    """Return what keeps a version from being superseded: that no other is in force."""
    versions_here = filter(IProtocol.providedBy, protocol.__parent__.objectValues())
    # Of the one that is just being adopted the catalog does not know yet.
    followers = [one for one in versions_here if one.aq_base is not protocol.aq_base]
    states = {api.content.get_state(one) for one in followers}
    return [] if versions.IN_FORCE in states else [protocols.NOT_FOLLOWED]


BEFORE = {"adopt": refusals, "supersede": unfollowed}


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
