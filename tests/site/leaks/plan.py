"""Which questions are put: all of them, or every name once."""

from collections import Counter
from collections import defaultdict
from leaks import asking
from leaks import classes
from leaks import deleting
from leaks import parameters
from leaks import registry
from leaks.planted import READERS
from math import gcd
from visits import mostly_unseen

import time


KINDS = (
    "condition",
    "method",
    "namespace",
    "query",
    "service",
    "skin",
    "verb",
    "view",
    "view attribute",
    "vocabulary",
    "widget",
)
#: Of these a place that may be seen is asked as well.
ANSWERED = ("method", "query", "service", "view", "vocabulary")

#: Who is asked for everything, also where each name is asked for once.
MOST = "carys.commissioner"


#: Links that are followed before and after what is hidden is deleted.
LINKS = 1500


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
        self.tools = classes.tools(portal) if tools is None else tools
        self.readers = {
            who: asking.Reader(who, asking.signed_in(base, who), things) for who in readers
        }
        self.share, self.told = share, told
        self.findings, self.probes, self.seconds = [], Counter(), Counter()
        self.reached = {}

    @property
    def pairs(self):
        """Every reader with every thing that is hidden from them."""
        return [(reader, one) for reader in self.readers.values() for one in reader.hidden]

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

    def hidden(self, every):
        """Ask names of hidden things: each of a thing of every kind, or each of one thing."""
        questions = list(spread(self.names, self.pairs, every))
        probes = [probe for _name, probe, _reader, _thing in questions]
        asked = list(zip(questions, probes if every else mostly_unseen(probes), strict=True))
        for (name, _probe, reader, thing), probe in self.mine("at what is hidden", asked):
            self.ask(name.kind, asking.at_hidden, reader, thing, name, probe)

    def detours(self, every):
        """Ask for hidden things at their other addresses."""
        pairs = self.pairs if every else self.pairs[:: len(self.pairs) // 8 or 1]
        for number, (reader, thing) in enumerate(self.mine("at other addresses", pairs)):
            for turn, way in enumerate(asking.detours(thing, reader.places[-1])):
                for probe in one_of(asking.PLAIN, number + turn):
                    self.ask("detour", asking.by_detour, reader, thing, way, probe)

    def closed(self, every):
        """Ask for Zope's tools: they answer no reader."""
        readers = list(self.readers.values())
        # Who may not open a tool may not call it: its methods are asked for with everything.
        tools = [one for one in self.tools if every or one.kind == "tool"]
        for number, name in enumerate(self.mine("at tools", tools)):
            for reader in readers if every else one_of(readers, number):
                self.ask(name.kind, asking.at_place, reader, "", name, name.probes[0])

    def places(self, every):
        """Ask names where something may be seen, and note what an answer would depend on."""
        questions = list(self._shown(every))
        for reader, place, name, probe in self.mine("at what is shown", questions):
            with parameters.recorded() as asked:
                self.ask(name.kind, asking.at_place, reader, place, name, probe)
            if reader.who and asked:
                self.reached[reader.who, place, name, probe] = sorted(parameters.telling(asked))

    def _shown(self, every):
        names = [one for one in self.names if one.kind in ANSWERED]
        for turn, reader in enumerate(self.readers.values()):
            for number, name in enumerate(names):
                if every or number % (2 * len(self.readers)) == turn or reader.who == MOST:
                    places = reader.places if every else one_of(reader.places, number)
                    for index, place in enumerate(places):
                        probe = name.probes[(number + index) % len(name.probes)]
                        if probe.method != "DELETE":
                            yield reader, place, name, probe

    def arguments(self, every):
        """Ask where there was an answer about hidden things, by whatever names one."""
        reached = sorted(self.reached.items(), key=str)
        for number, (key, asked) in enumerate(self.passed("about what is hidden", reached)):
            who, place, name, probe = key
            reader = self.readers[who]
            asked = asked if every else one_of(asked, number)
            for thing in one_of(reader.hidden, number):
                ways = list(asking.values(thing, self.site))
                for two in ways if every else one_of(ways, number):
                    self.ask(
                        "argument",
                        asking.by_argument,
                        reader,
                        place,
                        name,
                        probe,
                        asked,
                        thing,
                        two,
                    )

    def deleted(self, register):
        """Delete what is hidden from one reader: no answer to them changes."""
        reader = self.readers[MOST]
        self.told("before and after what is hidden is deleted")
        asked, began = reader.asked, time.monotonic()
        deleted = deleting.Deleted(reader, self.names, LINKS, every=True)
        found = deleted.after(register).splitlines()
        reader.unsteady += deleted.unsteady.splitlines()
        self.findings += [f"{MOST} · deleted · {line}" for line in found]
        self.probes["deleted"] += reader.asked - asked
        self.seconds["deleted"] += time.monotonic() - began

    def ask(self, kind, question, reader, *about):
        """Put a question; requests and time are counted, a finding is kept and told."""
        asked, began = reader.asked, time.monotonic()
        finding = question(reader, *about)
        self.probes[kind] += reader.asked - asked
        self.seconds[kind] += time.monotonic() - began
        if finding is not None:
            self.findings.append(finding)
            self.told(f"FOUND {finding}")

    def mine(self, title, questions):
        """Yield this share of the questions."""
        own, of = self.share
        mine = [one for index, one in enumerate(questions) if index % of == own]
        return self.passed(title, mine)

    def passed(self, title, questions):
        """Yield questions; how far it has come is told on the way."""
        step, began = max(len(questions) // 20, 1), time.monotonic()
        self.told(f"{title}: {len(questions)}")
        for index, one in enumerate(questions):
            if index and index % step == 0:
                left = (time.monotonic() - began) / index * (len(questions) - index)
                self.told(f"  {index}/{len(questions)}, {left:.0f} s left")
            yield one


def one_of(many, number):
    """Return one of many, in a list; none where there is none."""
    return [many[number % len(many)]] if many else []


def spread(names, pairs, every):
    """Yield name, probe, reader and thing: for every name as every reader, or one in turn.

    As every reader it is asked of a third of the kinds of things (type and state) that
    they may not see; which third, which thing of a kind, and which of the ways to ask
    goes round from name to name.
    """
    kinds = defaultdict(list)
    for reader, thing in pairs:
        kinds[str(reader.who), thing.row[0], thing.row[1].split()[0]].append((reader, thing))
    step = next(one for one in range(len(pairs) // 3, 2 * len(pairs)) if gcd(one, len(pairs)) == 1)
    for number, name in enumerate(names):
        chosen = (
            [one for kind in list(kinds.values())[number % 3 :: 3] for one in one_of(kind, number)]
            if every
            else [pairs[number * step % len(pairs)]]
        )
        for turn, (reader, thing) in enumerate(chosen):
            yield name, name.probes[(number + turn) % len(name.probes)], reader, thing
