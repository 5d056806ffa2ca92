"""What is pinned is what runs, and what is used is documented."""

from configparser import ConfigParser
from importlib.metadata import distributions
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from pathlib import Path

import pytest
import re
import subprocess
import tomllib


ROOT = Path(__file__).parents[2]
PIN_FILES = tuple(sorted(ROOT.glob("profiles/versions*.cfg")))
PROJECTS = tuple(sorted(ROOT.glob("src/*/pyproject.toml")))
PIN = re.compile(r"^([A-Za-z0-9._-]+) *= *(\S+)$", re.MULTILINE)


def pins(path):
    """Return every line that pins, name and version, twice where it stands twice."""
    _, _, versions = path.read_text().partition("[versions]")
    return [(canonicalize_name(name), version) for name, version in PIN.findall(versions)]


def is_ours(name):
    """Return whether a package is made here."""
    return name.startswith("ccsr-")


def installed():
    """Return what this environment holds besides our own packages."""
    found = {canonicalize_name(one.metadata["Name"]): one.version for one in distributions()}
    return {name: version for name, version in found.items() if not is_ours(name)}


def requirements(project):
    """Return the names a package asks for itself, its extras' included."""
    table = tomllib.loads(project.read_text())["project"]
    groups = [table["dependencies"], *table.get("optional-dependencies", {}).values()]
    return {Requirement(line).name for group in groups for line in group}


def test_what_is_pinned_is_what_is_installed():
    pinned = dict(pin for path in PIN_FILES for pin in pins(path))
    assert installed() == pinned


def test_no_package_is_pinned_twice():
    names = [name for path in PIN_FILES for name, _ in pins(path)]
    assert sorted(names) == sorted(set(names))


def test_nothing_unpinned_is_ever_picked():
    answer = subprocess.run(
        [ROOT / ".venv/bin/buildout", "query", "buildout:allow-picked-versions"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout.split()[-1] == "false"


@pytest.mark.parametrize("project", PROJECTS, ids=lambda path: path.parent.name)
def test_every_dependency_is_documented(project):
    documented = (ROOT / "docs/reference/dependencies.rst").read_text().lower()
    asked = {name for name in requirements(project) if not is_ours(canonicalize_name(name))}
    assert asked
    assert {name for name in asked if f"``{name.lower()}``" not in documented} == set()


def test_the_commands_of_the_readme_are_targets_of_make():
    promised = set(
        re.findall(r"^ +make ([a-z0-9-]+)$", (ROOT / "README.rst").read_text(), re.MULTILINE)
    )
    targets = set(re.findall(r"^([a-z0-9-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert {"run", "test"} <= promised <= targets


def test_buildout_reads_the_pins_of_both_files():
    base = ConfigParser(interpolation=None)
    base.read(ROOT / "profiles/base.cfg")
    assert {f"profiles/{name}" for name in base["buildout"]["extends"].split()} == {
        path.relative_to(ROOT).as_posix() for path in PIN_FILES
    }
