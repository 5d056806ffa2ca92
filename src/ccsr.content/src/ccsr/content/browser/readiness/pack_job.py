"""The job that makes an evidence pack, as the account that asked for it."""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.acting import acting
from ccsr.content.browser import display
from ccsr.content.content.readiness import frameworks
from ccsr.content.content.readiness import packing
from ccsr.content.content.readiness.inspection import TYPE as INSPECTION
from ccsr.content.domain import dates
from ccsr.content.domain.readiness import packs
from ccsr.content.domain.readiness.packs import Placed
from ccsr.content.domain.readiness.packs import Section
from ccsr.content.jobs import Job
from ccsr.content.jobs import queue
from ccsr.content.printing import pdf
from dataclasses import dataclass
from datetime import datetime
from plone import api
from typing import Any
from ZODB.blob import Blob
from zope.globalrequest import getRequest
from zope.i18n import translate
from zope.i18nmessageid import Message


MAKE = "ccsr.content.evidence-pack"
PURGE = "ccsr.content.evidence-packs-purge"
FILE_NAME = _("pack_file_name", default="Evidence pack ${what} ${day}")
MADE_BY = _("pack_made_by", default="Made by ${who} on ${when}.")
NOTHING = _("pack_nothing_here", default="Nothing here.")
CHECK = _(
    "pack_check",
    default="The SHA-256 of each file stands beside it and in the file SHA256SUMS.",
)
FILE, SIZE, SUM = (
    _("pack_column_file", default="File"),
    _("pack_column_size", default="Size"),
    _("pack_column_sum", default="SHA-256"),
)


@dataclass(frozen=True)
class What:
    """What a pack is of: its title, and its sections in the inspectors' order."""

    title: str
    sections: list[Section]


def ask(of: str, key: str, language: str) -> str:
    """Ask for the pack of a ``framework`` (key) or an ``inspection`` (UID); return the job's id."""
    account = api.user.get_current().getId()
    return queue(MAKE, of=of, key=key, language=language, account=account)


class MakePack(Job):
    """Makes one pack; of what its account may not see there is nothing in it."""

    title = _("job_evidence_pack", default="Evidence pack")

    def run(
        self,
        site: Any,
        progress: Any,
        of: str = "",
        key: str = "",
        language: str = "en",
        account: str = "",
    ) -> dict[str, Any]:
        """Make it and keep it; return its id."""
        request = getRequest().clone()
        request["LANGUAGE"] = language
        with acting(account):
            what = what_of(of, key, language, request)
            if what is None:
                return {}
            made = Making(what, language, request)
            pack = made.pack(account, progress)
        id = packing.new_id()
        packing.keep(id, pack)
        return {"pack": id}


class PurgePacks(Job):
    """Drops the packs that nobody fetched."""

    title = _("job_evidence_packs_purge", default="Old evidence packs")
    schedule = "nightly"

    def run(self, site: Any, progress: Any) -> int:
        """Drop them; return their number."""
        return packing.purge()


def what_of(of: str, key: str, language: str, request: Any) -> What | None:
    """Return what a pack holds, None where the caller may not see what it is of."""
    if of == "framework":
        framework = frameworks.framework(key)
        if framework is None:
            return None
        return What(framework.title_for(language), packing.of_framework(key, language))
    found = [brain.getObject() for brain in api.content.find(UID=key, portal_type=INSPECTION)]
    if not found:
        return None
    sections = packing.of_inspection(
        found[0], language, lambda moment: display.moment(moment, request)
    )
    return What(found[0].title_for(language), sections)


class Making:
    """One pack being made."""

    def __init__(self, what: What, language: str, request: Any) -> None:
        self.what, self.language, self.request = what, language, request

    def say(self, message: Any, **values: str) -> str:
        """Return a message in the asker's language."""
        return translate(Message(message, mapping=values), target_language=self.language)

    @property
    def name(self) -> str:
        """Return the name of the file."""
        day = dates.today().isoformat()
        name = self.say(FILE_NAME, what=packs.fit(self.what.title), day=day)
        return packs.fit(name, packs.LONGEST_NAME) + ".zip"

    def pack(self, account: str, progress: Any) -> packing.Pack:
        """Write the ZIP and return it as it is kept."""
        blob = Blob()
        with blob.open("w") as target, packs.open_archive(target) as archive:
            placed = packs.write_papers(archive, self.what.sections, progress)
            self._finish(archive, placed)
        keys = packs.keys(placed)
        made = packing.Pack(account, self.name, keys, blob)
        made.missing = sum(not one.entries for one in placed)
        return made

    def _finish(self, archive: Any, placed: list[Placed]) -> None:
        indexes = {
            packs.INDEX_HTML: self.html(placed).encode(),
            packs.INDEX_PDF: pdf("evidence_pack", self.content(placed), self.language),
        }
        digests = [(path, packs.add_text(archive, path, data)) for path, data in indexes.items()]
        files = {one.path: one.digest for section in placed for one in section.entries}
        packs.add_text(archive, packs.SUMS, packs.sums([*files.items(), *digests]))

    def content(self, placed: list[Placed]) -> dict[str, Any]:
        """Return what both indexes say."""
        return {
            "title": self.what.title,
            "made": self.say(MADE_BY, who=_name(), when=self._now()),
            "check": self.say(CHECK),
            "nothing": self.say(NOTHING),
            "head": [self.say(one) for one in (FILE, SIZE, SUM)],
            "sections": [self._section(number, one) for number, one in enumerate(placed, 1)],
        }

    def _section(self, number: int, section: Placed) -> dict[str, Any]:
        return {
            "title": f"{number}. {section.title}",
            "due": section.due,
            "entries": [
                {
                    "title": one.title,
                    "path": one.path,
                    "size": display.size(one.size, self.request),
                    "digest": one.digest,
                }
                for one in section.entries
            ],
        }

    def html(self, placed: list[Placed]) -> str:
        """Return the index as a page that needs nothing but itself."""
        return packs.index_page(self.content(placed), self.language)

    def _now(self) -> str:
        return display.moment(datetime.now(dates.ZONE), self.request)


def _name() -> str:
    user = api.user.get_current()
    return user.getProperty("fullname") or user.getId() or ""
