"""Asking a part of the questions, in a process with a site of its own, and what it counts."""

from collections import Counter
from dataclasses import dataclass
from dataclasses import field
from leaks import classes
from leaks import plan
from leaks import registry
from leaks import serving

import re
import sys
import time


@dataclass
class Part:
    """What one process counted."""

    names: Counter
    roles: int
    objects: int
    pairs: int
    probes: Counter
    seconds: Counter
    unsteady: int
    findings: list = field(default_factory=list)


def ask(options, own, of, pipe=None):
    """Ask one of so many parts of the questions; return, or send, what was counted."""
    with serving.served() as (portal, register, things):
        wanted = re.compile(options.only)
        names, tools = (
            [one for one in found if wanted.search(str(one))]
            for found in (registry.surface(portal), classes.tools(portal))
        )
        crawl = plan.Crawl(portal, things, names, tools, share=(own, of), told=_teller(own))
        ask_all = crawl.named if options.only else crawl.run
        ask_all(every=not options.quick)
        if own == 0 and not options.quick:
            crawl.deleted(register)
        counted = _counted(crawl, things)
    if pipe is not None:
        pipe.send(counted)
    return counted


def _teller(own):
    began = time.monotonic()

    def tell(line):
        print(f"[{own}] {time.monotonic() - began:6.0f} s  {line}", file=sys.stderr, flush=True)

    return tell


def _counted(crawl, things):
    return Part(
        names=Counter(one.kind for one in (*crawl.names, *crawl.tools)),
        roles=len(crawl.readers),
        objects=len(things),
        pairs=len(crawl.pairs),
        probes=crawl.probes,
        seconds=crawl.seconds,
        unsteady=sum(len(one.unsteady) for one in crawl.readers.values()),
        findings=[str(one) for one in crawl.findings],
    )
