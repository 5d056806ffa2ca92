"""Portals that are killed: of one host with its database in a file, and on PostgreSQL."""

from cluster_hosts import Host
from cluster_hosts import Hosts
from cluster_hosts import own_hosts
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from contextlib import suppress
from pathlib import Path
from processes import Process
from processes import ROOT

import httpx
import os
import signal
import time


#: What tells each process by its command line.
MARKS = {"worker": b"bin/worker", "database": b"ccsr.policy.processes.storage"}


class OneHost:
    """A portal as ``bin/ccsr run`` starts it: ZEO serves the database, which is a file."""

    victims = ("portal", *MARKS)
    home = ROOT

    def __init__(self, process: Process) -> None:
        self.process = process
        self.url = process.url
        self.passwords = process.passwords
        self.environment = process.environment

    def kill(self, victim: str) -> None:
        """Kill a process; whatever does not come back by itself is started."""
        if victim == "portal":
            self.process.process.kill()
            self.process.process.wait()
            self.process.start()
        else:
            killed = pids(self.process.var, MARKS[victim])
            for pid in killed:
                os.kill(pid, signal.SIGKILL)
            until(lambda: set(pids(self.process.var, MARKS[victim])) - {*killed})

    def wait(self) -> None:
        """Wait until the portal can serve."""
        until(lambda: is_ready(self.process.port))


class OnPostgresql:
    """A host of a cluster: a process that serves and a worker, with PostgreSQL and Redis."""

    victims = ("postgresql", "portal", "backend", "worker")

    def __init__(self, hosts: Hosts) -> None:
        self.hosts = hosts
        self.host: Host = hosts.all[0]
        self.home = hosts.home
        self.url = self.host.url
        self.passwords = hosts.passwords
        self.environment = self.host.environment

    def start(self) -> None:
        """Serve and do jobs."""
        self.host.serve()
        self.wait()
        self.host.work()

    def kill(self, victim: str) -> None:
        """Kill a process and start it again, as systemd would."""
        if victim == "postgresql":
            self.hosts.postgresql.kill()
            self.hosts.postgresql.start()
        elif victim == "backend":
            # The server then throws out all others, and begins anew by itself.
            os.kill(self.hosts.postgresql.backends()[0], signal.SIGKILL)
        else:
            self._kill_ours(victim)

    def _kill_ours(self, victim: str) -> None:
        process = self.host.portal if victim == "portal" else self.host.worker
        assert process is not None
        process.kill()
        process.wait()
        if victim == "portal":
            self.host.serve()
        else:
            self.host.work()

    def wait(self) -> None:
        """Wait until the portal can serve."""
        self.hosts.wait(self.host.is_ready)


def until(is_so: Callable[[], object], seconds: float = 180) -> None:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.05)


def is_ready(port: int) -> bool:
    """Return whether a portal says that it can serve."""
    with suppress(httpx.TransportError):
        return httpx.get(f"http://localhost:{port}/-/ready", timeout=20).status_code == 200
    return False


def pids(var: Path, mark: bytes) -> list[int]:
    """Return the processes of a portal with this in their command line."""
    place = f"CCSR_VAR={var}".encode()
    found = []
    for one in Path("/proc").glob("[0-9]*"):
        try:
            is_ours = mark in (one / "cmdline").read_bytes()
            if is_ours and place in (one / "environ").read_bytes().split(b"\0"):
                found.append(int(one.name))
        except OSError:
            # It has just ended.
            continue
    return found


@contextmanager
def one_host(folder: Path) -> Iterator[OneHost]:
    """Give a portal with its demo; it ends with this."""
    process = Process(folder)
    try:
        process.wait(600)
        yield OneHost(process)
    finally:
        process.stop()


@contextmanager
def on_postgresql(_folder: Path | None = None, reached=None) -> Iterator[OnPostgresql]:
    """Give the same, moved to a PostgreSQL that writes to the disk; it ends with this."""
    with own_hosts("fsync=on", reached) as hosts:
        hosts.make_source()
        hosts.migrate()
        place = OnPostgresql(hosts)
        place.start()
        yield place


PLACES = {"file": one_host, "postgresql": on_postgresql}
