"""``make faults``: kills as often as wanted, and prints what was found.

The exit status is 1 where anything was lost.
"""

from faults import killing
from faults.places import PLACES
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
    options = parser.parse_args()
    print(f"seed {options.seed}, {os.cpu_count()} cores", flush=True)
    # One of four kinds of process is PostgreSQL.
    shares = {"file": options.turns * 3 // 4, "postgresql": options.turns - options.turns * 3 // 4}
    if options.on != "both":
        shares = {options.on: options.turns}
    found = [_taken(name, turns, options.seed) for name, turns in shares.items()]
    return any(one.findings for one in found)


def _taken(name: str, turns: int, seed: int) -> killing.Result:
    folder = Path(tempfile.mkdtemp(prefix="ccsr-faults-"))
    with PLACES[name](folder) as place:
        begun = time.monotonic()
        found = killing.run(place, turns, seed, say=_say)
    print(f"{name}: {turns} turns, {time.monotonic() - begun:.0f} s")
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
