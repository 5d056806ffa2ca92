"""Turns: people work, one process is killed at a random moment, and all must be there."""

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from dataclasses import field
from faults.letters import ask_for
from faults.letters import Box
from faults.letters import Place
from faults.letters import SEND
from faults.letters import subscribe
from faults.letters import told
from faults.letters import untold
from faults.load import Load
from math import inf
from processes import ROOT

import json
import os
import random
import subprocess
import sys
import time


#: Answers before the kill and after it.
BEFORE, AFTER = 4, 2
#: Seconds within which the moment is chosen; within which a letter is handed over.
WITHIN, LETTER = 1.0, 0.05


@dataclass
class Result:
    """What was done and what was found; seconds until each kind answered again."""

    answered: int = 0
    kills: Counter[str] = field(default_factory=Counter)
    findings: list[str] = field(default_factory=list)
    again: dict[str, list[float]] = field(default_factory=dict)
    letters: int = 0
    looks: int = 0


def run(
    place: Place, turns: int, seed: int, every: int = 10, say=print, minutes: float = inf
) -> Result:
    """Take turns, for so long, and return what was found; looks into the database after every few."""
    result, chance, begun = Result(), random.Random(seed), time.monotonic()
    shared: set[str] = set()
    # Whoever has no time for all of them is told of those that were taken.
    with told(place) as box, suppress(KeyboardInterrupt):
        for number in range(turns):
            known = len(result.findings)
            victim = place.victims[number % len(place.victims)]
            load = Load(place.url, place.passwords, seed=seed + number)
            load.prepare()
            if number == 0:
                # Of what was shared before they asked nobody is told.
                subscribe(place, load)
            load.start()
            load.wait(BEFORE)
            _let_pass(place, box, victim, chance)
            seconds = kill(place, victim)
            load.wait(AFTER)
            load.stop()
            result.kills[victim] += 1
            result.again.setdefault(victim, []).append(seconds)
            result.answered += load.answered
            result.findings += load.unkept() + load.refused
            shared |= load.shared()
            is_over = time.monotonic() - begun > minutes * 60 or number == turns - 1
            if number % every == every - 1:
                result.findings += look(place)
                result.looks += 1
            say(
                f"{number + 1}/{turns} {victim}: {result.answered} answered, "
                f"{len(result.findings)} found, {time.monotonic() - begun:.0f} s"
            )
            for one in result.findings[known:]:
                say(f"  {one}")
            if is_over:
                break
        ask_for(place, SEND)
        result.findings += look(place, "told") + box.twice() + untold(place, shared)
        result.looks += 1
    result.letters = sum(box.came.values())
    return result


def _let_pass(place: Place, box: Box, victim: str, chance: random.Random) -> None:
    """Wait for a random moment; for a worker's, as often as not while it hands over a letter."""
    if victim == "worker" and chance.random() < 0.5 and box.wait(place):
        time.sleep(chance.random() * LETTER)
    else:
        time.sleep(chance.random() * WITHIN)


def kill(place: Place, victim: str) -> float:
    """Kill a process of a portal; return the seconds until the portal answers again."""
    begun = time.monotonic()
    place.kill(victim)
    place.wait()
    return time.monotonic() - begun


def look(place: Place, *what: str) -> list[str]:
    """Look into the database and the record; return what is wrong (``faults.inside``)."""
    first = [place.environment.get("PYTHONPATH", ""), ROOT / "tests", ROOT / "tests" / "site"]
    path = os.pathsep.join(map(str, filter(None, [*first, *sys.path])))
    environment = {**place.environment, "PYTHONPATH": path}
    inside = [sys.executable, "-W", "ignore", "-m", "faults.inside", str(place.home), *what]
    asked = subprocess.run(inside, env=environment, cwd=place.home, capture_output=True, text=True)
    found = (
        json.loads(asked.stdout.splitlines()[-1])
        if asked.returncode == 0
        else [f"the database cannot be looked into: {asked.stderr[-500:]}"]
    )
    verify = [place.home / "bin" / "ccsr", "audit", "verify"]
    record = subprocess.run(verify, env=environment, capture_output=True, text=True)
    return found if record.returncode == 0 else [*found, record.stdout + record.stderr]
