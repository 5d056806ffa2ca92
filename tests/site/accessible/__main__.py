"""``make accessibility``: every kind of page, as everybody: what keeps somebody out.

The exit status is 1 where anything was found. ``--scheme dark``, ``--who NAME``; ``--quick``
looks at a page in one of the four ways (language and width) instead of all; ``--running VAR URL``
takes a demo that runs already.
"""

from accessible import visiting
from itertools import product
from pathlib import Path
from playwright.sync_api import sync_playwright
from processes import Process
from tempfile import TemporaryDirectory

import argparse
import shutil
import sys
import time


WAYS = list(product(visiting.LANGUAGES, visiting.WIDTHS))


def main():
    """Look, print and return the exit status."""
    parser = argparse.ArgumentParser(prog="make accessibility", description=__doc__)
    parser.add_argument("--scheme", default="light", choices=("light", "dark"))
    parser.add_argument("--who", action="append")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--running", nargs=2, metavar=("VAR", "URL"))
    options = parser.parse_args()
    if options.running:
        var, url = options.running
        visit = look(options, url, visiting.passwords(Path(var)))
    else:
        with TemporaryDirectory(prefix="accessible-") as folder:
            running = Process(Path(folder))
            try:
                running.wait()
                visit = look(options, running.url, running.passwords)
            finally:
                running.stop()
    print("\n".join(visit.lines()))
    return 1 if visit.found else 0


def look(options, url, passwords):
    """Look at everything as each account."""
    visit = visiting.Visit(url, options.scheme, tell)
    known = visiting.types(url, ("reviewer", passwords["reviewer"]))
    everybody = [*(one for one in passwords if one != "admin"), None]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for who in options.who or everybody:
            began, before = time.monotonic(), visit.pages
            auth = who and (who, passwords[who])
            met = visiting.addresses(url, who, auth, known)
            with visit.signed_in(chromium, who, passwords.get(who)) as page:
                for number, address in enumerate(met):
                    ways = [WAYS[number % len(WAYS)]] if options.quick else WAYS
                    visit.look(page, who, address, ways)
            seconds = time.monotonic() - began
            tell(f"{who}: {len(met)} addresses, {visit.pages - before} looks, {seconds:.0f} s")
        chromium.close()
    return visit


def tell(line):
    """Tell how far it has come."""
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
