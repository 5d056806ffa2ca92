"""``make leaks``: everything is asked, counted and told.

The exit status is 1 where anything was found. Two processes by default, each with a
site of its own and a part of the questions; ``--quick`` asks each name once, ``--only``
takes the names that match a pattern, ``--part 2/8`` one of eight parts.
"""

from collections import Counter
from leaks.counting import ask
from multiprocessing import get_context

import argparse
import sys
import time


#: Findings that are printed in full at the end; all of them pass by.
SHOWN = 40


def ask_in_parts(options):
    """Ask in as many processes as wanted, and return what each counted."""
    own, of = (int(number) for number in options.part.split("/"))
    shares = [((own - 1) * options.jobs + job, of * options.jobs) for job in range(options.jobs)]
    if options.jobs == 1:
        return [ask(options, *shares[0])]
    context, running = get_context("spawn"), []
    for share in shares:
        here, there = context.Pipe(duplex=False)
        process = context.Process(target=ask, args=(options, *share, there))
        process.start()
        there.close()
        running.append((process, here))
    parts = [here.recv() for _process, here in running]
    for process, _here in running:
        process.join()
    return parts


def table(parts, seconds):
    """Return the counts as lines."""
    first = parts[0]
    probes, spent = (sum((getattr(one, name) for one in parts), Counter()) for name in TIMED)
    findings = [finding for one in parts for finding in one.findings]
    yield f"{'kind':<16}{'names':>8}{'probes':>10}{'seconds':>10}"
    for kind in sorted(probes, key=probes.get, reverse=True):
        yield f"{kind:<16}{first.names[kind] or '':>8}{probes[kind]:>10}{spent[kind]:>10.0f}"
    yield f"{'all':<16}{first.names.total():>8}{probes.total():>10}{seconds:>10.0f}"
    yield ""
    yield f"roles {first.roles} (nobody is one), objects {first.objects}, hidden pairs {first.pairs}"
    yield f"answers that are never twice the same: {sum(one.unsteady for one in parts)}"
    yield from findings[:SHOWN]
    yield f"findings: {len(findings)}"


TIMED = ("probes", "seconds")


def main():
    """Ask, print and return the exit status."""
    parser = argparse.ArgumentParser(prog="make leaks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="each name once")
    parser.add_argument("--only", default="", help="names that match this pattern")
    parser.add_argument("--part", default="1/1", help="one part of many, like 2/8")
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    options = parser.parse_args()
    began = time.monotonic()
    parts = ask_in_parts(options)
    print("\n".join(table(parts, time.monotonic() - began)))
    return 1 if any(one.findings for one in parts) else 0


if __name__ == "__main__":
    sys.exit(main())
