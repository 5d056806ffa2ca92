"""The load of ``load.py`` on three hosts of a cluster, on loopback.

``benchmarks/load_cluster.py FOLDER [options of load.py]`` copies the portal of FOLDER
(``portal.py``), which must not run, moves the copy into a PostgreSQL of its own that writes
through to the disk, starts three hosts as ``profiles/cluster.cfg`` makes them, each with an
index of texts of its own, two with a worker, and prints what ``load.py`` does of them.
Needs Debian's ``postgresql`` and ``redis-server``.
"""

from pathlib import Path

import shutil
import subprocess
import sys
import time


HERE = Path(__file__).resolve().parent
#: Seconds that a host may take to make its index of texts.
STARTED = 900
sys.path.insert(0, str(HERE.parent / "tests"))


def main():
    from cluster_hosts import own_hosts

    folder, *options = sys.argv[1:]
    with own_hosts("fsync=on") as hosts:
        shutil.copytree(folder, hosts.source, ignore=shutil.ignore_patterns("*.socket", "*.lock"))
        _timed("moved into PostgreSQL", hosts.migrate)
        _timed("three hosts serve, each with an index of its own", lambda: _start(hosts))
        processes = [one for host in hosts.all for one in (host.portal, host.worker) if one]
        urls = ",".join(host.url for host in hosts.all)
        pids = ",".join(str(one.pid) for one in processes)
        command = [sys.executable, HERE / "load.py", folder, "--urls", urls, "--pids", pids]
        raise SystemExit(subprocess.run([*command, *options]).returncode)


def _start(hosts):
    for host in hosts.all:
        host.serve()
    for host in hosts.all:
        hosts.wait(host.is_ready, STARTED)
    for host in hosts.all[:2]:
        host.work()


def _timed(what, do):
    begun = time.monotonic()
    do()
    print(f"{what}: {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
