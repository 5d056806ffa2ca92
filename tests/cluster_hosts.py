"""Three hosts as ``profiles/cluster.cfg`` makes them, on loopback, with the demo.

PostgreSQL and Redis are real and of their own; each host has its own directory, and
with it its own index of texts, cache of objects and cache of files.
"""

from clusters import own_cluster
from contextlib import contextmanager
from contextlib import ExitStack
from pathlib import Path
from processes import free_port
from processes import ROOT

import httpx
import json
import os
import psycopg
import shutil
import signal
import socket
import subprocess
import tempfile
import time


REDIS = shutil.which("redis-server")
#: Seconds in which a process must be there, beside whatever else the machine does.
PATIENCE = 300.0


class Host:
    """One host: a process that serves and, where it is asked for, one that does jobs."""

    def __init__(self, cluster: "Hosts", name: str) -> None:
        self.var = cluster.home / name
        self.var.mkdir(mode=0o700)
        self.name, self.cluster = name, cluster
        self.port = free_port()
        self.url = f"http://localhost:{self.port}/ccsr"
        self.environment = {
            **cluster.environment,
            "CCSR_VAR": str(self.var),
            "CCSR_PORT": str(self.port),
        }
        self.portal: subprocess.Popen[bytes] | None = None
        self.worker: subprocess.Popen[bytes] | None = None

    def serve(self) -> None:
        """Start the process that serves."""
        self.portal = self._begin("ccsr", "serve")

    def work(self) -> None:
        """Start the process that does jobs."""
        self.worker = self._begin("worker")

    def _begin(self, program: str, *words: str) -> subprocess.Popen[bytes]:
        with (self.var / f"{program}.out").open("ab") as log:
            return subprocess.Popen(
                [self.cluster.home / "bin" / program, *words],
                cwd=self.cluster.home,
                env=self.environment,
                stdout=log,
                stderr=log,
            )

    def kill(self) -> None:
        """End everything on this host as a cut of its power would."""
        for process in (self.portal, self.worker):
            if process is not None:
                process.kill()
                process.wait(30)
        self.portal = self.worker = None

    def stop(self) -> None:
        """End everything on this host in order."""
        running = [process for process in (self.portal, self.worker) if process is not None]
        for process in running:
            process.send_signal(signal.SIGTERM)
        for process in running:
            process.wait(60)
        self.portal = self.worker = None

    def is_ready(self) -> bool:
        """Return whether it says that it can serve."""
        try:
            asked = httpx.get(f"http://localhost:{self.port}/-/ready", timeout=20)
        except httpx.TransportError:
            return False
        return asked.status_code == 200

    def asking(self, bearer: str = "") -> httpx.Client:
        """Return a program's way of asking this host, as whom the token is of."""
        headers = {"Accept": "application/json"}
        headers |= {"Authorization": f"Bearer {bearer}"} if bearer else {}
        return httpx.Client(base_url=self.url, headers=headers, timeout=120)

    def sign_in(self, name: str) -> str:
        """Return somebody's token, given out by this host."""
        sent = {"login": name, "password": self.cluster.passwords[name]}
        answer = self.asking().post("/@login", json=sent)
        assert answer.status_code == 200, answer.text
        return answer.json()["token"]

    def report(self) -> str:
        """Return what its programs have printed."""
        return "\n".join(one.read_text()[-1500:] for one in sorted(self.var.glob("*.out")))


class Hosts:
    """The hosts, and what they have in common."""

    def __init__(self, home: Path, postgresql, redis: str) -> None:
        self.home = home
        self.postgresql = postgresql
        kept = {name: value for name, value in os.environ.items() if not _is_ours(name)}
        self.environment = {
            **kept,
            "CCSR_STORAGE": postgresql.words,
            "CCSR_DATABASE": postgresql.url,
            "CCSR_REDIS": redis,
            "CCSR_SECRET_KEY_FILE": str(home / "secret.key"),
            "CCSR_RECORD_KEY": str(home / "record.key"),
            "CCSR_TRUSTED_PROXIES": "127.0.0.1",
        }
        self.all: list[Host] = []

    def build(self) -> None:
        """Have buildout write the programs."""
        (self.home / "buildout.cfg").write_text(
            f"[buildout]\nextends = {ROOT}/profiles/cluster.cfg\ndevelop = {ROOT}/src/*\n"
            "parts = instance commands\n"
        )
        self.run(ROOT / ".venv/bin/buildout", "-q")

        self.all = [Host(self, f"host{number}") for number in (1, 2, 3)]

    @property
    def source(self) -> Path:
        """The directory of a portal of one host, to be moved."""
        return self.home / "source"

    def make_source(self) -> None:
        """Make the demo as ``bin/ccsr demo`` does by default, in files."""
        made = {name: value for name, value in os.environ.items() if not _is_ours(name)}
        command = [ROOT / "bin" / "ccsr", "demo", "--json"]
        made["CCSR_VAR"] = str(self.source)
        subprocess.run(command, env=made, check=True, capture_output=True)

    def migrate(self, *options: str) -> dict[str, object]:
        """Move it as the first host; return what is told."""
        return json.loads(
            self.run(*self.migration, *options, CCSR_VAR=self.all[0].environment["CCSR_VAR"])
        )

    @property
    def migration(self) -> list[str]:
        """The command that moves it."""
        return ["bin/ccsr", "migrate-storage", str(self.source), "--json"]

    def asked(self, question: str, *values: object) -> list[tuple[object, ...]]:
        """Ask PostgreSQL; return the rows."""
        with psycopg.connect(self.postgresql.words) as connection:
            return connection.execute(question, values or None).fetchall()

    def run(self, *command: object, **environment: str) -> str:
        """Run a program in the directory of all; return what it prints."""
        done = subprocess.run(
            [str(part) for part in command],
            cwd=self.home,
            env={**self.environment, **environment},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise AssertionError(f"{command}: {done.returncode}\n{done.stdout}\n{done.stderr}")
        return done.stdout

    @property
    def passwords(self) -> dict[str, str]:
        """Passwords of the demo by account."""
        return json.loads((self.all[0].var / "demo-accounts.json").read_text())

    def start(self) -> None:
        """Let all hosts serve, and the first two do jobs."""
        for host in self.all:
            host.serve()
        for host in self.all:
            self.wait(host.is_ready)
        for host in self.all[:2]:
            host.work()

    def stop(self) -> None:
        """End all."""
        for host in self.all:
            host.stop()

    def wait(self, is_so, seconds: float = PATIENCE) -> None:
        """Wait until something is so."""
        end = time.monotonic() + seconds
        while not is_so():
            assert time.monotonic() < end, "\n".join(host.report() for host in self.all)
            time.sleep(0.2)


def _is_ours(name: str) -> bool:
    return name.startswith(("CCSR_", "COV", "COVERAGE"))


@contextmanager
def own_redis(folder: Path):
    """Run a Redis of the tests' own; give its URL."""
    port = free_port()
    options = ["--bind", "127.0.0.1", "--port", str(port), "--dir", str(folder), "--save", ""]
    with (folder / "redis.out").open("ab") as log:
        process = subprocess.Popen([REDIS, *options], stdout=log, stderr=log)
    try:
        end = time.monotonic() + 30
        while not _answers(port):
            assert process.poll() is None
            assert time.monotonic() < end
            time.sleep(0.05)
        yield f"redis://localhost:{port}/0"
    finally:
        process.terminate()
        process.wait(30)


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def own_hosts(setting: str = "fsync=off", reached=None):
    """Give hosts that are built, with nothing in their database; all ends with this.

    ``reached`` is a context manager that is given PostgreSQL and gives it as the hosts see it.
    """
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="ccsr-cluster-")))
        postgresql = stack.enter_context(own_cluster(setting))
        if reached is not None:
            postgresql = stack.enter_context(reached(postgresql))
        redis = stack.enter_context(own_redis(home))
        made = Hosts(home, postgresql, redis)
        stack.callback(made.stop)
        made.build()
        yield made
