"""The mappings that come with the portal, one JSON file each in ``config/data/mappings``."""

from __future__ import annotations

from ccsr.content import config
from ccsr.content.domain.importing.mapping import Mapping
from ccsr.content.domain.importing.mapping import read
from functools import cache
from importlib.resources import files

import json


NAMES = ("ciw", "scotland", "own")


@cache
def shipped() -> dict[str, Mapping]:
    """Return the shipped mappings by id."""
    folder = files(config).joinpath("data/mappings")
    found = [read(json.loads(folder.joinpath(f"{one}.json").read_text("utf-8"))) for one in NAMES]
    return {one.id: one for one in found}
