"""The server of the database: it alone has the file open, portal and worker are its clients.

The file is what the zope.conf names; where that names something else (PostgreSQL, a
server of another host), there is nothing to serve. The server listens on a socket
of the file system, which only the account that runs the portal may open. Run as a
module with the path of the zope.conf it serves until its parent ends.
"""

from ccsr.policy.commands import instance
from ccsr.policy.commands import logs
from ccsr.policy.processes import children
from ccsr.policy.processes import lifeline
from ccsr.policy.processes.children import Child
from hashlib import sha256
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import logging
import os
import re
import secrets
import signal
import socket
import sys
import time


FILE = re.compile(r"<blobstorage>.*?</blobstorage>", re.DOTALL)
FILE_PATH = re.compile(r"<filestorage>\s*path\s+(\S+)")
BLOBS = re.compile(r"blob-dir\s+(\S+)")
#: How the server calls what it serves.
NAME = "main"
#: The longest name of a socket that Linux takes is 107 bytes.
LONGEST = 100
#: What a client keeps of the database in a file of its own, for when its memory is full.
CACHE = "512MB"
#: Seconds for which another process may hold the database before it is said to be in use.
PATIENCE = 5.0
#: A server that was killed has given out numbers to clients under which nothing is saved yet:
#: the next one begins anywhere among so many further ones, so that no two objects have one.
FURTHER = 2**32
#: Seconds in which a server that has the database must answer.
STARTED = 60.0

CLIENT = """<zeoclient>
      server {address}
      storage {name}
      name {name}
      blob-dir {blobs}
      shared-blob-dir on
      cache-size {cache}
      min-disconnect-poll 1
      max-disconnect-poll 2
    </zeoclient>"""


def address() -> Path:
    """Return the path of the socket."""
    path = instance.var() / "storage.socket"
    if len(os.fsencode(path)) <= LONGEST:
        return path
    folder = Path(gettempdir()) / f"ccsr-{sha256(os.fsencode(path)).hexdigest()[:16]}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_uid != os.getuid():
        raise instance.CannotRun(f"{folder} belongs to somebody else.")
    return folder / "storage.socket"


def is_file(text: str) -> bool:
    """Return whether the database of a zope.conf is a file."""
    return bool(FILE.search(text))


def as_client(text: str) -> str:
    """Return a zope.conf with the server in place of the file."""
    section = FILE.search(text)
    if section is None:
        return text
    blobs = BLOBS.search(section[0])
    filled = {"address": address(), "name": NAME, "blobs": blobs and blobs[1], "cache": CACHE}
    return text.replace(section[0], CLIENT.format(**filled))


def answers() -> bool:
    """Return whether a server listens."""
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.settimeout(PATIENCE)
            probe.connect(str(address()))
            # It greets first; whoever goes before that is an error in its log.
            return bool(probe.recv(100))
        except OSError:
            return False


def started() -> Child | None:
    """Keep a server running from now on; None where the database is no file.

    Raises ``DatabaseInUse`` where a process has it open that does not serve it.
    """
    configuration = instance.configuration()
    if not is_file(configuration.read_text()):
        return None
    child = Child("storage", ["-m", __name__, str(configuration), str(instance.var())])
    child.start()
    return child


def wait(child: Child | None) -> None:
    """Wait until a server answers: this one, or that of another process."""
    now = begun = time.monotonic()
    while child is not None and now < begun + STARTED:
        is_others = child.status == children.TAKEN and now > begun + PATIENCE
        if answers() and (child.is_alive or is_others):
            return
        if is_others:
            child.stop()
            raise instance.DatabaseInUse(str(instance.var()))
        time.sleep(0.05)
        now = time.monotonic()


def settle() -> None:
    """Give a server whose portal was killed the time to close the database."""
    from zc.lockfile import LockError
    from zc.lockfile import LockFile

    path = FILE_PATH.search(instance.configuration().read_text())
    end = time.monotonic() + PATIENCE
    while path and Path(path[1]).exists() and time.monotonic() < end and not _is_portal_there():
        try:
            LockFile(f"{path[1]}.lock").close()
        except LockError:
            time.sleep(0.05)
        else:
            return


def _is_portal_there() -> bool:
    try:
        with instance.portal_lock():
            return False
    except instance.DatabaseInUse:
        return True


def serve(configuration: Path, folder: Path) -> None:
    """Serve the database until the parent ends."""
    from zc.lockfile import LockError
    from ZEO.StorageServer import StorageServer
    from ZODB.config import storageFromString
    from ZODB.utils import p64
    from ZODB.utils import u64

    os.umask(0o077)
    os.environ["CCSR_VAR"] = str(folder)
    log_to(folder / "log" / "storage.log")
    section = FILE.search(configuration.read_text())
    assert section is not None
    try:
        storage = storageFromString(section[0])
    except LockError:
        sys.exit(children.TAKEN)
    storage.set_max_oid(p64(u64(storage._oid) + secrets.randbelow(FURTHER)))
    server = StorageServer(str(address()), {NAME: storage})
    signal.signal(signal.SIGTERM, lambda *_: _close(storage))
    server.loop()


def _close(storage: Any) -> None:
    """Write the index of the file, so that it opens quickly, and end."""
    storage.close()
    os._exit(0)


def log_to(path: Path) -> None:
    """Write what it has to say to a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handler = logs.file(path)
    if not logs.is_json():
        handler.setFormatter(logging.Formatter(logs.PLAIN))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])


if __name__ == "__main__":
    lifeline.follow()
    serve(Path(sys.argv[1]), Path(sys.argv[2]))
