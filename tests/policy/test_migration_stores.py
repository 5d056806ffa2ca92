"""What ``bin/ccsr migrate-storage`` moves beside the objects."""

from ccsr.policy.moving import rows
from pathlib import Path

import re


CODE = Path(__file__).parents[2] / "src/ccsr.policy/src"
ASKED = re.compile(r'database\.engine\("([\w-]+)", (\w+)\)')


def test_every_store_of_tables_is_moved():
    found = {name for path in CODE.rglob("*.py") for name, _ in ASKED.findall(path.read_text())}
    assert set(rows.stores()) == found
    assert len(found) == 6
