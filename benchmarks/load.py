"""A day of many people at once, over HTTP, bounded in time.

``benchmarks/load.py FOLDER [--clients 4] [--seconds 120] [--pace 8]`` starts the
portal of FOLDER (``portal.py``) with so many clients of one database server, or
takes those of ``--urls``, and lets commissioners search and read, officers upload
and reviewers share and conceal. Between two things somebody waits ``--pace``
seconds on average; 0 lets all ask without a pause, which shows where the limit is.
It prints JSON: p50, p95 and p99 per action in milliseconds, failures, requests per
second, memory per process, growth of the database, transactions done again.
``--only find`` asks for nothing but the page of what was found.
"""

# Before anything else: it puts its own sockets in the place of Python's.
from collections import Counter
from contextlib import contextmanager
from contextlib import ExitStack
from locust import between
from locust import constant
from locust import events
from locust import FastHttpUser
from locust import task
from locust.env import Environment
from pathlib import Path
from waiting import STARTED
from waiting import wait

import argparse
import base64
import gevent
import itertools
import json
import mix
import os
import paper
import plan
import portal
import psutil
import random
import re
import statistics
import subprocess
import sys
import texts
import time


HERE = Path(__file__).resolve().parent
JSON = {"Accept": "application/json"}
#: Seconds that the last to come has to sign in, and between two looks at the memory of
#: processes.
SETTLED, LOOKED = 20, 2


class Day:
    """What the people of one run know: who they are, where things lie, what was uploaded."""

    def __init__(self, urls, passwords, count, pace):
        self.count, self.passwords = count, passwords
        self.urls = itertools.cycle(urls)
        self.wait = between(pace / 2, pace * 1.5) if pace else constant(0)
        self.uploaded = []
        self.numbers = itertools.count(int(time.time()))
        self.dice = random.Random(1)


class Person(FastHttpUser):
    """Somebody who signs in by the form and then does what the role does."""

    abstract = True
    #: Seconds that an answer may take.
    network_timeout = connection_timeout = 120.0
    account = ""

    def __init__(self, environment):
        self.day = environment.day
        self.host = next(self.day.urls)
        super().__init__(environment)

    def wait_time(self):
        """Return the seconds until the next thing."""
        return self.day.wait(self)

    def on_start(self):
        """Sign in."""
        form = self.client.get(f"{self.host}/login", name="sign in: form").text
        hidden = dict(re.findall(r'<input[^>]*?name="([^"]+)"[^>]*?value="([^"]*)"', form))
        password = self.day.passwords[self.account]
        sent = {"__ac_name": self.account, "__ac_password": password, "buttons.login": "1"}
        self.client.post(f"{self.host}/login", data=hidden | sent, name="sign in")

    def read(self, path, name, headers=None):
        """Ask for an address, above the site or whole, and return the answer."""
        address = path if path.startswith("http") else f"{self.host}{path}"
        return self.client.get(address, name=name, headers=headers or {})

    def here(self, address):
        """Return an address of the site as one of this person's client."""
        return self.host + address.partition("/ccsr")[2]

    def found(self, name="find (JSON)", **parameters):
        """Return the items that are found for a query."""
        asked = "&".join(f"{key}={value}" for key, value in parameters.items())
        answer = self.read(f"/@find?{asked}", name, JSON)
        return answer.json()["items"] if answer.ok else []


class Commissioner(Person):
    """Searches, and reads what is found."""

    account = "commissioner"

    def on_start(self):
        """Sign in; remember some services and documents to read."""
        super().on_start()
        self.searches = mix.searches(self.day.count, 500, f"load {id(self)}")
        self.typed = mix.typed(self.day.count, f"load {id(self)}")
        self.services = [self.here(item["@id"]) for item in self.found(type="Service")]
        self.documents = [self.here(item["@id"]) for item in self.found(type="InspectionReport")]

    @task(40)
    def find(self):
        """Search."""
        asked = self.day.dice.choice(self.searches)
        pairs = [
            f"{key}={one}"
            for key, value in asked.items()
            for one in (value if isinstance(value, list) else [value])
        ]
        self.read("/@@find?" + "&".join(pairs).replace(" ", "+").replace('"', "%22"), "find")

    @task(15)
    def complete(self):
        """Type in the box."""
        word = self.day.dice.choice(self.typed).replace(" ", "+")
        self.read(f"/@@find-complete?q={word}", "completion", JSON)

    @task(20)
    def open_service(self):
        """Look at a service."""
        self.read(self.day.dice.choice(self.services), "service")

    @task(15)
    def open_document(self):
        """Look at a document."""
        self.read(self.day.dice.choice(self.documents), "document")

    @task(5)
    def open_file(self):
        """Take the file of a document."""
        self.read(self.day.dice.choice(self.documents) + "/@@download/file", "file")

    @task(5)
    def open_home(self):
        """Go to the first page."""
        self.read("", "home")


class Finder(Commissioner):
    """Only searches."""


# A class has the tasks of its base, too, unless it is told so afterwards.
Finder.tasks = [Commissioner.find]


class Staff(Person):
    """Somebody who writes, through the services."""

    abstract = True

    def on_start(self):
        """Sign in to the services; remember services."""
        told = {"login": self.account, "password": self.day.passwords[self.account]}
        answer = self.client.post(
            f"{self.host}/@login", json=told, headers=JSON, name="sign in (JSON)"
        )
        self.headers = JSON | {"Authorization": f"Bearer {answer.json()['token']}"}
        items = self.read("/@find?type=Service&b_size=100", "find (JSON)", self.headers).json()
        self.services = [
            self.here(item["@id"]) for item in items["items"] if item["review_state"] == "shared"
        ]

    def send(self, method, address, name, body):
        """Send a change; return the answer."""
        return self.client.request(method, address, json=body, headers=self.headers, name=name)


class Officer(Staff):
    """Uploads reports and corrects them."""

    account = "officer"

    @task(4)
    def upload(self):
        """Make a draft with its file."""
        number = next(self.day.numbers)
        first, *others = texts.pages(number % 10_000)
        data = paper.pdf([f"Number {number}\n{first}", *others])
        file = {
            "data": base64.b64encode(data).decode(),
            "encoding": "base64",
            "content-type": "application/pdf",
            "filename": f"report-{number}.pdf",
        }
        fields = plan.MAKERS["InspectionReport"](random.Random(number), plan.LAST)
        fields |= {"@type": "InspectionReport", "shareable_declared": True, "file": file}
        body = json.loads(json.dumps(fields, default=str))
        answer = self.send("POST", self.day.dice.choice(self.services), "upload", body)
        if answer.status_code == 201:
            self.day.uploaded.append(answer.json()["@id"].partition("/ccsr")[2])

    @task(2)
    def correct(self):
        """Change a field of a draft."""
        if self.day.uploaded:
            path = self.day.dice.choice(self.day.uploaded[-20:])
            self.send("PATCH", self.host + path, "edit", {"inspector": f"M. Rees {time.time()}"})


class Reviewer(Staff):
    """Shares what officers uploaded, conceals and reveals."""

    account = "reviewer"

    @task(6)
    def share(self):
        """Share the oldest draft."""
        if self.day.uploaded:
            path = self.day.uploaded.pop(0)
            body = {"comment": "Read and checked."}
            self.send("POST", f"{self.host}{path}/@workflow/share", "share", body)

    @task(1)
    def conceal(self):
        """Conceal a service and reveal it again."""
        service = self.services.pop()
        body = {"comment": "Asked for by the lead officer.", "review_date": "2099-01-01"}
        body["review_date"] = time.strftime("%Y-%m-%d", time.localtime(time.time() + 14 * 86400))
        self.send("POST", f"{service}/@workflow/conceal", "conceal", body)
        self.send("POST", f"{service}/@workflow/reveal", "reveal", {"comment": "Found in order."})
        self.services.insert(0, service)


@contextmanager
def deployed(folder, clients, port):
    """Start so many clients of a portal's database; yield their addresses and processes."""
    with ExitStack() as stack:
        processes = []
        for number in range(clients):
            options = ["--conflicts", str(folder / f"conflicts-{number}")]
            options += ["--beside"] if number else []
            env = os.environ | {"CCSR_VAR": str(folder), "CCSR_PORT": str(port + number)}
            log = stack.enter_context((folder / f"serve-{number}.log").open("wb"))
            processes.append(
                subprocess.Popen(
                    [sys.executable, HERE / "serve.py", *options], env=env, stdout=log, stderr=log
                )
            )
            # The first serves the database to the others, so that it ends last.
            stack.callback(_end, processes[-1])
            wait(f"http://localhost:{port + number}/ccsr", processes[-1], Path(log.name))
        urls = [f"http://localhost:{port + number}/ccsr" for number in range(clients)]
        yield urls, [process.pid for process in processes]


def _end(process):
    process.terminate()
    process.wait(120)


class Watched:
    """Memory of processes and size of the database, looked at as long as it lasts."""

    def __init__(self, folder, processes):
        self.file = Path(folder) / "filestorage" / "Data.fs"
        self.processes = [psutil.Process(pid) for pid in processes]
        self.memory = {}
        self.before = self.size()

    def size(self):
        """Return bytes of the database, 0 where it is no file."""
        return self.file.stat().st_size if self.file.exists() else 0

    def look(self):
        """Note the memory of each process, and of what they start for a moment, from time to time."""
        while True:
            passing = 0
            for process in self._all():
                try:
                    kind, used = self._kind(process), process.memory_info().rss >> 20
                except psutil.NoSuchProcess:
                    continue
                if kind:
                    self.memory.setdefault(kind, []).append(used)
                else:
                    passing += used
            self.memory.setdefault("passing, together", []).append(passing)
            gevent.sleep(LOOKED)

    def _all(self):
        return [other for one in self.processes for other in (one, *one.children(recursive=True))]

    def _kind(self, process):
        """Return how a process is called that stays; empty for one that passes."""
        if process in self.processes:
            return f"client {self.processes.index(process) + 1}"
        command = " ".join(process.cmdline())
        return next((kind for word, kind in KINDS.items() if word in command), "")

    def told(self):
        """Return MiB by process: at first, at most, at last, and the median of each quarter."""
        memory = {
            name: {
                "first": seen[0],
                "most": max(seen),
                "last": seen[-1],
                "quarters": _quarters(seen),
            }
            for name, seen in self.memory.items()
        }
        return {"memory_mib": memory, "database_grew_kib": (self.size() - self.before) >> 10}


def _quarters(seen):
    quarter = max(1, len(seen) // 4)
    return [statistics.median(seen[at : at + quarter]) for at in range(0, len(seen), quarter)][:4]


#: Part of a command → what the process is.
KINDS = {"bin/worker": "worker", "processes.storage": "database"}


def run(day, people, seconds):
    """Let people work for some seconds; return figures by action, and failures by what was said."""
    environment = Environment(user_classes=list(people), events=events, stop_timeout=30)
    environment.day = day
    for kind, number in people.items():
        kind.fixed_count = number
    environment.create_local_runner()
    runner = environment.runner
    runner.start(sum(people.values()), spawn_rate=5)
    # Signing in is slow by purpose; what is measured begins when everybody is in.
    end = time.monotonic() + STARTED
    while runner.user_count < sum(people.values()):
        if time.monotonic() > end or runner.exceptions:
            raise SystemExit("Not everybody could sign in.")
        gevent.sleep(0.5)
    gevent.sleep(SETTLED)
    environment.stats.reset_all()
    begun = time.monotonic()
    gevent.sleep(seconds)
    took = time.monotonic() - begun
    actions = _actions(environment.stats, took)
    failures = Counter()
    for error in environment.stats.errors.values():
        failures[f"{error.name}: {error.error}"] += error.occurrences
    runner.quit()
    return actions, dict(failures)


def _actions(stats, seconds):
    total = stats.total
    kinds = {name: entry for (name, _method), entry in sorted(stats.entries.items())}
    return {
        name: {
            "requests": entry.num_requests,
            "per_second": round(entry.num_requests / seconds, 2),
            "p50": entry.get_response_time_percentile(0.5),
            "p95": entry.get_response_time_percentile(0.95),
            "p99": entry.get_response_time_percentile(0.99),
            "failed": entry.num_failures,
        }
        for name, entry in {**kinds, "all": total}.items()
        if entry.num_requests
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--urls", default="", help="portals that run already, by commas")
    parser.add_argument("--pids", default="", help="their processes, whose memory is told")
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--pace", type=float, default=8)
    parser.add_argument("--people", default="50,5,2")
    parser.add_argument("--only", choices=("find",))
    parser.add_argument("--port", type=int, default=8160)
    options = parser.parse_args()
    commissioners, officers, reviewers = map(int, options.people.split(","))
    people = {Commissioner: commissioners, Officer: officers, Reviewer: reviewers}
    if options.only:
        people = {Finder: commissioners}
    folder = options.folder.resolve()
    known = portal.facts(folder)
    passwords = json.loads((folder / "demo-accounts.json").read_text())
    with ExitStack() as stack:
        urls = options.urls.split(",")
        processes = [int(pid) for pid in options.pids.split(",") if pid]
        if not options.urls:
            urls, processes = stack.enter_context(deployed(folder, options.clients, options.port))
        watched = Watched(folder, processes)
        looking = gevent.spawn(watched.look)
        day = Day(urls, passwords, known["documents"], options.pace)
        actions, failures = run(day, people, options.seconds)
        looking.kill()
        result = {
            "documents": known["documents"],
            "clients": len(urls),
            "people": {kind.__name__: number for kind, number in people.items()},
            "pace": options.pace,
            "actions": actions,
            "failures": failures,
            **watched.told(),
        }
    # Written when a client has ended.
    if not options.urls:
        told = [folder / f"conflicts-{number}" for number in range(len(urls))]
        result["done_again"] = sum(int(one.read_text()) for one in told)
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
