"""The table of ASVS in the docs is whole, and what it names exists."""

from collections import Counter
from csv import reader
from pathlib import Path

import ast
import re


ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs/explanation/security.rst").read_text()

#: Section of ASVS 5.0.0 → its requirements of levels 1 and 2; those of level 3 come last.
SECTIONS = {
    **{"1.1": 2, "1.2": 9, "1.3": 11, "1.4": 3, "1.5": 2},
    **{"2.1": 3, "2.2": 3, "2.3": 4, "2.4": 1},
    **{"3.2": 2, "3.3": 4, "3.4": 6, "3.5": 5, "3.7": 2},
    **{"4.1": 3, "4.2": 1, "4.3": 2, "4.4": 4},
    **{"5.1": 1, "5.2": 3, "5.3": 2, "5.4": 3},
    **{"6.1": 3, "6.2": 12, "6.3": 4, "6.4": 4, "6.5": 5, "6.6": 3, "6.8": 4},
    **{"7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5, "7.5": 2, "7.6": 2},
    **{"8.1": 2, "8.2": 3, "8.3": 1, "8.4": 1},
    **{"9.1": 3, "9.2": 4},
    **{"10.1": 2, "10.2": 2, "10.3": 4, "10.4": 11, "10.5": 5, "10.6": 2, "10.7": 3},
    **{"11.1": 2, "11.2": 3, "11.3": 3, "11.4": 4, "11.5": 1, "11.6": 1},
    **{"12.1": 3, "12.2": 2, "12.3": 4},
    **{"13.1": 1, "13.2": 5, "13.3": 2, "13.4": 5},
    **{"14.1": 2, "14.2": 4, "14.3": 3},
    **{"15.1": 3, "15.2": 3, "15.3": 7},
    **{"16.1": 1, "16.2": 5, "16.3": 4, "16.4": 3, "16.5": 3},
    **{"17.1": 1, "17.2": 4, "17.3": 2},
}
REQUIREMENTS = {f"{name}.{n}" for name, most in SECTIONS.items() for n in range(1, most + 1)}
STATES = ("met", "partly", "host", "not met", "none")

TABLE_LINES = [line.strip() for line in TEXT.splitlines() if line.startswith('   "')]
ROWS = list(reader(TABLE_LINES, skipinitialspace=True))
ASKED = [row for row in ROWS if len(row) == 5]
ABSENT = [row[0] for row in ROWS if len(row) == 2]


def is_left_out(number):
    return number.rpartition(".")[0] in ABSENT


def names(path):
    """Return the functions and classes of a module, of a missing one none."""
    if not path.exists():
        return set()
    return {getattr(node, "name", "") for node in ast.walk(ast.parse(path.read_text()))}


def test_every_requirement_has_its_row_once():
    assert len(REQUIREMENTS) == 253
    numbers = [row[0] for row in ASKED]
    assert sorted(numbers) == sorted(one for one in REQUIREMENTS if not is_left_out(one))
    assert set(ABSENT) < set(SECTIONS)


def test_every_row_says_how_it_stands_and_who_shows_it():
    assert {row[2] for row in ASKED} <= set(STATES)
    silent = [row[0] for row in ASKED if row[2] == "met" and not (row[3] and row[4])]
    assert silent == []


def test_the_sum_above_the_table_is_right():
    counts = Counter(row[2] for row in ASKED)
    counts["none"] += len([one for one in REQUIREMENTS if is_left_out(one)])
    said = ", ".join(f"{counts[state]} {state}" for state in STATES)
    assert f"\n{said}.\n" in TEXT


def test_every_test_that_is_named_exists():
    named = set(re.findall(r"``(\w[\w/]*\.py)::(\w+)``", TEXT))
    assert len(named) > 50
    assert {one for one in named if one[1] not in names(ROOT / "tests" / one[0])} == set()


def test_every_module_that_is_named_exists():
    modules = set(re.findall(r"``((?:content|policy|search)/[\w/]+\.py)``", TEXT))
    assert len(modules) > 20
    assert {one for one in modules if not list(ROOT.glob(f"src/*/src/ccsr/{one}"))} == set()
