"""Turns: people work, one process is killed at a random moment, and all must be there."""

from aiosmtpd.controller import Controller
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import field
from email import message_from_bytes
from email import policy
from faults.load import admin
from faults.load import Load
from pathlib import Path
from processes import free_port
from processes import Process
from processes import ROOT

import json
import os
import random
import re
import signal
import subprocess
import sys
import time


#: What tells each process by its command line.
MARKS = {"worker": b"bin/worker", "database": b"ccsr.policy.processes.storage"}
VICTIMS = ("portal", *MARKS)
#: Answers before the kill and after it.
BEFORE, AFTER = 4, 2
#: Seconds within which the moment is chosen.
WITHIN = 1.0


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
def told(process: Process) -> Iterator[Box]:
    """Have letters sent to a mail server that counts, for all that happens to services."""
    box = Box()
    try:
        with admin(process.url, process.passwords) as client:
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


def subscribe(process: Process, load: Load) -> None:
    """Have two accounts told at once of what is new about the services of the load."""
    from faults.load import account

    for name in ("officer", "reviewer"):
        with account(process.url, process.passwords, name) as client:
            for path in load.services:
                uid = client.get(path).raise_for_status().json()["UID"]
                body = {"kind": "service", "target": uid, "time": "now"}
                client.post("/@subscriptions", json=body)


def run(process: Process, turns: int, seed: int, every: int = 10, say=print) -> Result:
    """Take turns and return what was found; looks into the database after every few."""
    result, chance = Result(), random.Random(seed)
    with told(process) as box:
        for number in range(turns):
            victim = VICTIMS[number % len(VICTIMS)]
            load = Load(process.url, process.passwords, seed=seed + number)
            load.start()
            if number == 0:
                subscribe(process, load)
            load.wait(BEFORE)
            time.sleep(chance.random() * WITHIN)
            seconds = kill(process, victim)
            load.wait(AFTER)
            load.stop()
            result.kills[victim] += 1
            result.again.setdefault(victim, []).append(seconds)
            result.answered += load.answered
            result.findings += load.unkept() + load.refused
            if number % every == every - 1 or number == turns - 1:
                result.findings += look(process)
                result.looks += 1
            say(
                f"{number + 1}/{turns} {victim}: {result.answered} answered, "
                f"{len(result.findings)} found"
            )
        twice = [
            f"{to} was told {n} times of {word}" for (to, word), n in box.came.items() if n > 1
        ]
        result.findings += twice
        result.letters = sum(box.came.values())
    return result


def kill(process: Process, victim: str) -> float:
    """Kill a process of a portal; return the seconds until the portal answers again."""
    begun = time.monotonic()
    if victim == "portal":
        process.process.kill()
        process.process.wait()
        process.start()
    else:
        for pid in pids(process.var, MARKS[victim]):
            os.kill(pid, signal.SIGKILL)
    process.wait()
    return time.monotonic() - begun


def pids(var: Path, mark: bytes) -> list[int]:
    """Return the processes of a portal with this in their command line."""
    place = f"CCSR_VAR={var}".encode()
    found = []
    for one in Path("/proc").glob("[0-9]*"):
        try:
            is_ours = mark in (one / "cmdline").read_bytes()
            if is_ours and place in (one / "environ").read_bytes().split(b"\0"):
                found.append(int(one.name))
        except OSError:
            # It has just ended.
            continue
    return found


def look(process: Process) -> list[str]:
    """Look into the database and the record; return what is wrong."""
    path = os.pathsep.join([str(ROOT / "tests"), str(ROOT / "tests" / "site"), *sys.path])
    environment = {**process.environment, "PYTHONPATH": path}
    inside = [sys.executable, "-W", "ignore", "-m", "faults.inside"]
    asked = subprocess.run(inside, env=environment, capture_output=True, text=True)
    found = (
        json.loads(asked.stdout.splitlines()[-1])
        if asked.returncode == 0
        else [f"the database cannot be looked into: {asked.stderr[-500:]}"]
    )
    verify = [ROOT / "bin" / "ccsr", "audit", "verify"]
    record = subprocess.run(verify, env=environment, capture_output=True, text=True)
    return found if record.returncode == 0 else [*found, record.stdout + record.stderr]
