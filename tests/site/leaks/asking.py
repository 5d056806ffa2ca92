"""Asking, and judging an answer: it must be the one about a thing that never was."""

from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field
from hashlib import sha256
from leaks.names import Name
from leaks.names import VALUE
from leaks.planted import old_path
from leaks.planted import Planted
from leaks.planted import word_of
from probes import NEVER
from urllib.parse import quote
from urllib.parse import urlencode
from visits import difference
from visits import HTML
from visits import JSON
from visits import Probe
from visits import Visitor

import httpx
import json
import world


#: What never was: a UID and a word of the same size and shape as the real ones.
NO_UID = "0123456789abcdef" * 2
NO_WORD = word_of("nothing")


@dataclass(frozen=True)
class Finding:
    """An answer that gives something away."""

    who: str | None
    row: tuple
    name: str
    question: str
    what: str

    def __str__(self):
        return f"{self.who} · {' '.join(self.row)} · {self.name} · {self.question}: {self.what}"


@dataclass
class Reader:
    """An account that asks, and what it must not be told."""

    who: str | None
    visitor: Visitor
    things: list[Planted]
    asked: int = 0
    unsteady: list = field(default_factory=list)
    _never: dict = field(default_factory=dict)

    def __post_init__(self):
        self.hidden = [one for one in self.things if self.who in one.hidden_from]
        shown = [one for one in self.things if self.who not in one.hidden_from]
        self.shown = {one.row[0]: one for one in reversed(shown)}
        self.secrets = {word: one for one in self.things for word in one.secrets_for(self.who)}
        self.missing = f"{self.shown['Service'].path if 'Service' in self.shown else ''}/{NEVER}"

    @property
    def places(self):
        """Paths that may be seen: the site, the register, and a thing of each type."""
        areas = ("", "/register") if self.who else ("", "/login")
        return [*areas, *(one.path for one in self.shown.values())]

    def told(self, path, probe, *own):
        """Return status, headers and text of an answer, without what was in the question."""
        self.asked += 1
        ways = (
            way
            for one in own
            for way in (quote(self.visitor.base + one, ""), quote(one, ""), quote(one), one)
        )
        try:
            return self.visitor.told(path, probe, *ways)
        except httpx.RemoteProtocolError as error:
            return 0, {}, f"no answer in HTTP: {error}"

    def of(self, thing, probe):
        """Return the answer to a probe at a thing."""
        # An id such as “claim” is a part of names that are asked, too.
        own = (thing.path,) if thing.id in probe.suffix else (thing.path, thing.id)
        return self.told(thing.path, probe, *own)

    def never(self, probe):
        """Return the answer to the same probe at what never was, in short."""
        if probe not in self._never:
            self._never[probe] = short(self._of_nothing(probe))
        return self._never[probe]

    def _of_nothing(self, probe):
        return self.told(self.missing, probe, self.missing, NEVER)

    def said(self, answer, own=()):
        """Return what an answer holds that this account must not know."""
        text = str(answer).lower()
        return sorted({word for word in self.secrets if word in text} - set(own))

    def compare(self, there, again, never):
        """Return where an answer and that on what never was differ each time they are asked."""
        if short(there) == short(never()):
            return ""
        first, second, last = never(), again(), never()
        if short(second) == short(last):
            return ""
        if short(first) != short(last):
            self.unsteady.append(difference(first, last))
            return ""
        return difference(second, last)


def signed_in(base, who):
    """Return an account's way of asking, with a session as a reader has."""
    visitor = Visitor(base)
    if who is not None:
        words = {"login": who, "password": world.PASSWORD}
        token = visitor.ask("", Probe("POST", "/@login", JSON, words)).json()["token"]
        visitor.client.headers["Authorization"] = f"Bearer {token}"
    return visitor


def short(answer):
    """Return what stands for an answer."""
    return sha256(repr(answer).encode()).digest()


def at_hidden(reader: Reader, thing: Planted, name: Name, probe: Probe) -> Finding | None:
    """Ask a name of a hidden thing."""
    there = reader.of(thing, probe)
    said = reader.said(there)
    if not said and short(there) == reader.never(probe):
        return None
    other = reader.compare(
        there, lambda: reader.of(thing, probe), lambda: reader._of_nothing(probe)
    )
    return found(reader, thing.row, name, probe, said, other)


def at_place(reader: Reader, place: str, name: Name, probe: Probe) -> Finding | None:
    """Ask a name of a place that may be seen."""
    said = reader.said(reader.told(place, probe))
    rows = {reader.secrets[word].row for word in said}
    row = next(iter(rows), ())
    return found(reader, row, name, Probe(probe.method, place + probe.suffix), said, "")


def found(reader, row, name, probe, said, other):
    """Return a finding, None where there is nothing to tell."""
    if not said and not other:
        return None
    return Finding(reader.who, row, str(name), str(probe), f"{said} {other}".strip())


def values(thing: Planted, site: str) -> Iterable[tuple[str, str]]:
    """Return what a thing may be named by, each beside what names nothing."""
    above = thing.path.rpartition("/")[0]
    yield from (
        (thing.uid, NO_UID),
        (thing.path, f"{above}/{NEVER}"),
        (f"{site}{thing.path}", f"{site}{above}/{NEVER}"),
        (thing.word, NO_WORD),
    )
    if thing.named:
        yield from ((thing.id, NEVER), (old_path(thing.path), old_path(f"/{NEVER}")))


def with_value(probe: Probe, parameters, value: str) -> Iterable[Probe]:
    """Return a probe that names a value: where it asks for one, below its address, or by name.

    All parameters are given at once, and each alone, as one that must not have such a
    value would stop the rest.
    """
    accept, bare = probe.accept, probe.suffix.partition("?")[0]
    if VALUE in probe.suffix or VALUE in json.dumps(probe.body):
        body = json.loads(json.dumps(probe.body).replace(VALUE, value))
        yield Probe(probe.method, probe.suffix.replace(VALUE, quote(value, "")), accept, body)
        return
    yield Probe(probe.method, f"{bare}/{value.lstrip('/')}", accept, probe.body)
    if probe.body is not None:
        body = {**probe.body, **dict.fromkeys(parameters, value)}
        yield Probe(probe.method, bare, accept, body)
    elif parameters:
        for names in dict.fromkeys((tuple(parameters), *((one,) for one in parameters))):
            query = urlencode(dict.fromkeys(names, value))
            joint = "&" if "?" in probe.suffix else "?"
            yield Probe(probe.method, f"{probe.suffix}{joint}{query}", accept)


def by_argument(reader, place, name, probe, parameters, thing, two) -> Finding | None:
    """Ask a name, at a place that may be seen, about a hidden thing."""
    pairs = [with_value(probe, parameters, value) for value in two]
    for mine, nothing in zip(*pairs, strict=True):
        own = (two[0], thing.path, thing.uid, thing.name, thing.word)
        none = (two[1], f"{thing.path.rpartition('/')[0]}/{NEVER}", NO_UID, NEVER, NO_WORD)

        def ask(mine=mine, own=own):
            return reader.told(place, mine, *own)

        def never(nothing=nothing, none=none):
            return reader.told(place, nothing, *none)

        there = ask()
        said = reader.said(there, thing.path.split("/"))
        other = reader.compare(there, ask, never)
        finding = found(reader, thing.row, name, mine, said, other)
        if finding:
            return finding
    return None


#: Addresses that are there for what has moved, or is known by its UID alone.
def detours(thing: Planted, shown: str) -> Iterable[tuple[str, str]]:
    """Return addresses that lead to a thing, each beside one that leads to nothing."""
    above = thing.path.rpartition("/")[0]
    nothing = f"{above}/{NEVER}"
    ways = (
        "/resolveuid/{uid}",
        "{shown}/resolveuid/{uid}",
        "/@@redirect-to-uuid/{uid}",
        "{path}{shown}",
        "{shown}{path}",
        "/register{path}",
        "/++api++{path}",
        "{path}/++api++",
        "{path}/portal_catalog",
        "{path}/++theme++barceloneta",
        "/@@nothing-here{path}",
        "/login{path}",
        "/++resource++{path}",
        "/view{path}/view",
        "{path}//",
        "{path}/./",
        "{path}/index_html",
        "{old}",
        "{old}/view",
        "{old}/@@download/file",
    )
    for way in ways:
        if "{old}" in way and not thing.named:
            continue
        yield tuple(
            way.format(path=path, uid=uid, shown=shown, old=old)
            for path, uid, old in (
                (thing.path, thing.uid, old_path(thing.path)),
                (nothing, NO_UID, old_path(nothing)),
            )
        )


#: Asked at every other address.
PLAIN = (Probe("GET", ""), Probe("GET", "", JSON), Probe("HEAD", "", HTML))


def by_detour(reader: Reader, thing: Planted, way: tuple[str, str], probe) -> Finding | None:
    """Ask another address of a hidden thing, and the same of nothing."""
    mine, nothing = way
    above = thing.path.rpartition("/")[0]

    def ask():
        return reader.told(mine, probe, mine, thing.path, thing.uid, thing.name)

    def never():
        return reader.told(nothing, probe, nothing, f"{above}/{NEVER}", NO_UID, NEVER)

    there = ask()
    # The names of what holds it are in the question too.
    said = reader.said(there, thing.path.split("/"))
    name = Name("detour", mine, ())
    return found(reader, thing.row, name, probe, said, reader.compare(there, ask, never))
