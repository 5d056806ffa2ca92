"""Texts of the benchmarks: Zipf over a made vocabulary, the same for a number every time."""

from itertools import accumulate

import random


WORDS = 800
VOCABULARY = 30_000
PAGES = 3
WORDS_A_LINE = 12


def vocabulary():
    """Return made words, the most frequent first."""
    consonants, vowels = "bcdfghjklmnprstvw", "aeiou"

    def word(number):
        made, number = "", number + 20
        while number:
            made += consonants[number % 17] + vowels[(number // 17) % 5]
            number //= 85
        return made

    return [word(number) for number in range(VOCABULARY)]


VOCABULARY_WORDS = vocabulary()
WEIGHTS = list(accumulate(1 / (rank + 1) for rank in range(VOCABULARY)))


def words(number):
    """Return the words of a text; every text has the first word of the vocabulary."""
    dice = random.Random(number)
    return [
        VOCABULARY_WORDS[0],
        *dice.choices(VOCABULARY_WORDS, cum_weights=WEIGHTS, k=WORDS),
    ]


def text(number):
    """Return a text in one line."""
    return " ".join(words(number))


def pages(number):
    """Return a text in lines and pages, as a PDF gives it."""
    found = words(number)
    size = -(-len(found) // PAGES)
    return tuple(_lines(found[start : start + size]) for start in range(0, len(found), size))


def _lines(found):
    starts = range(0, len(found), WORDS_A_LINE)
    return "\n".join(" ".join(found[start : start + WORDS_A_LINE]) for start in starts)


def word_in(share):
    """Return a word that stands in about this share of the texts."""
    return min(VOCABULARY_WORDS, key=lambda one: abs(_SHARES[one] - share))


_SHARES = {
    word: 1 - (1 - 1 / (rank + 1) / WEIGHTS[-1]) ** WORDS
    for rank, word in enumerate(VOCABULARY_WORDS)
}


def queries():
    """Return the queries that are measured, by what they ask."""
    common = words(3)
    return {
        "in every document": VOCABULARY_WORDS[0],
        "in a quarter": word_in(0.25),
        "AND": f"{VOCABULARY_WORDS[12]} AND {VOCABULARY_WORDS[30]}",
        "phrase": f'"{common[10]} {common[11]}"',
        "phrase of common words": f'"{VOCABULARY_WORDS[0]} {VOCABULARY_WORDS[1]}"',
        "prefix": f"{VOCABULARY_WORDS[60][:3]}*",
        "rare": VOCABULARY_WORDS[25_000],
    }


def variations(name, times, seed=11):
    """Return queries of a kind that differ from each other, each to be asked once.

    The word of every document has no variation, and is asked again and again.
    """
    dice = random.Random(f"{name}{seed}")
    make = {
        "in every document": lambda: VOCABULARY_WORDS[0],
        "in a quarter": lambda: word_in(dice.uniform(0.22, 0.28)),
        "AND": lambda: " AND ".join(dice.sample(VOCABULARY_WORDS[5:60], 2)),
        "phrase": lambda: _phrase(dice, 40),
        "phrase of common words": lambda: (
            f'"{VOCABULARY_WORDS[dice.randrange(3)]} {VOCABULARY_WORDS[dice.randrange(6)]}"'
        ),
        "prefix": lambda: f"{VOCABULARY_WORDS[dice.randrange(40, 90)][:3]}*",
        "rare": lambda: VOCABULARY_WORDS[dice.randrange(20_000, VOCABULARY)],
    }[name]
    return [make() for _ in range(times)]


def _phrase(dice, most):
    found = words(dice.randrange(900))
    place = dice.randrange(most)
    return f'"{found[place]} {found[place + 1]}"'
