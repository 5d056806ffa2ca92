"""``make faults``: kills as often as wanted, and prints what was found.

The exit status is 1 where anything was lost.
"""

from faults import killing
from faults.places import PLACES
from math import inf
from pathlib import Path
from statistics import median

import argparse
import os
import shutil
import sys
import tempfile
import time


def main() -> int:
    """Run the turns on a demo of their own, and on one that was moved to PostgreSQL."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("turns", type=int, nargs="?", default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--on", choices=(*PLACES, "both"), default="both")
    parser.add_argument(
        "--minutes", type=float, default=inf, help="end after the turn then under way"
    )
    options = parser.parse_args()
    print(f"seed {options.seed}, {os.cpu_count()} cores", flush=True)
    # One of four kinds of process is PostgreSQL.
    shares = {"file": 0.75, "postgresql": 0.25} if options.on == "both" else {options.on: 1}
    found = [
        _taken(name, round(options.turns * share), options.seed, options.minutes * share)
        for name, share in shares.items()
    ]
    return any(one.findings for one in found)


def _taken(name: str, turns: int, seed: int, minutes: float) -> killing.Result:
    folder = Path(tempfile.mkdtemp(prefix="ccsr-faults-"))
    with PLACES[name](folder) as place:
        begun = time.monotonic()
        found = killing.run(place, turns, seed, say=_say, minutes=minutes)
    print(f"{name}: {found.kills.total()} of {turns} turns, {time.monotonic() - begun:.0f} s")
    print(f"operations answered {found.answered}, letters {found.letters}, looks {found.looks}")
    for victim, seconds in found.again.items():
        print(
            f"{victim}: killed {found.kills[victim]} times; the portal answers again after "
            f"{median(seconds):.1f} s (median), {max(seconds):.1f} s (longest)"
        )
    print(f"lost, half-written, twice or disagreeing: {len(found.findings)}")
    print("\n".join(found.findings[:40]), flush=True)
    if found.findings:
        _say(f"What is in {folder} is left there.")
    else:
        shutil.rmtree(folder)
    return found


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
