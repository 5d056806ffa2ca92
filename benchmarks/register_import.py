"""How long a register's file takes to be read and compared.

``PYTHONPATH=src/ccsr.search/src:src/ccsr.content/src .venv/bin/python
benchmarks/register_import.py FILE --mapping scotland [--rows 600 --rows 10000]``

The file's rows are repeated under other numbers until there are as many as asked
for; the register is what the file says with every fiftieth service renamed, every
thirtieth with other places, every hundredth missing and as many that the file lacks.
Without Plone: the rules alone, from the bytes to the entries, as CSV and as XLSX.

``bin/ccsr import-register FILE --json`` under ``time`` is the same with a database.
"""

from ccsr.content.domain.importing.difference import difference
from ccsr.content.domain.importing.entries import Known
from ccsr.content.domain.importing.reading import read
from ccsr.content.domain.importing.shipped import shipped
from ccsr.content.domain.importing.table import table
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from rich.console import Console
from rich.table import Table

import argparse
import csv
import io
import time
import xlsxwriter


OF_PROVIDER = ("provider", "provider_urn", "sector")


def stretched(path: Path, number: str, count: int) -> list[list[str]]:
    """Return header and as many rows, each with a number of its own."""
    header, *rows = csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline=""))
    place = header.index(number)
    found = [header]
    for turn in range(count):
        row = list(rows[turn % len(rows)])
        if turn >= len(rows):
            row[place] = f"{row[place][:2]}{9_000_000_000 + turn}"
        found.append(row)
    return found


def as_csv(rows: list[list[str]]) -> bytes:
    """Return rows as a CSV."""
    written = io.StringIO(newline="")
    csv.writer(written).writerows(rows)
    return written.getvalue().encode()


def as_xlsx(rows: list[list[str]]) -> bytes:
    """Return rows as a workbook."""
    data = BytesIO()
    book = xlsxwriter.Workbook(data)
    sheet = book.add_worksheet()
    for place, row in enumerate(rows):
        sheet.write_row(place, 0, row)
    book.close()
    return data.getvalue()


def register(reading, mapping):
    """Return a register that differs from what was read here and there."""
    services, providers = [], {}
    for turn, row in enumerate(reading.rows):
        values = {name: one for name, one in row.values.items() if name not in OF_PROVIDER}
        name = str(row.get("provider_urn") or row.get("provider"))
        provider = {"title": row.get("provider"), "urn": row.get("provider_urn")}
        keys = frozenset([mapping.key(name)] if row.get("provider_urn") else [])
        providers.setdefault(name, Known(name, keys, {**provider, "sector": row.get("sector")}))
        if turn % 50 == 0:
            values["title"] = f"Old {values['title']}"
        if turn % 30 == 0:
            values["places"] = 77
        key = f"gone{turn}" if turn % 100 == 0 else row.key
        services.append(Known(row.key, frozenset([key]), values, name, is_own=True))
    return services, list(providers.values())


def measured(data: bytes, mapping):
    """Return the seconds of reading and of comparing, and what was found."""
    begun = time.perf_counter()
    reading = read(table(data), mapping)
    between = time.perf_counter()
    services, providers = register(reading, mapping)
    ready = time.perf_counter()
    found = difference(reading, mapping, services, providers)
    done = time.perf_counter()
    return between - begun, done - ready, found


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser()
    asked.add_argument("file", type=Path)
    asked.add_argument("--mapping", default="scotland")
    asked.add_argument("--rows", type=int, action="append")
    asked = asked.parse_args()
    mapping = replace(shipped()[asked.mapping])
    number = mapping.columns["urn"].columns[0][0]
    shown = Table("rows", "as", "read, s", "compare, s", "entries")
    for count in asked.rows or (600, 10_000):
        rows = stretched(asked.file, number, count)
        for name, write in (("CSV", as_csv), ("XLSX", as_xlsx)):
            reading, comparing, found = measured(write(rows), mapping)
            entries = str(len(found.entries))
            shown.add_row(str(count), name, f"{reading:.2f}", f"{comparing:.2f}", entries)
    Console().print(shown)


if __name__ == "__main__":
    main()
