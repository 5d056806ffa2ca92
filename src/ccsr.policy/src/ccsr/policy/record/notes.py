"""What others tell by ``noted.note``, and when each is written."""

from ccsr.policy.domain import record
from ccsr.policy.domain.record import Happening
from ccsr.policy.record import circumstances
from ccsr.policy.record.writer import writer
from functools import wraps

import logging
import transaction


logger = logging.getLogger("ccsr.record")

#: Calls that failed in this process; the state of the site tells of them.
FAILURES: list[str] = []


def unfailing(handler):
    """Return a handler of events that never fails what it watches.

    Whatever goes wrong in it is logged and told to administrators: a record
    that stops the portal is one that somebody will switch off.
    """

    @wraps(handler)
    def handled(*event):
        try:
            handler(*event)
        except Exception as error:
            logger.exception("Something could not be recorded")
            FAILURES[:] = [*FAILURES[-9:], repr(error)]

    return handled


@unfailing
def noted(event) -> None:
    """Write what was told: at once, or a change when its transaction is committed."""
    detail = dict(event.detail)
    account = _account(event.kind, detail)
    what = circumstances.happening(event.kind, event.thing, account, **detail)
    if record.kind_of(event.kind).is_change:
        when_committed(what)
    else:
        writer().write(what)


#: Kinds that nobody need be who they say they are for.
TYPED = ("sign-in-failed", "locked-out")


def _account(kind, detail):
    """Take out of the detail whose account it is about: ``who``, or a name as it was typed."""
    name = next((str(detail.pop(key)) for key in ("who", "name") if detail.get(key)), "")
    return circumstances.typed_name(name) if name and kind in TYPED else name


def when_committed(*happenings: Happening) -> None:
    """Write lines once the transaction is committed, and not where it is not."""
    transaction.get().addAfterCommitHook(_write, happenings)


def _write(success: bool, *happenings: Happening) -> None:
    if success:
        for one in happenings:
            writer().write(one)
