"""Walking as several accounts, and what it comes to."""

from bilingual import asked
from bilingual import judging
from bilingual.walking import Walk
from contextlib import contextmanager
from zope.component import adapter
from zope.component import getGlobalSiteManager
from ZPublisher.interfaces import IPubBeforeCommit

import time
import transaction


ADMINISTRATOR = "admin"


class Count:
    """What was found on a site, by text: where it was met first."""

    def __init__(self, portal, base, accounts):
        self.base, self.accounts = base, accounts
        known = judging.content(portal) | set(filter(None, accounts))
        self.judge = judging.Judge(known, judging.people(portal))
        self.types = _types(portal)
        self.found, self.pages, self.statuses = {}, 0, {}

    def walk(self, seeds, most=2, further=True, tell=lambda line: None):
        """Walk as each account; ``seeds`` are the same for all, or by account."""
        with asked.missing() as missing, kept_as_it_was():
            for who, auth in self.accounts.items():
                began, before = time.monotonic(), self.pages
                # Plone's toolbar leads an administrator to all of Plone; seeds are what is ours.
                on = further and who != ADMINISTRATOR
                own = seeds[who] if isinstance(seeds, dict) else seeds
                for page in Walk(self.base, who, auth, self.types, most).pages(own, on):
                    self._note(page, tell)
                seconds = time.monotonic() - began
                tell(
                    f"{who}: {self.pages - before} pages, {seconds:.0f} s, {len(self.found)} found"
                )
        for (domain, msgid), (text, address) in missing.items():
            if not self.judge.is_content(text) and not self.judge.same.fullmatch(
                judging.plain(text)
            ):
                self.found.setdefault(text, f"{domain}: {msgid!r} at {address}")

    def _note(self, page, tell):
        self.pages += 1
        self.statuses.setdefault(page.status, []).append(str(page))
        for text in self.judge.english(page.welsh, page.english):
            if text not in self.found:
                self.found[text] = str(page)
                tell(f"{text!r} · {page}")

    def lines(self):
        """Return what is to be told."""
        yield from (f"{text!r} · {where}" for text, where in sorted(self.found.items()))
        for status, pages in self.statuses.items():
            if status >= 500:
                yield from (f"{status}: {page}" for page in pages)
        told = ", ".join(f"{len(pages)} of {status}" for status, pages in self.statuses.items())
        yield f"pages {self.pages} ({told}), in two languages each; English: {len(self.found)}"


def _types(portal):
    start = len("/".join(portal.getPhysicalPath()))
    brains = portal.portal_catalog.unrestrictedSearchResults(path="/")
    return {
        brain.getPath()[start:]: (brain.portal_type, str(brain.review_state)) for brain in brains
    }


def forms(portal):
    """Return the addresses of every form that adds or edits, where each can be opened."""
    start = len("/".join(portal.getPhysicalPath()))
    found = {}
    for brain in portal.portal_catalog.unrestrictedSearchResults(path="/"):
        path = brain.getPath()[start:]
        found.setdefault((brain.portal_type, str(brain.review_state)), f"{path}/edit")
        for fti in brain._unrestrictedGetObject().allowedContentTypes():
            found.setdefault(("add", fti.getId()), f"{path}/++add++{fti.getId()}")
    return [*found.values(), *(f"/{one}" for one in panels(portal))]


def panels(portal):
    """Return the names of the control panels that are ours, and of the list of all."""
    listed = [one for one in portal.portal_controlpanel.listActions() if one.appId in OURS]
    return [
        "overview-controlpanel",
        *(one.getActionExpression().partition("/")[2] for one in listed),
    ]


OURS = ("ccsr.content", "ccsr.policy")


@contextmanager
def kept_as_it_was():
    """Store nothing that a request does, while this lasts."""

    @adapter(IPubBeforeCommit)
    def doom(_event):
        transaction.doom()

    manager = getGlobalSiteManager()
    manager.registerHandler(doom)
    try:
        yield
    finally:
        manager.unregisterHandler(doom)
