"""Which questions are put: all of them, or every name once."""

from collections import Counter
from leaks import asking
from leaks import parameters
from leaks import registry
from leaks.planted import READERS
from math import gcd
from visits import Visitor

import time
import world


KINDS = (
    "condition",
    "method",
    "namespace",
    "service",
    "skin",
    "verb",
    "view",
    "view attribute",
    "vocabulary",
    "widget",
)

#: Who is asked for everything, also where each name is asked for once.
MOST = "carys.commissioner"


class Crawl:
    """Asks a served site; what it found and what it counted stand on it."""

    def __init__(
        self,
        portal,
        things,
        names=None,
        tools=None,
        readers=READERS,
        share=(0, 1),
        told=lambda line: None,
    ):
        base = portal.absolute_url()
        self.site = "/".join(portal.getPhysicalPath())
        self.names = registry.surface(portal) if names is None else names
        self.tools = registry.tools(portal) if tools is None else tools
        self.readers = {
            who: asking.Reader(who, Visitor(base, who, who and world.PASSWORD), things)
            for who in readers
        }
        self.share, self.told = share, told
        self.findings, self.probes, self.seconds = [], Counter(), Counter()
        self.reached = {}

    @property
    def pairs(self):
        """Every reader with every thing that is hidden from them."""
        return [(reader, one) for reader in self.readers.values() for one in reader.hidden]

    def note(self, finding):
        """Keep a finding, if it is one."""
        if finding is not None:
            self.findings.append(finding)
            self.told(f"FOUND {finding}")

    def mine(self, questions):
        """Return this share of the questions, told of as they pass."""
        own, of = self.share
        questions = [one for index, one in enumerate(questions) if index % of == own]
        step, began = max(len(questions) // 20, 1), time.monotonic()
        for index, one in enumerate(questions):
            if index and index % step == 0:
                left = (time.monotonic() - began) / index * (len(questions) - index)
                self.told(f"  {index}/{len(questions)}, {left:.0f} s left")
            yield one

    def counted(self, kind, reader, work):
        """Do some work; the requests that it makes and the time it takes are counted."""
        asked, began = reader.asked, time.monotonic()
        finding = work()
        self.probes[kind] += reader.asked - asked
        self.seconds[kind] += time.monotonic() - began
        return finding

    def hidden(self, every):
        """Ask names of hidden things: every one of every thing, or each of one."""
        self.told("at what is hidden")
        for name, probe, reader, thing in self.mine(spread(self.names, self.pairs, every)):
            self.note(
                self.counted(
                    name.kind,
                    reader,
                    lambda a=reader, b=thing, c=name, d=probe: asking.at_hidden(a, b, c, d),
                )
            )

    def detours(self, every):
        """Ask for hidden things at their other addresses."""
        self.told("at other addresses")
        pairs = self.pairs if every else self.pairs[:: len(self.pairs) // 8 or 1]
        for reader, thing in self.mine(pairs):
            shown = reader.places[-1]
            for finding in self.counted(
                "detour",
                reader,
                lambda a=reader, b=thing, c=shown: list(asking.by_detour(a, b, c)),
            ):
                self.note(finding)

    def closed(self, every):
        """Ask for Zope's tools: they answer no reader."""
        self.told("at tools")
        readers = list(self.readers.values())
        for index, name in enumerate(self.mine(self.tools)):
            for reader in readers if every else readers[index % len(readers) :][:1]:
                self.note(
                    self.counted(
                        "tool",
                        reader,
                        lambda a=reader, b=name: asking.at_place(a, "", b, b.probes[0]),
                    )
                )

    def places(self, every):
        """Ask names where something may be seen; who gets an answer is asked further."""
        self.told("at what is shown")
        questions = [
            (reader, place, name, probe)
            for turn, reader in enumerate(self.readers.values())
            for number, name in enumerate(self.names)
            if name.kind in ("view", "service", "vocabulary", "method")
            if every or number % len(self.readers) == turn or reader.who == MOST
            for place in (reader.places if every else _one(reader.places, number))
            for probe in (name.probes if every else _one(name.probes, number))
            if probe.method != "DELETE"
        ]
        for reader, place, name, probe in self.mine(questions):
            with parameters.recorded() as asked:
                finding = self.counted(
                    name.kind,
                    reader,
                    lambda a=reader, b=place, c=name, d=probe: asking.at_place(a, b, c, d),
                )
            self.note(finding)
            if reader.who and asked:
                self.reached[reader.who, place, name, probe] = parameters.telling(asked)

    def arguments(self, every):
        """Ask what was reached about hidden things, by whatever names one."""
        self.told("about what is hidden")
        for number, (key, asked) in enumerate(sorted(self.reached.items(), key=str)):
            who, place, name, probe = key
            reader = self.readers[who]
            things = reader.hidden[number % 7 :: 7] if every else _one(reader.hidden, number)
            for thing in things:
                ways = list(asking.values(thing, self.site))
                for two in ways if every else _one(ways, number):
                    self.note(
                        self.counted(
                            "argument",
                            reader,
                            lambda a=reader, b=place, c=name, d=probe, e=asked, f=thing, g=two: (
                                asking.by_argument(a, b, c, d, e, f, g)
                            ),
                        )
                    )

    def run(self, every):
        """Ask everything there is to ask."""
        self.detours(every)
        self.closed(every)
        return self.named(every)

    def named(self, every):
        """Ask the names alone: of what is hidden, of what is shown, and about what is hidden."""
        for step in (self.hidden, self.places, self.arguments):
            step(every)
        return self


def _one(many, number):
    return [many[number % len(many)]] if many else []


def spread(names, pairs, every):
    """Yield name, probe, reader and thing: all pairs for every name, or one in turn.

    In turn means that every pair of reader and thing has its share of the names; of
    the ways to ask a name each is taken with some pairs.
    """
    step = next(
        step for step in range(len(pairs) // 3, 2 * len(pairs)) if gcd(step, len(pairs)) == 1
    )
    for number, name in enumerate(names):
        chosen = pairs if every else [pairs[number * step % len(pairs)]]
        for turn, (reader, thing) in enumerate(chosen):
            yield name, name.probes[(number + turn) % len(name.probes)], reader, thing
