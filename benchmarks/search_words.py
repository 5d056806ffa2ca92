"""Queries, suggestions and "more like this" on a large directory, without Plone.

``PYTHONPATH=src/ccsr.search/src .venv/bin/python benchmarks/search_words.py [N] [--json FILE]``

Texts of 800 words from 300,000 after Zipf, made from a seed. Milliseconds of
processor time of the functions alone; half of the records may be seen.
"""

from ccsr.search import likeness
from ccsr.search import spelling
from ccsr.search import suggestions
from ccsr.search.counting import Within
from ccsr.search.engine import Ask
from ccsr.search.engine import Engine
from ccsr.search.fields import Fields
from ccsr.search.reading import read
from ccsr.search.store import Change
from ccsr.search.stores import Place
from itertools import accumulate
from pathlib import Path
from pyroaring import BitMap
from rich.console import Console
from rich.table import Table

import argparse
import json
import random
import tempfile
import time


VOCABULARY, TOGETHER, TIMES = 300_000, 5000, 120
SYLLABLES = [
    begin + vowel
    for begin in ["b", "c", "d", "f", "g", "h", "l", "m", "n", "p", "r", "s", "t", "st", "tr", "ch"]
    for vowel in ["a", "e", "i", "o", "u", "ea", "an", "er", "in"]
]


def vocabulary():
    dice, words = random.Random(5), {}
    while len(words) < VOCABULARY:
        syllables = 1 if len(words) < 60 else dice.choice((2, 2, 3, 3, 3, 4, 4, 5))
        words["".join(dice.choices(SYLLABLES, k=syllables))] = None
    return list(words)


WORDS = vocabulary()
WEIGHTS = list(accumulate(1 / (rank + 1) for rank in range(VOCABULARY)))


def text(number):
    return " ".join(random.Random(number).choices(WORDS, cum_weights=WEIGHTS, k=800))


def fill(store, count):
    """Write the documents; every one has the first word."""
    for first in range(0, count, TOGETHER):
        numbers = range(first, min(count, first + TOGETHER))
        store.write(
            {
                one: Change(one + 1, one + 1, Fields("", (WORDS[0], text(one)), "en"))
                for one in numbers
            }
        )


def clocked(ask, questions):
    """Return milliseconds at p50 and p95, and the most."""
    taken = []
    for question in questions:
        begun = time.process_time()
        ask(question)
        taken.append((time.process_time() - begun) * 1000)
    taken.sort()
    return {
        "p50": round(taken[len(taken) // 2], 2),
        "p95": round(taken[int(len(taken) * 0.95)], 2),
        "most": round(taken[-1], 2),
    }


def mistyped(dice):
    """Return words with a mistake, half of the longer ones with two."""
    for word in dice.choices(WORDS, cum_weights=WEIGHTS, k=TIMES * 3):
        if len(word) > 4:
            wrong = dice.choice(sorted(spelling.edits(word)))
            twice = len(word) > 7 and dice.random() < 0.5
            yield dice.choice(sorted(spelling.edits(wrong))) if twice else wrong


def measure(engine, connection):
    view, dice = engine.view(connection), random.Random(1)
    held = view.snapshot.held
    half, few = BitMap(held.to_array()[::2]), BitMap(held.to_array()[:60])
    words = dice.choices(WORDS, cum_weights=WEIGHTS, k=TIMES)
    typed = [word[:end] for word in words for end in range(2, min(len(word), 7) + 1)]
    wrong = list(mistyped(dice))[:TIMES]

    def hits(query):
        return engine.search(view, Ask(read(query).node), {}, half)

    def alike(number):
        counted = Within(view.snapshot, half)
        query = likeness.alike(counted, engine.common.words(view, counted), text(number), "en")
        likeness.best(view.snapshot, query, half, 11)

    def complete(within):
        return lambda begun: suggestions.completions(view, engine.completions, begun, within)

    queries = {
        "in every document": WORDS[0],
        "in a quarter": WORDS[200],
        "AND": f"{WORDS[12]} {WORDS[30]}",
        "phrase": f'"{WORDS[10]} {WORDS[11]}"',
        "prefix": f"{WORDS[3000][:4]}*",
        "rare": WORDS[30_000],
    }
    found = {"words kept": engine.warm(view, 60)}
    for name, query in queries.items():
        found[name] = clocked(lambda one: (engine.forget(), hits(one)), [query] * 20)
        found[f"{name}, again"] = clocked(hits, [query] * 20)
    found["completion, first"] = clocked(complete(half), typed)
    found["completion, again"] = clocked(complete(half), typed)
    found["completion, 60 seen"] = clocked(complete(few), typed)
    found["did you mean"] = clocked(lambda one: suggestions.did_you_mean(view, one, half), wrong)
    found["did you mean, 60 seen"] = clocked(
        lambda one: suggestions.did_you_mean(view, one, few), wrong
    )
    found["more like this"] = clocked(alike, range(30))
    return found


class Connection:
    """What a view is of."""


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=10_000)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        engine, connection = Engine(Place(Path(folder))), Connection()
        fill(engine.place.store(), options.count)
        found = measure(engine, connection)
    shown = Table("", "p50", "p95", "most", title=f"{options.count} documents, ms")
    for name, figures in found.items():
        shown.add_row(name, *map(str, figures.values()))
    Console(width=80).print(shown)
    made = json.dumps({"documents": options.count, **found}, indent=2)
    options.json.write_text(made) if options.json else print(made)


if __name__ == "__main__":
    main()
