"""The page, the service, completion and concealment over HTTP, one client, signed in.

``benchmarks/over_http.py FOLDER [--times T] [--port P] [--profile FILE]`` starts
the portal on FOLDER, signs in as a browser does, asks, and prints JSON. A second
run of the process, with clocks in it, says where the time goes.
"""

from contextlib import contextmanager
from datetime import date
from datetime import timedelta
from figures import percentiles
from pathlib import Path
from serve import HEADER
from waiting import wait

import argparse
import httpx
import json
import mix
import os
import portal
import re
import stock
import subprocess
import sys
import tempfile
import time


HERE = Path(__file__).resolve().parent
PAGE, SERVICE, COMPLETION = "@@find", "@find", "@@find-complete"
#: Seconds that a concealment is waited for.
PATIENCE = 30
#: Requests before any is timed: each of the process's threads has a connection to fill.
WARM = 24


@contextmanager
def served(folder, port, *arguments):
    """Serve the portal in a process and yield its address."""
    url = f"http://localhost:{port}/ccsr"
    path = Path(folder) / "serve.log"
    with path.open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, HERE / "serve.py", *arguments],
            env={**os.environ, "CCSR_VAR": str(folder), "CCSR_PORT": str(port)},
            stdout=log,
            stderr=log,
        )
        try:
            wait(url, process, path)
            yield url
        finally:
            process.terminate()
            process.wait(120)


def signed_in(url, folder, name):
    """Return a client that has signed in through the form."""
    password = json.loads((Path(folder) / "demo-accounts.json").read_text())[name]
    client = httpx.Client(timeout=120, follow_redirects=True)
    form = client.get(f"{url}/login").text
    hidden = dict(re.findall(r'<input[^>]*?name="([^"]+)"[^>]*?value="([^"]*)"', form))
    sent = {**hidden, "__ac_name": name, "__ac_password": password, "buttons.login": "1"}
    client.post(f"{url}/login", data=sent)
    if "__ac" not in client.cookies:
        raise SystemExit(f"{name} cannot sign in.")
    return client


def asked(client, address, questions, accept, **headers):
    """Ask each question; return milliseconds of each."""
    taken = []
    for parameters in questions:
        begun = time.perf_counter()
        answer = client.get(address, params=parameters, headers={"Accept": accept, **headers})
        taken.append((time.perf_counter() - begun) * 1000)
        answer.raise_for_status()
    return taken


def reading(client, url, count, times):
    """Return figures of the page, the service and completion."""
    found = {}
    for name, accept in ((PAGE, "text/html"), (SERVICE, "application/json")):
        asked(client, f"{url}/{name}", mix.searches(count, WARM, f"first {name}"), accept)
        taken = asked(client, f"{url}/{name}", mix.searches(count, times, name), accept)
        found[name] = percentiles(taken)
    found[COMPLETION] = completion(client, url, count)
    return found


def completion(client, url, count):
    """Return figures of completion; None where the portal has none."""
    address = f"{url}/{COMPLETION}"
    if client.get(address, params={"q": "ha"}).status_code == 404:
        return None
    questions = [{"q": one} for one in mix.typed(count, "typed")]
    asked(client, address, questions[:10], "application/json")
    return percentiles(asked(client, address, questions, "application/json"))


def ask_told_apart(url, folder, count, name, accept, times):
    """Ask a mix, warmed up; only the mix is told apart by the process."""
    client = signed_in(url, folder, "commissioner")
    asked(client, f"{url}/{name}", mix.searches(count, WARM, f"first {name}"), accept)
    questions = mix.searches(count, times, name)
    asked(client, f"{url}/{name}", questions, accept, **{HEADER: "1"})


def parts(folder, port, count, times):
    """Return where the time of the page and of the service goes, in milliseconds a request."""
    found = {}
    for name, accept in ((PAGE, "text/html"), (SERVICE, "application/json")):
        with tempfile.TemporaryDirectory() as place:
            path = Path(place) / "clock.json"
            with served(folder, port, "--clock", str(path)) as url:
                ask_told_apart(url, folder, count, name, accept, times)
            told = json.loads(path.read_text())
        most_first = sorted(told["seconds"].items(), key=lambda pair: -pair[1])
        found[name] = {part: round(spent * 1000 / times, 2) for part, spent in most_first}
        if told["absent"]:
            found[name]["not there"] = told["absent"]
    return found


def concealing(folder, port):
    """Conceal the large service as a reviewer; return how long a commissioner still finds it."""
    path = portal.facts(folder)["large_service"].removeprefix("/ccsr")
    with served(folder, port) as url:
        reader = signed_in(url, folder, "commissioner")
        reviewer = signed_in(url, folder, "reviewer")
        # An earlier URN, which stands in the names of the service's documents too.
        question = {"headers": JSON, "params": {"q": "W10000"}}
        before = reader.get(f"{url}/{SERVICE}", **question).json()["items_total"]
        begun = time.perf_counter()
        answer = reviewer.post(
            f"{url}{path}/@workflow/conceal",
            headers=JSON,
            json={
                "comment": "Asked for by the authority's lead officer.",
                "review_date": (date.today() + timedelta(days=14)).isoformat(),
            },
        )
        answered = time.perf_counter() - begun
        answer.raise_for_status()
        while reader.get(f"{url}/{SERVICE}", **question).json()["items_total"]:
            if time.perf_counter() - begun > PATIENCE:
                raise SystemExit("What was concealed is still found.")
        gone = time.perf_counter() - begun
    return {
        "found_before": before,
        "seconds_to_answer": round(answered, 3),
        "seconds_until_nothing": round(gone, 3),
    }


JSON = {"Accept": "application/json"}


def profiled(folder, port, count, times, path):
    """Write the functions that take most of the page's and of the service's time."""
    for name, accept in ((PAGE, "text/html"), (SERVICE, "application/json")):
        written = f"{path}-{'page' if name == PAGE else 'service'}.txt"
        with served(folder, port, "--profile", written) as url:
            ask_told_apart(url, folder, count, name, accept, times)
        print(written, file=sys.stderr)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("--times", type=int, default=150)
    parser.add_argument("--port", type=int, default=8103)
    parser.add_argument("--profile")
    options = parser.parse_args()
    count = portal.facts(options.folder)["documents"]
    if options.profile:
        profiled(options.folder, options.port, count, options.times, options.profile)
        return
    with served(options.folder, options.port) as url:
        client = signed_in(url, options.folder, "commissioner")
        result = reading(client, url, count, options.times)
    result["parts"] = parts(options.folder, options.port, count, options.times // 3)
    with stock.copied(options.folder) as copy:
        result["conceal"] = concealing(copy, options.port)
    print(json.dumps(result))


if __name__ == "__main__":
    main()
