"""The site: its own state, its mail server, its record, the time of its last change."""

from ccsr.policy import state
from ccsr.policy.checks import Finding
from ccsr.policy.checks import LATE
from ccsr.policy.checks import OK
from ccsr.policy.commands import upgrade
from ccsr.policy.domain.record_check import Check
from ccsr.policy.jobs import workers
from ccsr.policy.record import keys
from ccsr.policy.record import store
from collections.abc import Iterator
from plone.base.interfaces.controlpanel import IMailSchema
from plone.registry.interfaces import IRegistry
from smtplib import SMTP
from smtplib import SMTPException
from sqlalchemy.exc import SQLAlchemyError
from ZODB.TimeStamp import TimeStamp
from zope.component import getUtility
from zope.i18n import translate
from zope.i18nmessageid import Message

import time


#: Checks of the page that this process cannot answer: what the portal's own has written.
OTHERS_OWN = ("record", "software")
#: Of the worker's check: it has patience with a portal that has just begun, as this process has.
HEARD = ("worker", "heard")
#: Seconds of waiting for the mail server.
PATIENCE = 5.0
#: Seconds by which the last change may be ahead of the clock.
AHEAD = 60.0


def rows(site) -> Iterator[Finding]:
    """Tell what the page of the site's state tells."""
    for name, check in state.checks(site):
        if name in OTHERS_OWN:
            continue
        for row in check.rows(site.REQUEST):
            if (name, row.name) == HEARD:
                continue
            texts = (_said(one) for one in (row.title, row.value, row.advice or ""))
            title, value, advice = texts
            yield Finding(name, row.name, title, value, row.flag, advice)


def _said(text: Message | str) -> str:
    return translate(text, target_language="en")


def mail(site) -> Iterator[Finding]:
    """Tell whether the mail server answers; nothing is sent."""
    settings = getUtility(IRegistry).forInterface(IMailSchema, check=False, prefix="plone")
    if not (settings.smtp_host and settings.email_from_address):
        # The page of the site's state says so.
        return
    yield mail_server(settings.smtp_host, settings.smtp_port)


def mail_server(host: str, port: int) -> Finding:
    """Return the finding for a mail server."""
    try:
        with SMTP(host, port, timeout=PATIENCE) as server:
            server.noop()
    except (OSError, SMTPException) as error:
        value = f"{host}:{port} does not answer ({error})"
        advice = "Letters wait and are sent once it answers. Start it, or correct Settings, Mail."
        return Finding("mail", "server", "Mail server", value, LATE, advice)
    return Finding("mail", "server", "Mail server", f"{host}:{port} answers", OK)


def worker(site) -> Iterator[Finding]:
    """Tell whether a worker was heard of lately."""
    last = workers.last_heard_of()
    yield heard(None if last is None else time.time() - last)


def heard(seconds: float | None) -> Finding:
    """Return the finding for a worker that was heard of so many seconds ago, None for never."""
    if seconds is not None and seconds < workers.SILENT:
        return Finding(*HEARD, "Worker", "Working", OK)
    value = "None is running" if seconds is None else f"Silent for {seconds / 60:.0f} minutes"
    advice = "Nothing is lost, but alerts, imports and scans wait. Start it; worker.log says why it ended."
    return Finding(*HEARD, "Worker", value, LATE, advice)


def last_change(site) -> Iterator[Finding]:
    """Tell whether the clock is behind what was written last."""
    tid = site._p_jar.db().lastTransaction()
    yield clock_behind(TimeStamp(tid).timeTime() - time.time())


def clock_behind(seconds: float) -> Finding:
    """Return the finding for a last change so many seconds ahead of the clock."""
    if seconds < AHEAD:
        return Finding("clock", "behind", "Clock", "Not behind the last change", OK)
    value = f"{seconds:.0f} seconds behind the last change of the database"
    return Finding("clock", "behind", "Clock", value, LATE, "Set the clock; see to its service.")


def record(site) -> Iterator[Finding]:
    """Tell whether the record of who did what is whole."""
    title = "Record of who did what"
    try:
        with store.engine().connect() as connection:
            check = Check(keys.key(), store.gaps(connection), keys.head())
            wrong = list(check.findings(store.lines(connection)))
    except (OSError, SQLAlchemyError, ValueError) as error:
        value = f"Cannot be read: {getattr(error, 'orig', None) or error}"
        yield Finding("record", "whole", title, value, LATE, "See to its database and its key.")
        return
    if wrong:
        value, advice = f"Not whole: {len(wrong)} findings", "Run “bin/ccsr audit verify”."
        yield Finding("record", "whole", title, value, LATE, advice)
    else:
        yield Finding("record", "whole", title, f"Whole: {check.done} lines", OK)


def upgrades(site) -> Iterator[Finding]:
    """Tell whether the site is of this version of the program."""
    steps = [title for titles in upgrade.pending(site).values() for title in titles]
    value = f"Of an earlier version: {', '.join(steps)}" if steps else "Of this version"
    advice = "Run “bin/ccsr upgrade”." if steps else ""
    yield Finding("software", "upgrades", "Site", value, LATE if steps else OK, advice)


SITE = (upgrades, rows, worker, mail, last_change, record)
