"""Every variable that the code reads stands in the table, and no other."""

from ccsr.policy.mailbox.settings import PREFIX
from ccsr.policy.mailbox.settings import Settings
from dataclasses import fields
from pathlib import Path

import pytest
import re
import subprocess


ROOT = Path(__file__).parents[2]
TABLE = ROOT / "docs/reference/configuration.rst"
NAME = re.compile(r"\bCCSR_[A-Z_]*[A-Z]\b")
#: Secrets that a file names, and the file itself, are never in git.
KEPT = ("secret.key", "record.key", "demo-accounts.json", "environment")


def documented():
    return re.findall(r"^   \* - ``(CCSR_\w+)``$", TABLE.read_text(), re.MULTILINE)


def read():
    """Return the names in code and profiles; the mailbox's are put together from its settings."""
    found = [*(ROOT / "src").rglob("*.py"), *(ROOT / "profiles").rglob("*.*")]
    sources = [path.read_text() for path in found]
    mailbox = {f"{PREFIX}{one.name.upper()}" for one in fields(Settings)}
    named = {name for text in sources for name in NAME.findall(text)}
    return named | mailbox | {f"{PREFIX}PASSWORD_FILE"}


def test_the_table_has_every_variable_once_and_no_other():
    assert sorted(documented()) == sorted(read())


@pytest.mark.parametrize("name", KEPT)
def test_no_file_of_secrets_is_tracked(name):
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert name not in {Path(path).name for path in tracked}
