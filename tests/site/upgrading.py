"""A portal of an earlier version, made by that version's own program, and this one beside it.

The earlier version is taken from git and built in a directory of its own, with its own
pins from PyPI.
"""

from broken_version import Broken
from broken_version import profile_version
from contextlib import contextmanager
from pathlib import Path
from processes import free_port
from processes import ROOT

import httpx
import json
import os
import subprocess
import time


#: The last version with its profiles at 1004.
OLD = "4291c296987b3f52ecd0c1d05d236373d7988fbc"
#: Seconds in which a portal answers, beside whatever else the machine does.
PATIENCE = 300.0


class Drill:
    """Programs of both versions on one database in ``var``, and a fresh site in ``fresh``."""

    #: This version.
    HERE = ROOT

    def __init__(self, home: Path) -> None:
        self.var, self.fresh = home / "var", home / "fresh"
        self.old, self.broken = home / "old", Broken(home / "broken", profile_version())
        self.port = free_port()
        self.figures = free_port()
        self.url = f"http://localhost:{self.port}/ccsr"

    def environment(self, var: Path | None = None) -> dict[str, str]:
        """Return the environment of a program that works in a directory."""
        kept = {name: value for name, value in os.environ.items() if "COV" not in name}
        kept |= {"CCSR_VAR": str(var or self.var), "CCSR_PORT": str(self.port)}
        kept["CCSR_METRICS_PORT"] = str(self.figures)
        # The earlier version has an environment of its own.
        return {name: value for name, value in kept.items() if name not in PYTHONS}

    def make_old(self) -> None:
        """Build the earlier version and have it make its demo."""
        self.run("git", "clone", "-q", ROOT, self.old)
        self.run("git", "-C", self.old, "checkout", "-q", OLD)
        self.run("make", "-s", "-C", self.old, "build")
        self.run(self.old / "bin/ccsr", "demo", "--json")

    def run(self, *command: object, var: Path | None = None, cwd: Path | None = None) -> str:
        """Run a program; return what it prints."""
        done = self.tried(*command, var=var, cwd=cwd)
        assert done.returncode == 0, (command, done.stdout[-3000:], done.stderr[-3000:])
        return done.stdout

    def tried(self, *command, var: Path | None = None, cwd: Path | None = None):
        """Run a program, which may fail; return how it ended."""
        words = [str(word) for word in command]
        return subprocess.run(
            words, env=self.environment(var), cwd=cwd, capture_output=True, text=True, check=False
        )

    def inside(self, program: str, var: Path | None = None):
        """Run a program of the tests that looks into a site; return what it tells."""
        packages = ("ccsr.policy", "ccsr.content", "ccsr.search")
        ways = os.pathsep.join(str(ROOT / "src" / name / "src") for name in packages)
        told = self.run(
            "env",
            f"PYTHONPATH={ways}",
            ROOT / ".venv/bin/python",
            "-W",
            "ignore",
            ROOT / "tests/site" / program,
            ROOT,
            var=var,
        )
        return json.loads(told)

    @contextmanager
    def served(self, home: Path):
        """Run the portal of a version; give its process."""
        log = (self.var / "drill.log").open("ab")
        process = subprocess.Popen(
            [home / "bin/ccsr", "run"], env=self.environment(), stdout=log, stderr=log
        )
        try:
            self._wait(process)
            yield process
        finally:
            process.terminate()
            process.wait(60)
            log.close()

    def _wait(self, process) -> None:
        end = time.monotonic() + PATIENCE
        while True:
            assert process.poll() is None, (self.var / "drill.log").read_text()[-3000:]
            assert time.monotonic() < end
            try:
                httpx.get(self.url, timeout=30)
            except httpx.TransportError:
                time.sleep(0.3)
            else:
                return

    def signed_in(self, name: str) -> httpx.Client:
        """Return somebody's way of asking whichever version runs."""
        passwords = json.loads((self.var / "demo-accounts.json").read_text())
        asking = httpx.Client(
            base_url=self.url, headers={"Accept": "application/json"}, timeout=120
        )
        answer = asking.post("/@login", json={"login": name, "password": passwords[name]})
        assert answer.status_code == 200, answer.text
        asking.headers["Authorization"] = f"Bearer {answer.json()['token']}"
        return asking


PYTHONS = ("VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME", "MAKEFLAGS", "MAKELEVEL", "MFLAGS")
