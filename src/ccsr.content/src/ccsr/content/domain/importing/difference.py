"""What a register's file says otherwise than the portal: entries to tick one by one.

Blank and absent are the same, and what a file does not say or may not tell is no
change. A service is known by its number, or one that it had; nothing is deleted.
"""

from __future__ import annotations

from ccsr.content.domain.importing import fields
from ccsr.content.domain.importing.entries import CHANGED
from ccsr.content.domain.importing.entries import Difference
from ccsr.content.domain.importing.entries import DOUBLE
from ccsr.content.domain.importing.entries import Entry
from ccsr.content.domain.importing.entries import Known
from ccsr.content.domain.importing.entries import NEW
from ccsr.content.domain.importing.entries import REAPPEARED
from ccsr.content.domain.importing.entries import RENAMED
from ccsr.content.domain.importing.entries import SUCCESSOR
from ccsr.content.domain.importing.entries import VANISHED
from ccsr.content.domain.importing.fields import BY_NAME
from ccsr.content.domain.importing.fields import is_same
from ccsr.content.domain.importing.fields import PROVIDER
from ccsr.content.domain.importing.fields import same_text
from ccsr.content.domain.importing.fields import SERVICE
from ccsr.content.domain.importing.fields import Value
from ccsr.content.domain.importing.mapping import Mapping
from ccsr.content.domain.importing.reading import Reading
from ccsr.content.domain.importing.reading import Row
from ccsr.content.domain.importing.successors import Gone
from ccsr.content.domain.importing.successors import successors
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import replace


#: Compared one by one; the number and the provider are looked at by themselves.
PLAIN = tuple(
    one.name for one in fields.ALL if one.subject == SERVICE and one.name not in ("urn", "title")
)
#: Lines between two calls of ``progress``.
STEP = 100

Progress = Callable[[int, int], None]


def difference(
    reading: Reading,
    mapping: Mapping,
    services: Iterable[Known],
    providers: Iterable[Known],
    progress: Progress | None = None,
) -> Difference:
    """Compare what was read with what the portal has."""
    return _Comparison(reading, mapping, list(services), list(providers)).run(progress)


class _Comparison:
    def __init__(
        self, reading: Reading, mapping: Mapping, services: list[Known], providers: list[Known]
    ) -> None:
        self.reading, self.mapping, self.services = reading, mapping, services
        self.by_key = _by_key(services)
        self.provider_by_uid = {one.uid: one for one in providers}
        self.provider_by_key = {key: one for one in providers for key in one.keys}
        self.provider_by_name = {
            same_text(str(name)): one
            for one in providers
            for name in (one.values.get("title_cy"), one.values.get("title"))
            if name
        }
        self.told: set[tuple[str, str]] = set()
        self.found = Difference()

    def run(self, progress: Progress | None) -> Difference:
        rows = self.reading.rows
        for place, row in enumerate(rows):
            if progress and place % STEP == 0:
                progress(place, len(rows))
            self.found.entries += self._of_row(row)
        vanished = list(self._vanished())
        self.found.entries += vanished
        self.found.entries += self._successors(vanished)
        if progress:
            progress(len(rows), len(rows))
        return self.found

    def _of_row(self, row: Row) -> list[Entry]:
        known = self.by_key.get(row.key, [])
        if not known:
            return [self._new(row)]
        if len(known) > 1:
            names = ", ".join(one.title for one in known)
            return [_entry(DOUBLE, row, old=names, title=known[0].title)]
        [service] = known
        self.found.matched.append(service.uid)
        return [*self._of_service(service, row), *self._of_provider(service, row)]

    def _new(self, row: Row) -> Entry:
        stated = {name: value for name, value in self.mapping.new.items() if name not in row.values}
        return _entry(NEW, row, values=tuple(sorted({**stated, **row.values}.items())))

    def _of_service(self, service: Known, row: Row) -> Iterator[Entry]:
        entry = _entry(CHANGED, row, uid=service.uid, title=service.title)
        if service.has_gone:
            yield replace(entry, kind=REAPPEARED)
        # The source may have turned to the other language.
        names = [service.title, service.values.get("title_cy")]
        if "title_cy" in row.values:
            names.pop()
        if not any(is_same("title", name, row.get("title")) for name in names if name):
            yield replace(
                entry, kind=RENAMED, field="title", old=service.title, new=row.get("title")
            )
        said = {**self._of_closed(service), **row.values}
        for name in PLAIN:
            old, new = service.values.get(name), said.get(name)
            if new is None:
                if old and name in self.mapping.columns:
                    self.found.kept[name] += 1
            elif not fields.says(name, old, new):
                yield replace(entry, field=name, old=old, new=new)

    def _of_closed(self, service: Known) -> dict[str, Value]:
        """Return what being listed says of a service that the portal has as closed."""
        if service.values.get("registration_status") not in fields.CLOSED:
            return {}
        status = self.mapping.new.get("registration_status")
        return {"registration_status": status} if status else {}

    # -- providers ------------------------------------------------------------

    def _of_provider(self, service: Known, row: Row) -> Iterator[Entry]:
        """Compare the provider: another one, or the same that is called or numbered otherwise."""
        present = self.provider_by_uid.get(service.provider)
        if present is None or not row.get("provider"):
            return
        entry = _entry(CHANGED, row, uid=service.uid, title=service.title)
        if not self._is_same_provider(present, row):
            yield replace(
                entry,
                field="provider",
                old=present.title,
                new=row.get("provider"),
                values=_provider_values(row),
            )
            return
        yield from self._details(present, row)

    def _is_same_provider(self, present: Known, row: Row) -> bool:
        number = row.get("provider_urn")
        if number and present.keys:
            return self.mapping.key(str(number)) in present.keys
        return any(
            is_same("title", present.values.get(name), row.get("provider"))
            for name in ("title", "title_cy")
        )

    def _details(self, present: Known, row: Row) -> Iterator[Entry]:
        entry = _entry(CHANGED, row, uid=present.uid, title=present.title, subject=PROVIDER)
        names = (present.title, present.values.get("title_cy"))
        renamed = not any(is_same("title", one, row.get("provider")) for one in names if one)
        if renamed and self._is_first(present, "title"):
            yield replace(
                entry, kind=RENAMED, field="title", old=present.title, new=row.get("provider")
            )
        for name, own in fields.OF_PROVIDER.items():
            old, new = present.values.get(own), row.get(name)
            if new is not None and not is_same(name, old, new) and self._is_first(present, own):
                yield replace(entry, field=name, old=old, new=new)

    def _is_first(self, provider: Known, name: str) -> bool:
        """Return whether this was not told of a provider on another of its lines."""
        seen = (provider.uid, name) in self.told
        self.told.add((provider.uid, name))
        return not seen

    # -- what is not in the file ----------------------------------------------

    def _vanished(self) -> Iterator[Entry]:
        for one in self.services:
            status = one.values.get("registration_status")
            is_listed = one.keys & self.reading.seen
            if one.is_own and not (one.has_gone or is_listed or status in fields.CLOSED):
                yield Entry(
                    VANISHED,
                    str(one.values.get("urn") or ""),
                    one.title,
                    one.uid,
                    old=status,
                    provider=self._provider_of(one),
                )

    def _successors(self, vanished: list[Entry]) -> Iterator[Entry]:
        gone_uids = {one.uid for one in vanished}
        gone = [
            Gone(one.uid, one.values, self._provider_of(one), one.seen_on)
            for one in self.services
            if one.uid in gone_uids or (one.is_own and one.has_gone)
        ]
        new = [one for one in self.found.entries if one.kind == NEW]
        titles = {one.uid: one for one in self.services}
        for found in successors(gone, [dict(one.values) for one in new]):
            service, entry = titles[found.uid], new[found.place]
            yield Entry(
                SUCCESSOR,
                str(service.values.get("urn") or ""),
                service.title,
                service.uid,
                new=entry.title,
                provider=self._provider_of(service),
                line=entry.line,
                values=entry.values,
                other=entry.number,
                reasons=found.reasons,
            )

    def _provider_of(self, service: Known) -> str:
        found = self.provider_by_uid.get(service.provider)
        return found.title if found else ""


def _by_key(services: list[Known]) -> dict[str, list[Known]]:
    found: dict[str, list[Known]] = {}
    for one in services:
        for key in one.keys:
            found.setdefault(key, []).append(one)
    return found


def _entry(
    kind: str,
    row: Row,
    *,
    uid: str = "",
    title: str = "",
    subject: str = SERVICE,
    old: Value = None,
    values: tuple[tuple[str, Value], ...] = (),
) -> Entry:
    return Entry(
        kind,
        number=str(row.get("urn")),
        title=title or str(row.get("title")),
        uid=uid,
        subject=subject,
        old=old,
        provider=str(row.get("provider") or ""),
        line=row.line,
        values=values,
    )


def _provider_values(row: Row) -> tuple[tuple[str, Value], ...]:
    return tuple(
        sorted(
            (name, value) for name, value in row.values.items() if BY_NAME[name].subject == PROVIDER
        )
    )
