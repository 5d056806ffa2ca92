"""How long a process that has just started takes for the first pages that somebody opens.

``benchmarks/first_pages.py FOLDER`` starts the portal of FOLDER (``portal.py``) three times, as
``bin/ccsr`` does: without compiled templates, with an empty directory of them, and with what
the second left there. It prints JSON: seconds of a commissioner's first pages, of each start.
"""

from cold import BIN
from cold import is_ready
from cold import until
from pathlib import Path
from tempfile import TemporaryDirectory

import argparse
import httpx
import json
import os
import subprocess
import time


PAGES = ("", "/@@find", "/@@find?type=Service", "/@@find-map", "/@@shortlists", "/register")
#: Not a directory, so that nothing can be kept there.
NOWHERE = "/dev/null"


def seconds(folder, port, templates):
    """Start a portal, open each page once, and return the seconds that all took."""
    own = {"CCSR_VAR": folder, "CCSR_PORT": port, "CCSR_TEMPLATES": templates}
    env = os.environ | {"CCSR_WARM_SECONDS": "0"} | {name: str(own[name]) for name in own}
    with (folder / "first-pages.log").open("wb") as log:
        process = subprocess.Popen([BIN, "run"], env=env, stdout=log, stderr=log)
        try:
            until(lambda: is_ready(port))
            return round(opened(folder, f"http://localhost:{port}/ccsr"), 2)
        finally:
            process.terminate()
            process.wait(120)


def opened(folder, site):
    """Sign in and open the pages; return the seconds that it took."""
    password = json.loads((folder / "demo-accounts.json").read_text())["commissioner"]
    told = {"__ac_name": "commissioner", "__ac_password": password}
    begun = time.monotonic()
    with httpx.Client(follow_redirects=True, timeout=300) as client:
        client.post(f"{site}/login", data=told).raise_for_status()
        for page in PAGES:
            client.get(f"{site}{page}").raise_for_status()
    return time.monotonic() - begun


def main():
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--port", type=int, default=8141)
    options = parser.parse_args()
    with TemporaryDirectory() as kept:
        ways = {"not kept": NOWHERE, "kept, first start": kept, "kept, second start": kept}
        found = {way: seconds(options.folder, options.port, where) for way, where in ways.items()}
    print(json.dumps({"pages": len(PAGES), **found}))


if __name__ == "__main__":
    main()
