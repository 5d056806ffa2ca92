"""A world without Plone, its database and its index in a directory of the test."""

import pytest
import smallworld
import transaction


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    """The directory of the indexes; what the process knew of others is forgotten."""
    monkeypatch.setenv("CCSR_SEARCH_DIR", str(tmp_path / "search"))
    return tmp_path / "search"


@pytest.fixture
def database(tmp_path):
    """A database in a file."""
    made = smallworld.open_file(tmp_path / "Data.fs")
    yield made
    transaction.abort()
    made.close()


@pytest.fixture
def here(database):
    """The world over one connection."""
    with smallworld.world_of(database) as opened:
        yield opened
