"""How much of reports is read rightly, left empty, or read wrongly, field by field.

    PYTHONPATH=src/ccsr.content/src:src/ccsr.search/src .venv/bin/python benchmarks/recognition.py
    [--reports DIR --truth FILE] [--scanned N]

Without a folder: the real reports beside the repository against their published table,
as corrected in ``data/recognition_corrections.csv``. The truth is a CSV file with a row
for each ``file``; its other columns are fields by their name here or in that table
(``published``, ``inspection_start``, ``inspection_end``). An empty cell is not known and
not asked; ``-`` says that the paper does not state it, so that any value is wrong.
Only what is certain counts as read. ``--scanned N``: the first pages of so many of the
reports, drawn in grey and read by machine (``domain.ocr``), without the pages behind.
"""

from ccsr.content.domain import ocr
from ccsr.content.domain import paper
from ccsr.content.domain import uploads
from ccsr.content.domain.recognition import names
from ccsr.content.domain.recognition import Paper
from ccsr.content.domain.recognition import read
from collections import Counter
from collections import defaultdict
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from time import perf_counter
from time import process_time
from zope.configuration import xmlconfig

import argparse
import ccsr.content
import csv
import pypdfium2
import re


SHARED = Path(__file__).parents[2] / "shared" / "data" / "reports"
CORRECTIONS = Path(__file__).parent / "data" / "recognition_corrections.csv"
NOT_STATED = {"-", "inspection_pre_dates_judgement", "not_reported_post_reform"}
ALIASES = {
    "published": "issued",
    "inspection_start": "inspected_from",
    "inspection_end": "inspected_to",
}
#: Columns that say nothing that a paper states, or say it in other words than the portal.
NOT_ASKED = {"file", "kind", "page"}
#: What the published table calls a framework.
LENGTHS = {"standard", "short"}
DATES = {"issued", "inspected_from", "inspected_to"}
REFORM = "2026-04-01"
#: Dots an inch of a scan, and its pages.
SCAN = 200
SCANNED_PAGES = 2


def main():
    arguments, truth = set_up(__doc__, scanned=0)
    if arguments.scanned:
        truth = dict(list(truth.items())[:: max(1, len(truth) // arguments.scanned)])
    counted, missed = defaultdict(Counter), {"wrong": [], "empty": []}
    seconds = Counter()
    for name, stated in truth.items():
        values = _values(arguments.reports / name, seconds, arguments.scanned > 0)
        for field, value in stated.items():
            result = result_of(field, value, values.get(field, ""))
            counted[field][result] += 1
            if result in missed:
                missed[result].append((name, field, value, values.get(field, "")))
    _report(counted, missed, seconds, len(truth))


def set_up(doc, **numbers):
    """Return the caller's wishes and what each file states; recognisers are registered."""
    parser = argparse.ArgumentParser(description=doc.splitlines()[0])
    parser.add_argument("--reports", type=Path, default=SHARED)
    parser.add_argument("--truth", type=Path)
    for name, number in numbers.items():
        parser.add_argument(f"--{name}", type=int, default=number)
    arguments = parser.parse_args()
    xmlconfig.file("recognition.zcml", ccsr.content)
    own = arguments.reports == SHARED and not arguments.truth
    path = arguments.truth or arguments.reports / "ground_truth.csv"
    return arguments, _truth(path, CORRECTIONS if own else None)


def _truth(path, corrections):
    """Return what each file states: a value by field, "-" where it states none."""
    with path.open(encoding="utf-8-sig", newline="") as rows:
        truth = {row["file"]: _stated(row) for row in csv.DictReader(rows)}
    if corrections:
        with corrections.open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                for name in truth if row["file"] == "*" else [row["file"]]:
                    truth[name][row["field"]] = row["value"]
    return truth


def _stated(row):
    stated = {
        ALIASES.get(field, field): _plain(ALIASES.get(field, field), value)
        for field, value in row.items()
        if field not in NOT_ASKED and value and value not in LENGTHS
    }
    visit = re.search(r"visit|monitoring", row.get("kind", ""), re.IGNORECASE)
    if "ILACS" in row.get("kind", ""):
        reformed = stated.get("inspected_from", "") >= REFORM
        stated["framework"] = "ofsted_ilacs_2026" if reformed else "ofsted_ilacs"
        stated["inspection_kind"] = "further" if visit else "annual"
    if "SEND" in row.get("kind", ""):
        stated |= {"framework": "ofsted_area_send", "inspection_kind": "further"}
    return stated


def _plain(field, value):
    value = value.strip()
    if value in NOT_STATED:
        return "-"
    if field in DATES and "/" in value:
        return datetime.strptime(value, "%d/%m/%Y").date().isoformat()
    if field in ("subject", "inspector", "urn", "provider"):
        return value
    return value.casefold().replace(" ", "_")


def _values(path, seconds, scanned):
    """Return what is read in a file and certain, by field."""
    data = path.read_bytes()
    started = perf_counter()
    sheets, pages = _scanned(data) if scanned else (paper.sheets(data), uploads.accept(data).pages)
    laid_out = perf_counter()
    began = process_time()
    reading = read(Paper(sheets, pages))
    spent = process_time() - began
    seconds["layout"] += laid_out - started
    seconds["recognition"] += spent
    seconds["pages"] += len(pages)
    seconds["slowest"] = max(seconds["slowest"], spent)
    return certain_values(reading)


def _scanned(data):
    """Return layout and text of a scan of a report's first pages, as the portal keeps them."""
    report = pypdfium2.PdfDocument(data)
    drawn = [
        report[number].render(scale=SCAN / 72, grayscale=True).to_pil().convert("L")
        for number in range(min(SCANNED_PAGES, len(report)))
    ]
    out = BytesIO()
    drawn[0].save(out, "PDF", resolution=SCAN, save_all=True, append_images=drawn[1:])
    found = {page.number: page for page in ocr.read(out.getvalue(), range(1, len(drawn) + 1))}
    sheets = paper.sheets(out.getvalue())
    return (
        tuple(replace(sheet, words=found[sheet.number].words) for sheet in sheets),
        tuple(found[sheet.number].text for sheet in sheets),
    )


def certain_values(reading):
    """Return what is certain in a reading, by field."""
    if not reading:
        return {}
    found = {**reading.values, **reading.grades}
    values = {name: str(one.value) for name, one in found.items() if one.certain}
    subject = reading.subject
    if subject and subject.certain:
        values |= {"subject": subject.name, "urn": subject.urn, "provider": subject.provider}
    return values


def result_of(field, stated, value):
    """Return "right", "empty" or "wrong"; "none" where nothing is stated and nothing was read."""
    if stated == "-":
        return "wrong" if value else "none"
    if not value:
        return "empty"
    return "right" if _same(field, stated, value) else "wrong"


def _same(field, stated, value):
    if field == "subject":
        return _key(names.place(stated)) == _key(names.place(value))
    return _key(stated) == _key(value)


def _key(text):
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _report(counted, missed, seconds, files):
    print(f"{'field':24}{'stated':>8}{'right':>8}{'empty':>8}{'wrong':>8}{'right':>9}{'wrong':>9}")
    for field, results in [*counted.items(), ("all", sum(counted.values(), Counter()))]:
        print(_row(field, results))
    for title, rows in missed.items():
        for name, field, stated, value in rows:
            print(f"{title}: {name}: {field}: stated {stated!r}, read {value!r}")
    print(
        f"{files} files, {seconds['pages']:.0f} pages; seconds a file: layout and text"
        f" {seconds['layout'] / files:.3f}, recognition (of the processor) {seconds['recognition'] / files:.3f}"
        f" (slowest {seconds['slowest']:.3f})"
    )


def _row(field, results):
    stated = results["right"] + results["empty"] + results["wrong"]
    numbers = f"{stated:8}{results['right']:8}{results['empty']:8}{results['wrong']:8}"
    shares = (
        f"{100 * results[one] / stated:7.1f} %" if stated else "" for one in ("right", "wrong")
    )
    return f"{field:24}{numbers}" + "".join(f"{share:>9}" for share in shares)


if __name__ == "__main__":
    main()
