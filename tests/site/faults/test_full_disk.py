"""No room for the database: people are told, nothing is spoilt, and it goes on by itself."""

from contextlib import contextmanager
from faults import killing
from faults.load import account
from faults.load import Load
from faults.load import Paper
from faults.places import MARKS
from faults.places import OneHost
from faults.places import pids

import base64
import httpx
import pytest
import resource
import world


pytestmark = pytest.mark.uncounted

#: Bytes that the file may still grow: less than one upload's transaction.
ROOM = 2000


@contextmanager
def no_room(process):
    """Let the server of the database write its file hardly any further."""
    [pid] = pids(process.var, MARKS["database"])
    size = (process.var / "filestorage" / "Data.fs").stat().st_size
    before = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (size + ROOM, before[1]))
    try:
        yield
    finally:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, before)


def test_without_room_nothing_is_half_written_and_with_room_it_goes_on(process):
    load = Load(process.url, process.passwords, threads=0, seed=8000, is_alone=False)
    load.start()
    data = base64.b64encode(world.pdf("No room")).decode()
    papers = [Paper(f"fault8000x0x{number}", load.services[0], data) for number in range(2)]
    load.papers += papers
    with account(process.url, process.passwords, "reviewer") as client:
        with no_room(process):
            with pytest.raises(httpx.HTTPStatusError) as refused:
                load._upload(client, papers[0])
            assert refused.value.response.status_code >= 500
            assert refused.value.response.json()["message"]
            assert client.get(papers[0].service).status_code == 200
        assert load._upload(client, papers[1])
    assert load.unkept() == []
    assert papers[0].path == ""
    assert killing.look(OneHost(process)) == []
