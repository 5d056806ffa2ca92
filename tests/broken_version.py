"""This version of the program with a last step of an upgrade that fails, or stands still."""

from pathlib import Path
from processes import ROOT
from xml.etree import ElementTree

import subprocess
import time


#: Seconds until the step is reached, beside whatever else the machine does.
PATIENCE = 300.0
#: Moments at which it stands still: the steps are done; database and tables have agreed to keep
#: what they did, and wait for the last word.
DONE, VOTED = MOMENTS = ("done", "voted")
BUILDOUT = """[buildout]
extends = {root}/profiles/{profile}.cfg
develop = {root}/src/*
parts = instance commands
[instance]
zcml-additional =
    <configure xmlns:genericsetup="http://namespaces.zope.org/genericsetup">
    <include package="Products.GenericSetup" file="meta.zcml" />
    <genericsetup:upgradeStep title="Broken" profile="ccsr.policy:default"
        source="{source}" destination="{destination}" sortkey="9999" handler="broken_step.fail" />
    </configure>
[commands]
extra-paths = {home}
"""
STEP = """from pathlib import Path
from threading import Event

import os
import transaction


def fail(setup):
    assert setup.aq_parent["readiness"].objectIds(), "the other steps come first"
    setup.aq_parent.title = "Half of an upgrade"
    reached, _, moment = os.environ.get("BROKEN_AT", "").partition(" ")
    if moment == "voted":
        transaction.get().join(Last(reached))
    elif reached:
        stand_still(reached)
    else:
        raise OSError("no space left on device")


def stand_still(reached):
    Path(reached).touch()
    Event().wait()


class Last:
    "Agrees after all others."

    def __init__(self, reached):
        self.reached = reached

    def sortKey(self):
        return "~~~~"

    def tpc_vote(self, transaction):
        stand_still(self.reached)

    def commit(self, transaction):
        pass

    abort = tpc_begin = tpc_finish = tpc_abort = commit
"""


def profile_version() -> int:
    """Return the version of this program's profile."""
    profile = ROOT / "src/ccsr.policy/src/ccsr/policy/profiles/default/metadata.xml"
    return int(ElementTree.parse(profile).findtext("version"))


class Broken:
    """That version, built in a directory of its own; its step leads to version ``to``."""

    def __init__(self, home: Path, to: int, profile: str = "base") -> None:
        self.home = home
        values = {"root": ROOT, "home": home, "profile": profile}
        self._text = BUILDOUT.format(**values, source=to - 1, destination=to)
        self.command = [home / "bin/ccsr", "upgrade"]

    def make(self, environment: dict[str, str]) -> None:
        """Build it."""
        self.home.mkdir()
        (self.home / "broken_step.py").write_text(STEP)
        (self.home / "buildout.cfg").write_text(self._text)
        subprocess.run(
            [ROOT / ".venv/bin/buildout", "-q"], cwd=self.home, env=environment, check=True
        )

    def kill(self, environment: dict[str, str], moment: str) -> int:
        """Kill its upgrade of the portal of an environment; return how it ended."""
        reached = self.home / moment
        with subprocess.Popen(
            self.command,
            env=environment | {"BROKEN_AT": f"{reached} {moment}"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process:
            end = time.monotonic() + PATIENCE
            while not reached.exists():
                assert process.poll() is None, "the upgrade ended by itself"
                assert time.monotonic() < end
                time.sleep(0.05)
            process.kill()
        reached.unlink()
        return process.returncode
