"""The tables of who may take which step: accounts by letter, and the rows of a table."""

from pathlib import Path


TABLES = Path(__file__).parent / "tables"
WHO = {
    "A": None,
    "C": "carys.commissioner",
    "O": "ann.officer",
    "R": "rhys.reviewer",
    "I": "ivor.inspector",
    "P": "petra.contact",
    "Q": "otto.contact",
    "W": "wil.partner",
    "S": "sian.siteadmin",
    "M": "mair.manager",
}


def rows(name):
    """Yield situation, step and the letters of those who may, of a table by its file's name."""
    lines = (TABLES / name).read_text().splitlines()
    told = [line for line in lines if line and line[0] != "#"]
    head, *found = [[cell.strip() for cell in line.split("|")] for line in told]
    for situation, *cells in found:
        for step, letters in zip(head[1:], cells, strict=True):
            yield situation, step, letters.strip("-")
