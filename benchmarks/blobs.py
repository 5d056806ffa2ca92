"""Files in PostgreSQL or in a directory that all hosts share: which is quicker?

``benchmarks/blobs.py`` (as root or as who may run PostgreSQL) starts a PostgreSQL of its
own that writes through to the disk, stores 40 files of 1 to 20 MB, each in a transaction of
its own as an upload is, through both, and reads them as another host does: first, and
again. The shared directory is on this machine's own disk: over NFS each of its figures
has the network's on top, as those of PostgreSQL have.
"""

from contextlib import closing
from pathlib import Path
from random import Random
from ZODB.blob import Blob
from ZODB.DB import DB

import click
import json
import statistics
import sys
import tempfile
import time
import transaction
import ZODB.config


sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

SECTION = """
%import relstorage
<relstorage>
  name main
  keep-history true
  blob-dir {blobs}
  shared-blob-dir {shared}
  {size}
  cache-local-mb 50
  <postgresql>
    driver psycopg2
    dsn {dsn}
  </postgresql>
</relstorage>
"""
MB = 1024 * 1024


@click.command()
@click.option("--files", default=40, show_default=True)
def main(files: int) -> None:
    """Print seconds of both ways as JSON."""
    from clusters import own_cluster

    with own_cluster("fsync=on") as cluster, tempfile.TemporaryDirectory() as folder:
        for way in ("database", "directory", "database", "directory"):
            told = {"way": way, **measure(cluster, Path(folder), way == "directory", files)}
            print(json.dumps(told), flush=True)


def measure(cluster, folder: Path, is_shared: bool, files: int) -> dict[str, object]:
    """Store and read; return seconds and MB."""
    random = Random(1)
    sizes = [random.randint(MB, 20 * MB) for _ in range(files)]
    ours = Path(tempfile.mkdtemp(dir=folder))
    theirs = ours if is_shared else Path(tempfile.mkdtemp(dir=folder))
    with closing(database(cluster, ours, is_shared)) as db:
        db.storage.zap_all(slow=True)
    with closing(database(cluster, ours, is_shared)) as db:
        written = write(db, [random.randbytes(size) for size in sizes])
    with closing(database(cluster, theirs, is_shared)) as db:
        first, again = read(db, sizes), read(db, sizes)
    total = sum(sizes) / MB
    return {
        "MB": round(total),
        "write p50 s": round(statistics.median(written), 3),
        "write max s": round(max(written), 3),
        "write MB/s": round(total / sum(written), 1),
        "read first p50 s": round(statistics.median(first), 3),
        "read first MB/s": round(total / sum(first), 1),
        "read again p50 s": round(statistics.median(again), 4),
        "read again MB/s": round(total / sum(again), 1),
    }


def database(cluster, blobs: Path, is_shared: bool) -> DB:
    """Return the database as one host opens it."""
    size = "" if is_shared else "blob-cache-size 10GB"
    filled = {"blobs": blobs, "shared": str(is_shared).lower(), "size": size, "dsn": cluster.words}
    return DB(ZODB.config.storageFromString(SECTION.format(**filled)))


def write(db: DB, contents: list[bytes]) -> list[float]:
    """Store each in a transaction; return the seconds of each."""
    taken = []
    with closing(db.open()) as connection:
        for number, content in enumerate(contents):
            begun = time.perf_counter()
            connection.root()[str(number)] = blob = Blob()
            with blob.open("w") as file:
                file.write(content)
            transaction.commit()
            taken.append(time.perf_counter() - begun)
    return taken


def read(db: DB, sizes: list[int]) -> list[float]:
    """Read each; return the seconds of each."""
    taken = []
    with closing(db.open()) as connection:
        for number, size in enumerate(sizes):
            begun = time.perf_counter()
            with connection.root()[str(number)].open("r") as file:
                assert len(file.read()) == size
            taken.append(time.perf_counter() - begun)
        transaction.abort()
    return taken


if __name__ == "__main__":
    main()
