"""The mailbox over IMAP: what waits in it, and where a mail is put when it was looked at."""

from ccsr.policy.arrivals.ways import Away
from ccsr.policy.commands.instance import CannotRun
from ccsr.policy.mailbox import mails
from ccsr.policy.mailbox.settings import NONE
from ccsr.policy.mailbox.settings import Settings
from ccsr.policy.mailbox.settings import STARTTLS
from ccsr.policy.mailbox.settings import TLS
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError
from imapclient.exceptions import LoginError

import ssl


#: Seconds without an answer, and mails of one round.
TIMEOUT, MOST = 60, 200


class Mailbox:
    """One connection, with the folder selected."""

    def __init__(self, imap: IMAPClient, settings: Settings) -> None:
        self.imap = imap
        self.settings = settings

    def waiting(self) -> list[int]:
        """Return the numbers of the mails that were not looked at, the oldest first."""
        return sorted(self.imap.search(["UNDELETED"]))[:MOST]

    def head(self, number: int) -> tuple[bytes, int] | None:
        """Return the head of a mail and the size of the whole, in bytes; nothing is marked read.

        None where somebody else has moved it meanwhile.
        """
        wanted = f"BODY.PEEK[HEADER]<0.{mails.LONGEST_HEAD}>"
        found = self.imap.fetch([number], [wanted, "RFC822.SIZE"]).get(number, {})
        heads = [value for name, value in found.items() if name.startswith(b"BODY[HEADER]")]
        return (bytes(heads[0]), int(found[b"RFC822.SIZE"])) if heads else None

    def whole(self, number: int) -> bytes:
        """Return a mail; nothing where it is gone."""
        found = self.imap.fetch([number], ["BODY.PEEK[]"]).get(number, {})
        return bytes(found.get(b"BODY[]", b""))

    def put_away(self, number: int, folder: str) -> None:
        """Move a mail; where the server knows no such thing, copy it and mark it deleted."""
        if self.imap.has_capability("MOVE"):
            self.imap.move([number], folder)
            return
        self.imap.copy([number], folder)
        self.imap.delete_messages([number], silent=True)
        if self.imap.has_capability("UIDPLUS"):
            self.imap.uid_expunge([number])

    def leave_note(self, folder: str, id: str, subject: str, text: str) -> None:
        """Put a text into a folder, once; it is sent to nobody."""
        self.imap.select_folder(folder)
        is_there = self.imap.search(["HEADER", "Message-ID", id])
        self.imap.select_folder(self.settings.folder)
        if is_there:
            return
        note = EmailMessage()
        note["Message-ID"], note["Subject"], note["From"] = id, subject, "CCSR <ccsr@localhost>"
        note.set_content(text)
        self.imap.append(folder, note.as_bytes(), flags=())


@contextmanager
def opened(settings: Settings) -> Iterator[Mailbox]:
    """Yield the mailbox; raises ``CannotRun`` where it lets nobody in, ``Away`` where it is gone."""
    try:
        with _connected(settings) as imap:
            try:
                imap.login(settings.user, settings.password)
            except LoginError as error:
                raise CannotRun(
                    f"{settings.host} does not take account “{settings.user}”."
                ) from error
            for folder in (settings.done, settings.failed):
                if not imap.folder_exists(folder):
                    imap.create_folder(folder)
            imap.select_folder(settings.folder)
            yield Mailbox(imap, settings)
    except (OSError, IMAPClientError) as error:
        raise Away(f"The mailbox at {settings.host}: {error}.") from error


def _connected(settings: Settings) -> IMAPClient:
    context = ssl.create_default_context(cafile=settings.ca or None)
    is_tls = settings.security == TLS
    imap = IMAPClient(
        settings.host,
        settings.port,
        ssl=is_tls,
        ssl_context=context if is_tls else None,
        timeout=TIMEOUT,
    )
    if settings.security == STARTTLS:
        imap.starttls(context)
    elif settings.security != NONE and not is_tls:
        raise CannotRun("The mailbox is read over TLS alone.")
    return imap
