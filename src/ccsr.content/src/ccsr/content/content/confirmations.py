"""Values of a condition that an officer has confirmed: who, when, and of which text.

A value that a program put there (a reading, an import, an event) counts for
nothing until a person has confirmed it. What was confirmed of one text is not
confirmed of another.
"""

from ccsr.content.content.condition import IRegistrationCondition
from ccsr.content.content.invariants import Misfit
from ccsr.content.domain import conditions_read
from ccsr.content.domain.reading.proposal import Proposal
from ccsr.content.noted import note
from dataclasses import dataclass
from datetime import datetime
from datetime import UTC
from hashlib import sha256
from persistent.mapping import PersistentMapping
from plone import api
from types import SimpleNamespace
from typing import Any
from zope.annotation.interfaces import IAnnotations
from zope.event import notify
from zope.interface import Invalid
from zope.lifecycleevent import Attributes
from zope.lifecycleevent import ObjectModifiedEvent
from zope.schema.interfaces import ValidationError


#: On a condition: ``Confirmed`` by the name of the field.
KEY = "ccsr.content.confirmations"

FIELDS = conditions_read.FIELDS
CONFIRMED, PROPOSED, TYPED, OPEN = STATES = ("confirmed", "proposed", "typed", "open")


@dataclass(frozen=True)
class Confirmed:
    """What one person confirmed of one text; an empty value says that it says nothing."""

    value: Any
    digest: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Row:
    """How one field stands: its value, what is read from the text, what was confirmed.

    ``state``: confirmed · proposed (read, the field is empty) · typed (a value that
    nobody confirmed) · open (neither).
    """

    name: str
    value: Any
    proposal: Proposal | None
    confirmed: Confirmed | None
    state: str

    @property
    def suggested(self) -> Any:
        """Return what to confirm, unless somebody knows better."""
        if self.state == PROPOSED and self.proposal:
            return self.proposal.value
        return self.value


class Refused(Exception):
    """Values that cannot be kept; ``problems`` maps fields to sentences."""

    def __init__(self, problems):
        super().__init__(problems)
        self.problems = problems


def rows(condition):
    """Return a ``Row`` for each field, in the order of the form."""
    reading, found = conditions_read.read(condition.text), confirmations(condition)
    return [
        _row(condition, name, _fitting(condition, reading.get(name)), found.get(name))
        for name in FIELDS
    ]


def _row(condition, name, proposal, confirmed):
    value = getattr(condition, name)
    if confirmed:
        state = CONFIRMED
    elif not _is_empty(value):
        state = TYPED
    else:
        state = PROPOSED if proposal else OPEN
    return Row(name, value, proposal, confirmed, state)


def _fitting(condition, proposal):
    """Return a proposal that the field would take: adults are not for this register."""
    if proposal is None:
        return None
    value = list(proposal.value) if isinstance(proposal.value, tuple) else proposal.value
    return None if _refusal(condition, proposal.field, value) else proposal


def _is_empty(value):
    return value is None or value == []


def confirmations(condition):
    """Return who confirmed the present value of each field, and when; only where somebody did."""
    found = IAnnotations(condition).get(KEY)
    if not found:
        return {}
    digest = _digest(condition)
    return {
        name: one
        for name, one in found.items()
        if one.digest == digest and one.value == _kept(condition, name)
    }


def confirmed(condition):
    """Return the confirmed values by field; what is empty is not among them."""
    found = {name: one.value for name, one in confirmations(condition).items()}
    return {name: value for name, value in found.items() if value is not None and value != ()}


def is_settled(condition):
    """Return whether every field is confirmed, empty ones too."""
    return len(confirmations(condition)) == len(FIELDS)


def confirm(condition, values):
    """Confirm values by field, as whoever is signed in; raise ``Refused`` and leave all as it was."""
    values = {name: _plain(name, value) for name, value in values.items()}
    problems = _problems(condition, values)
    if problems:
        raise Refused(problems)
    changed = [name for name in values if _plain(name, getattr(condition, name)) != values[name]]
    for name in changed:
        setattr(condition, name, values[name])
    _keep(condition, values)
    notify(ObjectModifiedEvent(condition, Attributes(IRegistrationCondition, *changed)))
    note("values-confirmed", condition, fields=sorted(values))


def typed(condition, names):
    """Confirm what a person typed in the form; what was left empty is still to be confirmed."""
    filled = [name for name in names if name in FIELDS and not _is_empty(getattr(condition, name))]
    if filled:
        _keep(condition, {name: getattr(condition, name) for name in filled})
        condition.reindexObject(idxs=["condition_open"])


def _keep(condition, values):
    kept = IAnnotations(condition).setdefault(KEY, PersistentMapping())
    who, now = api.user.get_current().getId(), datetime.now(UTC)
    for name in values:
        kept[name] = Confirmed(_kept(condition, name), _digest(condition), who, now)


def _kept(condition, name):
    value = getattr(condition, name)
    return tuple(sorted(value)) if isinstance(value, list) else value


def _plain(name, value):
    """Return a value as it is set and compared; needs in an order of their own."""
    if name != "needs":
        return value
    found = list(value or ()) if isinstance(value, list | tuple | None) else value
    is_sound = isinstance(found, list) and all(isinstance(one, str) for one in found)
    return sorted(found) if is_sound else found


def _digest(condition):
    return sha256(" ".join((condition.text or "").split()).encode()).hexdigest()


def _problems(condition, values):
    found = {name: _refusal(condition, name, value) for name, value in values.items()}
    found = {name: problem for name, problem in found.items() if problem}
    return found or _misfits({name: getattr(condition, name) for name in FIELDS} | values)


def _refusal(condition, name, value):
    field = IRegistrationCondition[name].bind(condition)
    try:
        field.validate(field.missing_value if value is None else value)
    except ValidationError as error:
        return error.doc()
    return None


def _misfits(values):
    dates = dict.fromkeys(("imposed", "varied", "removed"))
    try:
        IRegistrationCondition.validateInvariants(SimpleNamespace(**values, **dates))
    except Misfit as error:
        return {error.field: error.args[0]}
    except Invalid as error:
        return {"": error.args[0]}
    return {}
