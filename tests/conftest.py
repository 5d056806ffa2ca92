"""Fixtures: layers of plone.testing, and a portal in a process of its own."""

from ccsr.policy.testing import FUNCTIONAL
from ccsr.policy.testing import INTEGRATION
from functools import cache
from pathlib import Path
from pytest_plone import fixtures_factory
from visits import Visitor

import json
import os
import pytest
import shutil
import socket
import subprocess
import time
import transaction
import urllib.error
import urllib.request
import world


ROOT = Path(__file__).parent.parent
REAL_DATA = ROOT.parent / "shared" / "data"

pytest_plugins = ["pytest_plone"]

globals().update(fixtures_factory(((FUNCTIONAL, "functional"), (INTEGRATION, "integration"))))


@pytest.fixture(scope="module")
def layer(functional_session):
    """A portal that is served over HTTP, the same for all tests of a module."""
    functional_session.testSetUp()
    yield functional_session
    functional_session.testTearDown()


@pytest.fixture(scope="module")
def register(layer):
    """The served portal's register, with everything in every state."""
    built = world.build(layer["portal"])
    transaction.commit()
    return built


@pytest.fixture(scope="module")
def visitor(layer, register):
    """Return an account's way of asking the served portal."""
    base = layer["portal"].absolute_url()
    return cache(lambda name: Visitor(base, name, name and world.PASSWORD))


@pytest.fixture(scope="session", autouse=True)
def own_directory(tmp_path_factory):
    """Keep whatever a test starts away from the database of this checkout."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CCSR_VAR", str(tmp_path_factory.mktemp("nobodys")))
        yield


class Process:
    """A portal served by ``bin/ccsr run`` from a directory of its own."""

    def __init__(self, var: Path):
        self.var = var
        self.port = _free_port()
        self.url = f"http://localhost:{self.port}/ccsr"
        self.environment = {**os.environ, "CCSR_VAR": str(var), "CCSR_PORT": str(self.port)}
        self.log = (var / "process.log").open("ab")
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


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def process(tmp_path_factory):
    """A portal with its demo, served over HTTP."""
    running = Process(tmp_path_factory.mktemp("var"))
    running.wait()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def chromium():
    """A headless Chromium; without one the test is skipped, and fails in CI."""
    path = shutil.which("chromium")
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail("Chromium is not installed")
        pytest.skip("Chromium is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--no-first-run",
            ],
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def real_data():
    """The folder of real reports and registers, where it is at hand."""
    if not REAL_DATA.is_dir():
        pytest.skip("the folder of real data is not beside this checkout")
    return REAL_DATA
