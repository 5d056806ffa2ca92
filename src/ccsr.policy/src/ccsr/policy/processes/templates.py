"""Templates are compiled once, not by every process that starts.

Chameleon makes Python of a template when a page is first asked for, which takes longer than all
the rest of it. What it made is kept in files, beside the database or where ``CCSR_TEMPLATES``
says, and read by processes that start later. Files of another Python, another set of packages
or another text of the template are not met: the names tell them apart.
"""

from chameleon.loader import MemoryLoader
from chameleon.loader import ModuleLoader
from chameleon.template import BaseTemplate
from hashlib import sha256
from importlib import metadata
from pathlib import Path

import chameleon
import logging
import os
import sys


FOLDER = "CCSR_TEMPLATES"
#: What Chameleon calls the function that makes a page.
MADE = "initialize"
logger = logging.getLogger(__name__)


class KeptInFiles(ModuleLoader):
    """Keeps what was compiled; where it cannot, a process compiles for itself."""

    def build(self, source: str, filename: str) -> dict[str, object]:
        """Keep what was compiled and return its names."""
        try:
            return super().build(source, filename)
        except OSError as error:
            # A full disk makes pages slow, not missing.
            logger.warning("A compiled template is not kept: %s", error)
            return MemoryLoader().build(source, filename)

    def get(self, filename: str) -> dict[str, object] | None:
        """Return the names of what is kept; None where it is to be compiled."""
        try:
            names = super().get(filename)
        except (OSError, SyntaxError, ValueError, EOFError) as error:
            logger.warning("A compiled template cannot be read: %s", error)
            return None
        if names is None or MADE in names:
            return names
        # Cut short as the machine went down.
        sys.modules.pop(Path(filename).stem, None)
        return None


def keep(folder: Path) -> None:
    """Have this process keep compiled templates below a directory, or where the environment says."""
    below = Path(os.environ.get(FOLDER) or folder) / _packages()
    try:
        below.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        logger.warning("Compiled templates are not kept: %s", error)
        return
    BaseTemplate.loader = KeptInFiles(str(below))


def _packages() -> str:
    """Return what is another name as soon as Python or a package is another."""
    folder = Path(metadata.distribution(chameleon.__name__).locate_file("."))
    installed = sorted(one.name for one in folder.glob("*.dist-info"))
    return sha256("\n".join([sys.version, *installed]).encode()).hexdigest()[:16]
