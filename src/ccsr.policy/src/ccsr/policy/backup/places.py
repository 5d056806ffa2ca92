"""Where a portal keeps what is backed up."""

from ccsr.policy.backup.manifests import Unusable
from ccsr.policy.commands import instance
from ccsr.policy.processes import storage
from ccsr.policy.record import journal
from ccsr.policy.record import keys as record_keys
from ccsr.policy.second_factor import keys as secret_keys
from dataclasses import dataclass
from pathlib import Path

import os


@dataclass(frozen=True)
class Places:
    """Files and directories of a portal in ``var``."""

    var: Path
    data: Path
    blobs: Path

    def keys(self) -> dict[str, Path]:
        """Return the files that must stay secret, by their names in a restored portal."""
        found = {"secret.key": secret_keys.path(), "record.key": record_keys.key_file()}
        return {name: path for name, path in found.items() if path.exists()}

    def settings(self) -> dict[str, Path]:
        """Return what is saved in files, by name; the site's own settings are in the database."""
        found = [self.var / "demo-accounts.json", *self.var.glob("*.pem")]
        return {path.name: path for path in found if path.exists()}

    def tables(self) -> list[Path]:
        """Return the files of the tables beside the database."""
        return [] if "CCSR_DATABASE" in os.environ else sorted(self.var.glob("*.sqlite"))

    def head(self) -> Path:
        """Return the note of the end of the record."""
        return record_keys.head_file()

    def journals(self) -> Path:
        """Return where what is not in the record yet stands."""
        return journal.folder()


def here() -> Places:
    """Return those of this portal; raise ``Unusable`` where its database is no file."""
    text = instance.configuration().read_text()
    var, path, blobs = (
        instance.var(),
        storage.FILE_PATH.search(text),
        storage.BLOBS.search(text),
    )
    # The clients of a server of the database are told of the server alone.
    data = Path(path[1]) if path else var / "filestorage" / "Data.fs"
    if not data.exists():
        raise Unusable(
            f"There is no database at {data}. One in PostgreSQL is backed up with its own "
            "tools: docs/how-to/backup.rst."
        )
    return Places(var, data, Path(blobs[1]) if blobs else var / "blobstorage")
