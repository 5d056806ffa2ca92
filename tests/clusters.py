"""A PostgreSQL of the tests' own, in a directory of its own."""

from contextlib import contextmanager
from contextlib import suppress
from pathlib import Path

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time


PROGRAMS = max(Path("/usr/lib/postgresql").glob("*/bin"), default=None)


class Cluster:
    """A PostgreSQL in a directory of its own."""

    def __init__(self, folder, setting):
        self.folder = folder
        self.setting = setting
        with socket.socket() as probe:
            probe.bind(("localhost", 0))
            self.port = probe.getsockname()[1]
        self.run("initdb", "-D", folder / "data", "-A", "trust", "-U", "ccsr")

    @property
    def url(self):
        return f"postgresql+psycopg://ccsr@localhost:{self.port}/postgres"

    @property
    def words(self):
        """The same as libpq's words, which RelStorage adds to."""
        return f"host=localhost port={self.port} user=ccsr dbname=postgres"

    def run(self, program, *arguments):
        # It refuses to be root's.
        ours = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        command = [*ours, PROGRAMS / program, *arguments]
        subprocess.run(command, check=True, capture_output=True, cwd=self.folder, timeout=60)

    def start(self):
        options = f"-p {self.port} -k {self.folder} -c {self.setting}"
        log = self.folder / "log"
        self.run("pg_ctl", "-D", self.folder / "data", "-w", "-l", log, "-o", options, "start")

    def stop(self):
        self.run("pg_ctl", "-D", self.folder / "data", "-w", "-m", "immediate", "stop")

    def kill(self):
        """End all its processes as a cut of its power would."""
        every = [self._main(), *self.backends()]
        for pid in every:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        # It does not begin anew while one of them is still ending.
        end = time.monotonic() + 30
        while any(Path(f"/proc/{pid}").exists() for pid in every):
            assert time.monotonic() < end
            time.sleep(0.02)

    def backends(self):
        """Return the processes that it has begun, those first that serve somebody."""
        listed = subprocess.run(
            ["ps", "--ppid", str(self._main()), "-o", "pid=,args="], capture_output=True, text=True
        )
        rows = [line.split(maxsplit=1) for line in listed.stdout.splitlines()]
        rows.sort(key=lambda row: "postgres: ccsr" not in row[1])
        return [int(row[0]) for row in rows]

    def _main(self):
        return int((self.folder / "data" / "postmaster.pid").read_text().split()[0])


@contextmanager
def own_cluster(setting="fsync=off"):
    # pytest's own directories are closed to other users.
    folder = Path(tempfile.mkdtemp(prefix="ccsr-postgres-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    try:
        made = Cluster(folder, setting)
        made.start()
        try:
            yield made
        finally:
            made.stop()
    finally:
        shutil.rmtree(folder)
