"""``make faults``: kills as often as wanted, and prints what was found.

The exit status is 1 where anything was lost.
"""

from faults import killing
from pathlib import Path
from processes import Process
from statistics import median

import argparse
import os
import sys
import tempfile
import time


def main() -> int:
    """Run the turns on a demo of their own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("turns", type=int, nargs="?", default=100)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="ccsr-faults-") as place:
        process = Process(Path(place))
        try:
            process.wait()
            begun = time.monotonic()
            found = killing.run(process, options.turns, options.seed, say=_say)
        finally:
            process.stop()
    print(
        f"turns {options.turns}, seed {options.seed}, {os.cpu_count()} cores, "
        f"{time.monotonic() - begun:.0f} s"
    )
    print(f"operations answered {found.answered}, letters {found.letters}, looks {found.looks}")
    for victim, seconds in found.again.items():
        print(
            f"{victim}: killed {found.kills[victim]} times; the portal answers again after "
            f"{median(seconds):.1f} s (median), {max(seconds):.1f} s (longest)"
        )
    print(f"lost, half-written, twice or disagreeing: {len(found.findings)}")
    print("\n".join(found.findings[:40]))
    return bool(found.findings)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
