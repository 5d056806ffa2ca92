"""Backups of a portal whose database is a file, made while it runs.

A directory of backups holds what they share and one directory for each of them::

    data/                      the database in pieces: repozo's own repository
    blobs/                     files of documents, laid out as in the blob storage
    20261123T021500Z/          one backup: tables/, files/, blobs.txt, manifest.json

The database is copied first and the files after it, so that each file that the copy
names is there; files never change, so that a later backup adds only new ones. The
tables beside the database come last: a letter that is noted as sent stays noted.
"""

from ccsr.policy.backup import manifests
from datetime import datetime
from pathlib import Path


def last_made(folder: Path) -> datetime | None:
    """Return the moment (UTC) up to which the newest whole backup goes; None without one."""
    found = manifests.every(folder)
    return found[-1].moment if found else None
