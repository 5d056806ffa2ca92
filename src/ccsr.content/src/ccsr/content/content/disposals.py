"""Proposals to dispose of things, and the certificates that stay.

Both stand on the site by number. A certificate can be added and read; there is
no way to change or to remove one.
"""

from ccsr.content.content import holds
from ccsr.content.content import kept as trees
from ccsr.content.content import retention
from ccsr.content.content import schedule
from ccsr.content.content.provider import IProvider
from ccsr.content.content.service import IService
from ccsr.content.domain import dates
from ccsr.content.domain import disposal
from ccsr.content.domain.disposal import Certificate
from ccsr.content.domain.disposal import Item
from ccsr.content.domain.disposal import Proposal
from ccsr.content.interfaces import IPages
from ccsr.content.interfaces import IRetained
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from datetime import datetime
from datetime import UTC
from hashlib import sha256
from plone import api
from plone.uuid.interfaces import IUUID


PROPOSALS = "ccsr.content.disposal_proposals"
CERTIFICATES = "ccsr.content.disposal_certificates"

#: The UID of what is being disposed of in this thread.
_going = ContextVar("going", default=None)


def is_going(thing):
    """Return whether a thing is being disposed of, as two persons have decided."""
    return _going.get() is not None and _going.get() == IUUID(thing, None)


@contextmanager
def disposing(thing):
    """Let a thing go with all inside it, whatever keeps it from being deleted otherwise."""
    token = _going.set(IUUID(thing))
    try:
        yield
    finally:
        _going.reset(token)


# -- proposals --------------------------------------------------------------


def proposals():
    """Return every proposal, oldest first."""
    return list(trees.read(PROPOSALS).values())


def get(number):
    """Return the proposal with this number, or None."""
    return trees.read(PROPOSALS).get(number)


def waiting():
    """Return the proposals that wait for a second person, by UID of the thing."""
    return {one.uid: one for one in proposals() if one.is_open}


def may_not_go(thing, exceptional):
    """Return why a thing may not be disposed of now, whoever asks."""
    inside = [one for one in holds.descendants(thing) if IRetained(one, None)]
    return [
        *disposal.not_allowed(holds.holding(thing), holds.inside(thing)),
        *disposal.not_due(
            retention.next_review(thing),
            [retention.next_review(one) for one in inside],
            dates.today(),
            exceptional,
        ),
    ]


def propose(thing, reason, exceptional):
    """Propose to dispose of a thing; return the proposal. Ask ``may_not_go`` before."""
    found, number = trees.numbered(PROPOSALS)
    found[number] = Proposal(
        number=number,
        uid=IUUID(thing),
        kind=IRetained(thing).kind,
        title=thing.title,
        reason=reason.strip(),
        by=_actor(),
        at=datetime.now(UTC),
        state=fingerprint(thing),
        exceptional=exceptional,
    )
    return found[number]


def close(proposal, outcome, why="", certificate=0):
    """Withdraw or refuse a proposal, or note that it was carried out."""
    trees.tree(PROPOSALS)[proposal.number] = replace(
        proposal,
        outcome=outcome,
        closed_by=_actor(),
        closed_at=datetime.now(UTC),
        closed_why=why.strip(),
        certificate=certificate,
    )


def fingerprint(thing):
    """Return what changes when a thing changes, or anything inside it."""
    lines = sorted(_line(one) for one in (thing, *holds.descendants(thing)))
    return sha256("\n".join(lines).encode()).hexdigest()


def _line(thing):
    parts = (
        IUUID(thing, ""),
        thing.modified().ISO8601(),
        api.content.get_state(thing, "") or "",
        _digest(thing),
    )
    return " ".join(parts)


def _digest(thing):
    pages = IPages(thing, None)
    return pages.digest if pages else ""


def _actor():
    return api.user.get_current().getId()


# -- disposal ---------------------------------------------------------------


def not_confirmed(proposal, thing):
    """Return why whoever is signed in may not confirm a proposal now."""
    if thing is None:
        return [disposal.GONE]
    found = disposal.not_confirmed(proposal, _actor(), fingerprint(thing))
    return [*found, *may_not_go(thing, proposal.exceptional)]


def dispose(proposal, thing, name_of):
    """Delete a thing and all inside it; return the certificate. Ask ``not_confirmed`` before.

    ``name_of`` gives the full name of an account, as it is on this day.
    """
    certificate = _certify(proposal, thing, name_of)
    close(proposal, disposal.DONE, certificate=certificate.number)
    with disposing(thing):
        thing.__parent__._delObject(thing.getId())
    return certificate


def forget(uid):
    """Drop what was decided and proposed about a thing that is gone; no title of it stays."""
    schedule.forget(uid)
    for proposal in [one for one in proposals() if one.uid == uid]:
        if proposal.is_open:
            close(proposal, disposal.LAPSED)
        found = trees.tree(PROPOSALS)
        found[proposal.number] = replace(found[proposal.number], title="")


def _certify(proposal, thing, name_of):
    found, number = trees.numbered(CERTIFICATES)
    service, provider = _holder(thing, IService), _holder(thing, IProvider)
    retained = IRetained(thing)
    found[number] = Certificate(
        number=number,
        item=item(thing),
        service=service.title if service is not None else "",
        service_urn=(service.urn or "") if service is not None else "",
        provider=provider.title if provider is not None else "",
        rule=schedule.rule(retained.kind),
        due=retention.next_review(thing),
        exceptional=proposal.exceptional,
        reason=proposal.reason,
        proposed_by=proposal.by,
        proposed_name=name_of(proposal.by),
        proposed_at=proposal.at,
        confirmed_by=_actor(),
        confirmed_name=name_of(_actor()),
        confirmed_at=datetime.now(UTC),
        inside=tuple(item(one) for one in holds.descendants(thing)),
    )
    return found[number]


def item(thing):
    """Return what may be said of a thing when it is gone."""
    retained = IRetained(thing)
    file = getattr(thing.aq_base, "file", None)
    return Item(
        kind=retained.kind,
        uid=IUUID(thing),
        reference=retained.reference,
        dates=tuple(sorted(retained.events().items())),
        digest=_digest(thing),
        size=file.getSize() if file else 0,
    )


def _holder(thing, kind):
    while thing is not None and not kind.providedBy(thing):
        thing = getattr(thing, "__parent__", None)
    return thing


def certificates():
    """Return every certificate, the newest first."""
    return list(reversed(trees.read(CERTIFICATES).values()))


def certificate(number):
    """Return the certificate with this number, or None."""
    return trees.read(CERTIFICATES).get(number)
