"""What the record keeps of a concern form that stopped: that it did, and nothing else."""

from ccsr.content.content import concerns
from ccsr.policy.record.coalescing import lately
from ccsr.policy.record.reading import entries
from records import elsewhere

import pytest


SECRET = "Wrexham lighthouse nineteen"
READER = "carys.commissioner"
NOTHING = ("who", "account", "address", "agent", "method", "request", "uid", "path", "title")


@pytest.fixture
def recorded(visitor, tmp_path):
    """A record that holds what this test does and nothing else."""
    visitor(READER).get("")
    lately.forget()
    with elsewhere(tmp_path):
        yield tmp_path


def post(visitor, name, **answers):
    one = visitor(name)
    return one.client.post(f"{one.base}/{concerns.FORM}?service=x", data=answers)


def test_the_record_says_that_the_stop_was_shown_and_not_to_whom(visitor, recorded):
    visitor(READER).get(f"/{concerns.FORM}")
    typed = {"form.widgets.happened": SECRET, "concern_service": SECRET}
    assert "call 999" in post(visitor, READER, child_at_risk="yes", **typed).text
    post(visitor, "mair.manager", child_at_risk="yes")
    (line,) = [one for one in entries() if one.kind != "signed-in"]
    assert line.kind == "concern-stopped"
    assert {getattr(line, name) for name in NOTHING} == {""}
    assert line.details == {}
    written = [path for path in recorded.rglob("*") if path.is_file()]
    assert written
    assert not any(SECRET.encode() in path.read_bytes() for path in written)
