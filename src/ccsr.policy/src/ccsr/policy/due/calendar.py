"""The calendar of an account: what it may see at that moment, and nothing else."""

from ccsr.content.content.dues import dues
from ccsr.content.domain import dates
from ccsr.content.domain.dues import KINDS
from ccsr.content.domain.naming import title_in
from ccsr.policy import _
from ccsr.policy.address import site_address
from ccsr.policy.domain import calendars
from ccsr.policy.domain.calendars import Entry
from datetime import datetime
from datetime import UTC
from plone import api
from urllib.parse import urlsplit
from zope.i18n import translate


NAME = _("calendar_name", default="CCSR: yours to do")


def of(account: str, language: str) -> bytes:
    """Return the calendar of whoever is signed in; ``account`` is their id."""
    first, last = calendars.window(dates.today())
    found = [one for one in dues(first, last, account) if calendars.belongs(one)]
    paths = _paths({one.uid for one in found})
    entries = [_entry(one, paths.get(one.uid, ""), language) for one in found]
    name = translate(NAME, target_language=language)
    host = urlsplit(site_address()).hostname or "ccsr"
    return calendars.made(entries, name, language, host, datetime.now(UTC))


def _entry(due, path, language):
    title = title_in(language, due.title, due.title_cy)
    kind = translate(KINDS.get(due.kind, due.kind), target_language=language)
    return Entry(due, title, kind, f"{site_address()}{path}{due.at}")


def _paths(uids):
    """Return where things are below the site, by UID."""
    root = "/".join(api.portal.get().getPhysicalPath())
    catalog = api.portal.get_tool("portal_catalog")
    found = catalog.searchResults(UID=list(uids)) if uids else ()
    return {brain.UID: brain.getPath().removeprefix(root) for brain in found}
