"""How much of real conditions of registration is read, and how much of that is right.

``PYTHONPATH=src/ccsr.content/src .venv/bin/python benchmarks/conditions.py FILE [--json FILE]``

``FILE`` is the regulator's register with conditions, a column ``Registration_Conditions`` and
a column ``Maximum_Occupancy``, which is the truth for the largest number of every row. The
truth for ages and days is ``conditions_labels.csv``: read from the text of every row by
its distinct sentences, apart from this program; row numbers count from 0. An empty label:
the text states none.
"""

from ccsr.content.domain.conditions_read import read
from collections import Counter
from datetime import date
from pathlib import Path
from rich.console import Console
from rich.table import Table

import argparse
import csv
import json
import time


LABELS = Path(__file__).with_name("conditions_labels.csv")
#: Percent of the stated maxima and ages that must be right; what is not read is not wrong.
LEAST = 97
OUTCOMES = ("stated", "right", "not read", "wrong")


def main():
    """Print the figures; leave with 1 where something is wrong or too little is read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    texts, most = load(asked.file)
    started = time.thread_time()
    readings = [read(text) for text in texts]
    each = (time.thread_time() - started) * 1000 / len(texts)
    found = figures(readings, most, labels())
    show(found, len(texts), each)
    if asked.json:
        asked.json.write_text(json.dumps({"ms": round(each, 2), "fields": found}, indent=1))
    wrong = any(one["wrong"] for one in found.values())
    raise SystemExit(wrong or any(found[name]["share"] < LEAST for name in ("places", "ages")))


def load(path):
    """Return the texts of the rows, and the largest number of each."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return [row["Registration_Conditions"] for row in rows], [
        int(row["Maximum_Occupancy"]) for row in rows
    ]


def labels():
    """Return what a person read, by row."""
    with LABELS.open(newline="") as lines:
        return {int(row["row"]): row for row in csv.DictReader(lines)}


def figures(readings, most, labelled):
    """Return the figures by field."""
    pairs = {"places": list(zip(most, (one.values.get("places") for one in readings), strict=True))}
    for name in ("age_from", "age_to", "due"):
        pairs[name] = [
            (truth(name, row[name]), readings[number].values.get(name))
            for number, row in labelled.items()
        ]
    pairs["ages"] = pairs.pop("age_from") + pairs.pop("age_to")
    return {name: count(some) for name, some in pairs.items()}


def truth(name, label):
    """Return the value of a label."""
    if not label:
        return None
    return date.fromisoformat(label) if name == "due" else int(label)


def count(pairs):
    """Return how many are stated, right, not read and wrong; and the share that is right."""
    found = Counter(outcome(*pair) for pair in pairs)
    stated = sum(said is not None for said, _read in pairs)
    share = round(100 * found["right"] / stated, 1) if stated else 100.0
    return {"stated": stated, **{name: found[name] for name in OUTCOMES[1:]}, "share": share}


def outcome(said, was_read):
    """Return the outcome of one value; what is read where nothing is stated is wrong."""
    if was_read is None:
        return "nothing" if said is None else "not read"
    return "right" if said == was_read else "wrong"


def show(found, texts, each):
    """Print a table."""
    table = Table(title=f"{texts} texts, {each:.1f} ms of processor time each")
    for name in ("value", *OUTCOMES, "% right"):
        table.add_column(name, justify="right")
    for name, one in found.items():
        table.add_row(name, *(str(one[key]) for key in OUTCOMES), str(one["share"]))
    Console().print(table)


if __name__ == "__main__":
    main()
