"""Accounts as the rules see them: who somebody is here, how the account stands, what is due.

Times have a zone. What is looked up is given: nothing here reads the site.
"""

from __future__ import annotations

from ccsr.policy import _
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from zope.i18nmessageid import Message


@dataclass(frozen=True)
class Kind:
    """What somebody is here; one comes from a group, an authority's group, a role or a provider."""

    token: str
    title: Message
    group: str = ""
    role: str = ""


OFFICER = Kind("officer", _("kind_officer", default="CCSR officer"), "officers")
REVIEWER = Kind("reviewer", _("kind_reviewer", default="Reviewer"), "reviewers")
COMMISSIONER = Kind("commissioner", _("kind_commissioner", default="Commissioner"))
CONTACT = Kind("contact", _("kind_contact", default="Contact of a provider"))
INSPECTORATE = Kind("inspectorate", _("kind_inspectorate", default="Inspectorate"), "inspectorate")
PARTNER = Kind("partner", _("kind_partner", default="Working party"), "working-party")
ADMINISTRATOR = Kind(
    "administrator", _("kind_administrator", default="Administrator"), role="Site Administrator"
)
#: Made on the server only: nobody is given every right through a page.
MANAGER = Kind(
    "manager", _("kind_manager", default="Administrator with every right"), role="Manager"
)

KINDS = (
    OFFICER,
    REVIEWER,
    COMMISSIONER,
    CONTACT,
    INSPECTORATE,
    PARTNER,
    ADMINISTRATOR,
    MANAGER,
)
BY_TOKEN = {kind.token: kind for kind in KINDS}
#: Those that can be given.
GIVEN = tuple(kind for kind in KINDS if kind is not MANAGER)
ADMINISTRATORS = frozenset({ADMINISTRATOR.token, MANAGER.token})


@dataclass(frozen=True)
class Account:
    """What is known of an account.

    ``kinds`` are tokens of ``KINDS``, ``authorities`` GSS codes, ``providers`` UIDs;
    ``stray`` are roles of the portal that come from no group. ``invited`` and
    ``expires`` are of an invitation that nobody has taken up yet; ``disabled``,
    ``reviewed`` and ``created`` are None where that was never, or is not known.
    """

    id: str
    login: str
    name: str
    mail: str
    kinds: frozenset[str] = frozenset()
    authorities: tuple[str, ...] = ()
    providers: tuple[str, ...] = ()
    stray: tuple[str, ...] = ()
    created: datetime | None = None
    signed_in: datetime | None = None
    invited: datetime | None = None
    expires: datetime | None = None
    disabled: datetime | None = None
    reviewed: datetime | None = None
    locked: bool = False
    second_factor: bool = False
    api: bool = False

    @property
    def is_administrator(self) -> bool:
        """Whether the account may manage accounts."""
        return bool(self.kinds & ADMINISTRATORS)

    @property
    def is_usable(self) -> bool:
        """Whether somebody can sign in with it, now or when a lock is over."""
        return self.disabled is None and self.invited is None


@dataclass(frozen=True)
class State:
    """How an account stands; ``flag`` is its look, one of ok, warn, late."""

    token: str
    title: Message
    flag: str


ACTIVE = State("active", _("account_active", default="Active"), "ok")
NEVER = State("never", _("account_never", default="Never signed in"), "warn")
INVITED = State("invited", _("account_invited", default="Invited"), "ok")
EXPIRED = State("expired", _("account_expired", default="Invitation has run out"), "warn")
LOCKED = State("locked", _("account_locked", default="Locked"), "late")
DISABLED = State("disabled", _("account_disabled", default="Disabled"), "late")
STATES = (ACTIVE, NEVER, INVITED, EXPIRED, LOCKED, DISABLED)


def state(account: Account, now: datetime) -> State:
    """Return how an account stands; what stops it most comes first."""
    if account.disabled is not None:
        return DISABLED
    if account.invited is not None:
        return EXPIRED if account.expires is None or account.expires <= now else INVITED
    if account.locked:
        return LOCKED
    return NEVER if account.signed_in is None else ACTIVE


# -- the yearly review


#: An account that was not used for so long may be one of somebody who has left.
UNUSED = timedelta(days=90)
#: How long one that was never used is left in peace.
GRACE = timedelta(days=14)
#: Each account is looked at once a year.
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Flag:
    """Something about an account that whoever reviews it should see."""

    token: str
    title: Message


NEVER_USED = Flag("never", _("review_never", default="Never signed in"))
NOT_LATELY = Flag("unused", _("review_unused", default="Not signed in for 90 days"))
DUE = Flag("due", _("review_due", default="Not reviewed for a year"))
STRAY = Flag("stray", _("review_stray", default="Role without a group"))
NO_ROLE = Flag("no-role", _("review_no_role", default="No role"))
LONG_DISABLED = Flag("long-disabled", _("review_long_disabled", default="Disabled over a year ago"))
OLD_INVITATION = Flag("expired", _("review_expired", default="Invitation has run out"))


def flags(account: Account, now: datetime) -> list[Flag]:
    """Return what stands out about an account."""
    if account.disabled is not None:
        return [LONG_DISABLED] if now - account.disabled > YEAR else []
    found = [_use(account, now)]
    found += [DUE] if is_due(account, now) else []
    found += [STRAY] if account.stray else []
    found += [] if account.kinds or account.stray else [NO_ROLE]
    return [flag for flag in found if flag is not None]


def _use(account: Account, now: datetime) -> Flag | None:
    if account.invited is not None:
        return OLD_INVITATION if state(account, now) is EXPIRED else None
    if account.signed_in is None:
        is_new = account.created is not None and now - account.created <= GRACE
        return None if is_new else NEVER_USED
    return NOT_LATELY if now - account.signed_in > UNUSED else None


def is_due(account: Account, now: datetime) -> bool:
    """Return whether the yearly review of an account is due.

    A new one was looked at when it was made; of a disabled one nothing is asked.
    """
    since = account.reviewed or account.created
    return account.disabled is None and (since is None or now - since > YEAR)


# -- who may change what


class Refused(Exception):
    """Something cannot be done with an account; the message says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


OWN = _("account_own", default="This is your own account. Another administrator has to do this.")
LAST = _("account_last", default="This is the last administrator who can sign in.")
ABOVE = _(
    "account_above",
    default="This account has every right. Only somebody who has them, too, may change it.",
)
NOT_INVITED = _("account_not_invited", default="The invitation was taken up in the meantime.")


def check_change(account: Account, actor: str, actor_has_all: bool) -> None:
    """Raise Refused unless ``actor`` may change this account."""
    if MANAGER.token in account.kinds and not actor_has_all and account.id != actor:
        raise Refused(ABOVE)


def check_other(account: Account, actor: str) -> None:
    """Raise Refused where this is the actor's own account."""
    if account.id == actor:
        raise Refused(OWN)


def check_loss(account: Account, actor: str, everyone: Iterable[Account]) -> None:
    """Raise Refused where an account may not be disabled or lose its rights."""
    check_other(account, actor)
    others = (one for one in everyone if one.id != account.id)
    if account.is_administrator and not any(
        one.is_administrator and one.is_usable for one in others
    ):
        raise Refused(LAST)
