"""A PostgreSQL is dumped under load with its own tools and made again elsewhere: ``make faults``."""

from ccsr.policy.moving import objects
from cluster_hosts import Host
from clusters import own_cluster
from clusters import PROGRAMS
from faults import killing
from faults.load import Load
from faults.places import on_postgresql
from pathlib import Path
from time import monotonic
from ZODB.config import storageFromString

import pytest
import subprocess


pytestmark = pytest.mark.uncounted

STORAGE = """%import relstorage
<relstorage>
  keep-history true
  blob-dir {folder}
  shared-blob-dir false
  <postgresql>
    driver psycopg2
    dsn {words}
  </postgresql>
</relstorage>"""


@pytest.fixture(scope="module")
def place():
    """A portal and a worker on PostgreSQL."""
    with on_postgresql() as made:
        yield made


def own_tool(program: str, cluster, *words) -> None:
    """Run one of PostgreSQL's tools on a server."""
    there = ["--host", "localhost", "--port", str(cluster.port), "--username", "ccsr"]
    subprocess.run([PROGRAMS / program, *there, *words], check=True, capture_output=True)


def same(words: str, restored: str, folder: Path) -> objects.Tally:
    """Compare every record and file of what was restored with where it came from."""
    opened = [
        storageFromString(STORAGE.format(folder=folder / name, words=said))
        for name, said in (("ours", words), ("theirs", restored))
    ]
    ours = objects.lines(opened[0])
    tally = objects.Tally()
    for line in objects.lines(opened[1]):
        assert line == next(ours)
        tally.records += 1
        tally.files += bool(line.file)
        tally.bytes += line.size
    for one in opened:
        one.close()
    return tally


def test_what_pg_dump_takes_under_load_is_the_same_when_pg_restore_has_made_it_again(
    place, tmp_path
):
    load = Load(place.url, place.passwords, seed=41000)
    load.start()
    load.wait(6)
    before = [(one.path, one.word) for one in [*load.papers] if one.path and one.file]
    begun = monotonic()
    dump = tmp_path / "ccsr.dump"
    own_tool("pg_dump", place.hosts.postgresql, "-Fc", f"--file={dump}", "postgres")
    dumped = monotonic() - begun
    load.wait(3)
    lost = monotonic() - begun
    load.stop()
    with own_cluster("fsync=on") as other:
        begun = monotonic()
        own_tool("pg_restore", other, "--dbname=postgres", dump)
        restored = monotonic() - begun
        tally = same(place.hosts.postgresql.words, other.words, tmp_path)
        print(
            f"pg_dump {dumped:.1f} s, {dump.stat().st_size} bytes; RPO {lost:.1f} s in this drill; "
            f"pg_restore {restored:.1f} s; {tally.records} records, {tally.files} files, "
            f"{tally.bytes} bytes of files, all the same"
        )
        host = Host(place.hosts, "restored")
        host.environment |= {"CCSR_STORAGE": other.words, "CCSR_DATABASE": other.url}
        begun = monotonic()
        host.serve()
        try:
            place.hosts.wait(host.is_ready)
            started = monotonic() - begun
            bearer = host.sign_in("reviewer")
            for path, word in before:
                assert word in host.asking(bearer).get(path).raise_for_status().text
            assert killing.look(On(place.home, host.environment)) == []
        finally:
            host.stop()
    print(f"RTO {restored + started:.1f} s with the start and its index of texts")
    assert tally.records > 10_000
    assert tally.files > 100


class On:
    """What ``look`` must know of a portal."""

    def __init__(self, home: Path, environment: dict[str, str]) -> None:
        self.home, self.environment = home, environment
