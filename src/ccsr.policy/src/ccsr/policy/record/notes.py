"""What others tell by ``noted.note``: a change once it is committed, the rest at once."""

from ccsr.policy.domain.record import now
from ccsr.policy.domain.record import told
from ccsr.policy.domain.record_kinds import kind_of
from ccsr.policy.record import circumstances
from ccsr.policy.record.coalescing import lately
from ccsr.policy.record.guard import unfailing
from ccsr.policy.record.pending import pending
from ccsr.policy.record.writer import writer
from dataclasses import replace


#: Kinds with a name as somebody typed it, who need not have an account.
TYPED = ("sign-in-failed", "locked-out")
#: Kinds that say that something happened, and not to whom: that the stop of the concern
#: form was shown. Its reader's name would tie a person to a child whom the portal must
#: know nothing of.
NAMELESS = ("concern-stopped",)
#: Kinds that are found more than once on the way.
ONCE = ("original-opened", "upload-refused")
#: Kinds that an account does itself, whoever the browser was signed in as.
OWN = ("signed-in", "calendar-read", *TYPED)


@unfailing
def noted(event) -> None:
    """Write down what was told."""
    if event.kind in NAMELESS:
        writer().write(told(now(), event.kind))
        return
    detail = dict(event.detail)
    account = _account(event.kind, detail)
    line = circumstances.happening(event.kind, event.thing, account, **detail)
    if event.kind in OWN and account:
        line = replace(line, who=account, account="")
    if kind_of(event.kind).is_change:
        pending().add(line, account or line.uid or line.detail)
    elif event.kind not in ONCE or lately.is_new((line.who, line.kind, line.uid, line.detail)):
        writer().write(line)


def _account(kind, detail):
    """Take out of the detail whose account it is about: ``who``, or a name as it was typed."""
    name = next((str(detail.pop(key)) for key in ("who", "name") if detail.get(key)), "")
    return circumstances.typed_name(name) if name and kind in TYPED else name
