"""A portal in a process of its own, as ``make run`` starts it."""

from pathlib import Path

import json
import os
import pytest
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request


ROOT = Path(__file__).parent.parent
#: Pages that nobody has asked for are not made ahead, beside tests on the same few cores.
COLD = {"CCSR_WARM_SECONDS": "0"}


class Process:
    """A portal served by ``bin/ccsr run`` from a directory of its own."""

    def __init__(self, var: Path):
        self.var = var
        self.port = free_port()
        self.url = f"http://localhost:{self.port}/ccsr"
        own = {"CCSR_VAR": str(var), "CCSR_PORT": str(self.port)}
        self.environment = {**COLD, **os.environ, **own}
        self.log = (var / "process.log").open("ab")
        self.start()

    def start(self) -> None:
        """Start the process; again once it has ended."""
        self.process = subprocess.Popen(
            [ROOT / "bin" / "ccsr", "run"],
            env=self.environment,
            stdout=self.log,
            stderr=self.log,
        )

    @property
    def passwords(self) -> dict[str, str]:
        """Passwords of the demo accounts by name."""
        return json.loads((self.var / "demo-accounts.json").read_text())

    def wait(self, seconds: float = 180) -> None:
        """Wait until the first answer, or fail with what the process printed."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.process.poll() is None:
            try:
                urllib.request.urlopen(self.url, timeout=10).close()
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.3)
            else:
                return
        pytest.fail((self.var / "process.log").read_text()[-3000:])

    def stop(self) -> None:
        """End the process and wait for it."""
        self.process.terminate()
        self.process.wait(30)
        self.log.close()


def make_demo(var: Path) -> None:
    """Make a demo in a directory that is not there yet; what fails leaves none."""
    making = var.with_name(f"{var.name}-making")
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(mode=0o700)
    environment = {**os.environ, "CCSR_VAR": str(making)}
    command = [ROOT / "bin" / "ccsr", "demo"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    if done.returncode:
        pytest.fail(done.stdout + done.stderr)
    making.rename(var)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return probe.getsockname()[1]
