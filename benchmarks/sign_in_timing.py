"""Whether time tells which names exist: sign-in and the link for a new password.

``.venv/bin/python benchmarks/sign_in_timing.py URL PASSWORDS [ROUNDS]`` asks a running
portal (``bin/ccsr run``); ``PASSWORDS`` is its ``demo-accounts.json``. Names that exist
and names that do not are asked in turns, with wrong passwords. Between two rounds the
names are unlocked with ``bin/ccsr unlock``, so it runs beside the portal's database.
"""

from pathlib import Path

import httpx
import json
import math
import os
import random
import statistics
import subprocess
import sys
import time


BIN = Path(__file__).resolve().parent.parent / "bin" / "ccsr"
JSON = {"Accept": "application/json"}


def page(client, url, name):
    """Try a wrong password on the page."""
    return client.post(f"{url}/login", data={"__ac_name": name, "__ac_password": "x" * 16})


def api(client, url, name):
    """Try a wrong password on ``@login``."""
    body = {"login": name, "password": "x" * 16}
    return client.post(f"{url}/@login", json=body, headers=JSON)


def basic(client, url, name):
    """Try a wrong password by HTTP Basic."""
    return client.get(f"{url}/register", auth=(name, "x" * 16), headers=JSON)


def link(client, url, name):
    """Ask for a link to set a new password."""
    return client.post(f"{url}/login-help", data={"name": name})


WAYS = {"page": page, "@login": api, "HTTP Basic": basic, "link for a password": link}


def measure(url, names, rounds, way):
    """Return milliseconds by kind of name, asked in turns."""
    times = {kind: [] for kind in names}
    with httpx.Client(timeout=60) as client:
        for turn in range(rounds):
            if turn % 4 == 0:
                unlock(names)
            for kind in random.sample(list(names), len(names)):
                began = time.perf_counter()
                way(client, url, names[kind])
                times[kind].append((time.perf_counter() - began) * 1000)
    return times


def unlock(names):
    """Let all names, and this machine, try again."""
    quiet = {"stdout": subprocess.DEVNULL, "check": True, "env": os.environ}
    subprocess.run([BIN, "unlock", *names.values()], **quiet)
    subprocess.run([BIN, "unlock", "--address", "127.0.0.1", "::1"], **quiet)


def quartiles(values):
    """Return median and the middle half."""
    low, middle, high = statistics.quantiles(values, n=4)
    return f"{middle:7.1f} ({low:.1f}-{high:.1f})"


def difference(one, other):
    """Return how far apart two means are, in standard errors of that distance (Welch)."""
    spread = math.sqrt(
        statistics.variance(one) / len(one) + statistics.variance(other) / len(other)
    )
    return (statistics.mean(one) - statistics.mean(other)) / spread


def main():
    """Print a table."""
    url, passwords, rounds = sys.argv[1], json.loads(Path(sys.argv[2]).read_text()), 60
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else rounds
    known = random.choice([name for name in passwords if name != "admin"])
    names = {"account": known, "administrator": "admin", "nobody": "nobody.atall"}
    print(f"{rounds} each; milliseconds, median (middle half); t: account against nobody")
    for title, way in WAYS.items():
        times = measure(url, names, rounds, way)
        told = "  ".join(f"{kind} {quartiles(values)}" for kind, values in times.items())
        print(f"{title:20} {told}  t = {difference(times['account'], times['nobody']):+.1f}")


main()
