"""How long a portal takes to start, and its first searches after that.

``benchmarks/cold.py FOLDER [--clients 4] [--warm 120]`` starts so many processes at once on
the portal of FOLDER (``portal.py``), each as ``bin/ccsr`` does, and prints JSON: seconds until
each says at ``/-/ready`` that it is ready, then those of its first searches, each client asked
by four people at the same time. ``--warm 0`` lets them be ready without having read anything.
"""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import argparse
import httpx
import json
import os
import statistics
import subprocess
import time


BIN = Path(__file__).resolve().parent.parent / "bin" / "ccsr"
ASKED = ("care", "staff training", "wells of water", "medicine", "garden", "complaint upheld")
PEOPLE = 4
#: Seconds in which all must be ready.
STARTED = 600


def until(is_so, seconds=STARTED):
    """Wait until something is so; return the seconds that it took."""
    begun = time.monotonic()
    while not is_so():
        if time.monotonic() > begun + seconds:
            raise SystemExit("It has not come to be so in time.")
        time.sleep(0.1)
    return time.monotonic() - begun


def is_ready(port):
    """Return whether a process says that it is ready."""
    try:
        return httpx.get(f"http://localhost:{port}/-/ready", timeout=60).status_code == 200
    except httpx.TransportError:
        return False


def started(stack, folder, number, port, warm):
    """Start a process; the first serves the database to the others."""
    env = os.environ | {
        "CCSR_VAR": str(folder),
        "CCSR_PORT": str(port + number),
        "CCSR_WARM_SECONDS": str(warm),
    }
    words = ["serve", "--name", f"client-{number}"] if number else ["run"]
    log = stack.enter_context((folder / f"cold-{number}.log").open("wb"))
    process = subprocess.Popen([BIN, *words], env=env, stdout=log, stderr=log)
    stack.callback(process.wait, 120)
    stack.callback(process.terminate)


def searches(port, headers):
    """Ask a process as several people at once; return the seconds of their searches in turn."""

    def person(first):
        found = []
        with httpx.Client(headers=headers, timeout=300) as client:
            for number in range(len(ASKED)):
                query = {"q": ASKED[(first + number) % len(ASKED)]}
                begun = time.monotonic()
                client.get(f"http://localhost:{port}/ccsr/@find", params=query).raise_for_status()
                found.append(time.monotonic() - begun)
        return found

    with ThreadPoolExecutor(PEOPLE) as people:
        return list(people.map(person, range(PEOPLE)))


def signed_in(folder, port):
    """Return the headers of somebody who is signed in."""
    passwords = json.loads((folder / "demo-accounts.json").read_text())
    told = {"login": "commissioner", "password": passwords["commissioner"]}
    headers = {"Accept": "application/json"}
    address = f"http://localhost:{port}/ccsr/@login"
    answer = httpx.post(address, json=told, headers=headers, timeout=300)
    return headers | {"Authorization": f"Bearer {answer.raise_for_status().json()['token']}"}


def measured(folder, clients, port, warm):
    """Return the figures of one start."""
    ports = [port + number for number in range(clients)]
    with ExitStack() as stack, ThreadPoolExecutor(clients) as pool:
        (folder / "storage.socket").unlink(missing_ok=True)
        started(stack, folder, 0, port, warm)
        until((folder / "storage.socket").exists)
        for number in range(1, clients):
            started(stack, folder, number, port, warm)
        ready = list(pool.map(lambda one: until(lambda: is_ready(one)), ports))
        headers = signed_in(folder, port)
        asked = [one for each in pool.map(lambda p: searches(p, headers), ports) for one in each]
    later = sorted(second for one in asked for second in one[1:])
    return {
        "clients": clients,
        "warm": warm,
        "ready": [round(one, 1) for one in ready],
        "first search, longest": round(max(one[0] for one in asked), 2),
        "first search, median": round(statistics.median(one[0] for one in asked), 2),
        "later, median": round(statistics.median(later), 2),
        "later, longest": round(later[-1], 2),
    }


def main():
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--warm", type=int, default=120)
    parser.add_argument("--port", type=int, default=8141)
    options = parser.parse_args()
    print(json.dumps(measured(options.folder, options.clients, options.port, options.warm)))


if __name__ == "__main__":
    main()
