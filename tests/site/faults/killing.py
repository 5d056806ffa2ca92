"""Turns: people work, one process is killed at a random moment, and all must be there."""

from aiosmtpd.controller import Controller
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from contextlib import suppress
from dataclasses import dataclass
from dataclasses import field
from email import message_from_bytes
from email import policy
from faults.load import admin
from faults.load import Load
from faults.places import OneHost
from faults.places import OnPostgresql
from math import inf
from processes import free_port
from processes import ROOT

import json
import os
import random
import re
import subprocess
import sys
import time


#: Answers before the kill and after it.
BEFORE, AFTER = 4, 2
#: Seconds within which the moment is chosen.
WITHIN = 1.0

Place = OneHost | OnPostgresql


class Box:
    """A mail server; counts whom each document was told to."""

    def __init__(self) -> None:
        self.came: Counter[tuple[str, str]] = Counter()
        self.port = free_port()
        self._server = Controller(self, hostname="localhost", port=self.port)
        self._server.start()

    async def handle_DATA(self, server, session, envelope):
        """Take a letter."""
        letter = message_from_bytes(envelope.content, policy=policy.default)
        body = letter.get_body(("plain", "html"))
        words = set(re.findall(r"fault\d+x\d+x\d+", body.get_content() if body else ""))
        self.came.update((to, word) for to in envelope.rcpt_tos for word in words)
        return "250 OK"

    def stop(self) -> None:
        """Close it."""
        self._server.stop()


@dataclass
class Result:
    """What was done and what was found; seconds until each kind answered again."""

    answered: int = 0
    kills: Counter[str] = field(default_factory=Counter)
    findings: list[str] = field(default_factory=list)
    again: dict[str, list[float]] = field(default_factory=dict)
    letters: int = 0
    looks: int = 0


@contextmanager
def told(place: Place) -> Iterator[Box]:
    """Have letters sent to a mail server that counts, for all that happens to services."""
    box = Box()
    try:
        with admin(place.url, place.passwords) as client:
            settings = {
                "plone.smtp_host": "localhost",
                "plone.smtp_port": box.port,
                "plone.email_from_name": "CCSR",
                "plone.email_from_address": "ccsr@example.org",
            }
            client.patch("/@registry", json=settings).raise_for_status()
        yield box
    finally:
        box.stop()


def subscribe(place: Place, load: Load) -> None:
    """Have two accounts told at once of what is new about the services of the load."""
    from faults.load import account

    for name in ("officer", "reviewer"):
        with account(place.url, place.passwords, name) as client:
            for path in load.services:
                uid = client.get(path).raise_for_status().json()["UID"]
                body = {"kind": "service", "target": uid, "time": "now"}
                client.post("/@subscriptions", json=body)


def run(
    place: Place, turns: int, seed: int, every: int = 10, say=print, minutes: float = inf
) -> Result:
    """Take turns, for so long, and return what was found; looks into the database after every few."""
    result, chance, begun = Result(), random.Random(seed), time.monotonic()
    # Whoever has no time for all of them is told of those that were taken.
    with told(place) as box, suppress(KeyboardInterrupt):
        for number in range(turns):
            known = len(result.findings)
            victim = place.victims[number % len(place.victims)]
            load = Load(place.url, place.passwords, seed=seed + number)
            load.start()
            if number == 0:
                subscribe(place, load)
            load.wait(BEFORE)
            time.sleep(chance.random() * WITHIN)
            seconds = kill(place, victim)
            load.wait(AFTER)
            load.stop()
            result.kills[victim] += 1
            result.again.setdefault(victim, []).append(seconds)
            result.answered += load.answered
            result.findings += load.unkept() + load.refused
            is_over = time.monotonic() - begun > minutes * 60 or number == turns - 1
            if number % every == every - 1 or is_over:
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
    twice = [f"{to} was told {n} times of {word}" for (to, word), n in box.came.items() if n > 1]
    result.findings += twice
    result.letters = sum(box.came.values())
    return result


def kill(place: Place, victim: str) -> float:
    """Kill a process of a portal; return the seconds until the portal answers again."""
    begun = time.monotonic()
    place.kill(victim)
    place.wait()
    return time.monotonic() - begun


def look(place: Place) -> list[str]:
    """Look into the database and the record; return what is wrong."""
    first = [place.environment.get("PYTHONPATH", ""), ROOT / "tests", ROOT / "tests" / "site"]
    path = os.pathsep.join(map(str, filter(None, [*first, *sys.path])))
    environment = {**place.environment, "PYTHONPATH": path}
    inside = [sys.executable, "-W", "ignore", "-m", "faults.inside", str(place.home)]
    asked = subprocess.run(inside, env=environment, cwd=place.home, capture_output=True, text=True)
    found = (
        json.loads(asked.stdout.splitlines()[-1])
        if asked.returncode == 0
        else [f"the database cannot be looked into: {asked.stderr[-500:]}"]
    )
    verify = [place.home / "bin" / "ccsr", "audit", "verify"]
    record = subprocess.run(verify, env=environment, capture_output=True, text=True)
    return found if record.returncode == 0 else [*found, record.stdout + record.stderr]
