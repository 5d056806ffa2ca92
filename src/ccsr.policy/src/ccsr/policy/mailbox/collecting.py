"""From a mailbox into intake: each mail is looked at, its files taken, then it is put away.

Nobody is answered, so that no address that was made up is written to. A mail of which
something was not taken lies in the folder of what failed, a text with the reason beside
it. A program that is killed in between finds the mail again, and the portal knows the
bytes of its files.
"""

from ccsr.policy.arrivals.outcomes import Outcome
from ccsr.policy.arrivals.outcomes import REFUSED
from ccsr.policy.arrivals.ways import Drop
from ccsr.policy.arrivals.ways import Way
from ccsr.policy.mailbox import mails
from ccsr.policy.mailbox.client import Mailbox
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from io import BytesIO
from threading import Event
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.i18nmessageid import MessageFactory


_ = MessageFactory("ccsr.policy")

SENTENCES = {
    "sender": _(
        "mail_sender", default="Its sender is not one whose mail is taken. Nothing in it was read."
    ),
    "large": _(
        "mail_large",
        default="The mail is larger than ${limit} MB. Upload its files in the portal.",
        mapping={"limit": str(mails.LARGEST // 1024 // 1024)},
    ),
    "nested": _("mail_nested", default="The mail holds mails within mails. Upload its files."),
    "damaged": _("mail_damaged", default="The mail cannot be read. Upload its files."),
    "parts": _("mail_parts", default="The mail holds too many parts. Upload its files."),
    "nothing": _("mail_nothing", default="No PDF and no ZIP file is attached to it."),
    "other": _("mail_other", default="It is no PDF and no ZIP file."),
}
SUBJECT = _("mail_note_subject", default="Not taken: ${id}")


@dataclass(frozen=True)
class Looked:
    """A mail with what became of its files; for programs as ``told``."""

    id: str
    sender: str
    outcomes: tuple[tuple[str, Outcome], ...]

    @property
    def notes(self) -> list[str]:
        """Return why something was not taken, a sentence each."""
        return [note for _name, one in self.outcomes if not one.is_done for note in one.notes]

    @property
    def is_done(self) -> bool:
        """Return whether all of it was taken."""
        return all(one.is_done for _name, one in self.outcomes)

    @property
    def told(self) -> dict[str, object]:
        """Return it as JSON holds it."""
        files = [{"file": name, "state": one.state} for name, one in self.outcomes]
        return {
            "mail": self.id,
            "from": self.sender,
            "state": "done" if self.is_done else "failed",
            "files": files,
            "notes": self.notes,
        }


def collect(mailbox: Mailbox, way: Way, language: str, asked: Event) -> Iterator[Looked]:
    """Look at what waits until asked to end; raises ``Away`` with the rest untouched."""
    say = partial(translate, target_language=language)
    with ExitStack() as stack:
        # Opened for the first mail with a file: a mailbox is empty as a rule.
        drops: list[Drop] = []
        for number in mailbox.waiting():
            if asked.is_set():
                return
            looked = _look(mailbox, number, lambda: _drop(drops, stack, way), say)
            if looked is not None:
                _put_away(mailbox, number, looked, say)
                yield looked


def _drop(drops, stack, way):
    if not drops:
        drops.append(stack.enter_context(way.drop()))
    return drops[0]


def _look(mailbox, number, drop, say) -> Looked | None:
    found = mailbox.head(number)
    if found is None:
        return None
    raw, size = found
    head = mails.head(raw)
    if not mails.is_allowed(head.sender, mailbox.settings.senders):
        return _refused(head, "sender", say)
    if size > mails.LARGEST:
        return _refused(head, "large", say)
    try:
        files = mails.attached(mailbox.whole(number))
    except mails.Unreadable as error:
        return _refused(head, error.rule, say)
    if not files:
        return _refused(head, "nothing", say)
    return Looked(head.id, head.sender, tuple((one.name, _take(one, drop, say)) for one in files))


def _take(file, drop, say) -> Outcome:
    if file.is_other:
        return Outcome(REFUSED, (f"{file.name}: {say(SENTENCES['other'])}",))
    return drop().take(file.name, BytesIO(file.data))


def _refused(head, rule, say) -> Looked:
    return Looked(head.id, head.sender, (("", Outcome(REFUSED, (say(SENTENCES[rule]),))),))


def _put_away(mailbox: Mailbox, number: int, looked: Looked, say) -> None:
    settings = mailbox.settings
    if not looked.is_done:
        # Left before the mail goes: no mail lies there without its reason.
        named = sha256(f"{looked.id} {number} {looked.notes}".encode()).hexdigest()[:32]
        subject = say(Message(SUBJECT, mapping={"id": _plain(looked.id) or str(number)}))
        text = "\n".join((f"{looked.sender}", *looked.notes))
        mailbox.leave_note(settings.failed, f"<{named}@ccsr.invalid>", subject, text)
    mailbox.put_away(number, settings.done if looked.is_done else settings.failed)


def _plain(text: str) -> str:
    return "".join(sign for sign in text if sign.isprintable())
