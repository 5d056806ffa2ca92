"""What the portal keeps of an account beside its name: disabled, invited, API access.

Not properties of the member: ``PATCH @users/<own id>`` lets everybody write any of
their own. It is a tree of the site, so that an administrator of the root of Zope,
who is no member of the site, has a place in it, too.
"""

from BTrees.OOBTree import OOBTree
from datetime import datetime
from datetime import UTC
from typing import Any
from uuid import uuid4
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import getSite


#: Annotation of the site: user id → what is kept.
KEY = "ccsr.policy.accounts"


def kept(user_id: str) -> dict[str, Any]:
    """Return what is kept of an account; empty where there is nothing, or no site."""
    site = getSite()
    tree = None if site is None else IAnnotations(site).get(KEY)
    return {} if tree is None else dict(tree.get(user_id, {}))


def keep(user_id: str, **values: Any) -> None:
    """Keep more of an account; what is None is forgotten."""
    tree = IAnnotations(getSite()).setdefault(KEY, OOBTree())
    changed = {**tree.get(user_id, {}), **values}
    tree[user_id] = {name: value for name, value in changed.items() if value is not None}


def everything() -> dict[str, dict[str, Any]]:
    """Return what is kept, by account."""
    return dict(IAnnotations(getSite()).get(KEY, {}))


def one_at_a_time() -> None:
    """Let two requests that take rights from administrators collide.

    The one that comes second is done anew, and finds out whether an administrator is left.
    """
    IAnnotations(getSite())[f"{KEY}.taken"] = now(), uuid4().hex


def forget(user_id: str) -> None:
    """Forget all that is kept of an account."""
    IAnnotations(getSite()).get(KEY, OOBTree()).pop(user_id, None)


def now() -> str:
    """Return the time as it is kept."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def is_disabled(user_id: str) -> bool:
    """Return whether an account may not sign in, and loses what sessions it has.

    Nor may one whose invitation was not taken up: its link is the way in.
    """
    return _is_closed(kept(user_id))


def may_use_basic(user_id: str) -> bool:
    """Return whether an account may send its password with each request (HTTP Basic)."""
    record = kept(user_id)
    return bool(record.get("api")) and not _is_closed(record)


def _is_closed(record: dict[str, Any]) -> bool:
    return "disabled" in record or "invitation" in record


def allow_api(user_id: str, allowed: bool = True) -> None:
    """Let an account use HTTP Basic, or no longer."""
    keep(user_id, api=allowed or None)
