"""What is read of reports that were damaged on purpose: values may go, none may come out wrong.

    PYTHONPATH=… .venv/bin/python benchmarks/recognition_variants.py [--times N] [--reports DIR --truth FILE]

Each report is read from its text alone, many times, each time damaged anew in one way. What
a damage makes the report truly say (another grade) is not asked; where it makes the report
contradict itself, any value is wrong.
"""

from ccsr.content.domain import uploads
from ccsr.content.domain.recognition import Paper
from ccsr.content.domain.recognition import read
from collections import Counter
from collections import defaultdict
from recognition import certain_values
from recognition import result_of
from recognition import set_up

import random
import re


GRADES = ("Outstanding", "Good", "Requires improvement to be good", "Inadequate")
LOOKS_LIKE = {
    "l": "1",
    "1": "l",
    "I": "l",
    "O": "0",
    "0": "O",
    "m": "rn",
    "5": "S",
    "e": "c",
    "g": "q",
}
DAY = r"(\d{1,2}) (January|February|March|April|May|June|July|August|September|October|November|December) (20\d\d)"
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def page_lost(pages, chance):
    gone = chance.randrange(len(pages))
    return [page for number, page in enumerate(pages) if number != gone]


def head_shuffled(pages, chance):
    lines = pages[0].splitlines()
    head = lines[:8]
    chance.shuffle(head)
    return ["\n".join(head + lines[8:]), *pages[1:]]


def table_blank(pages, chance):
    lines = [re.sub(_any_grade(), "", line) for line in pages[0].splitlines()[:24]]
    return ["\n".join(lines + pages[0].splitlines()[24:]), *pages[1:]]


def columns_apart(pages, chance):
    """The table is stored column by column: all themes, then all grades."""
    lines = pages[0].splitlines()
    top, rest = lines[:24], lines[24:]
    grades = [match[0] for line in top for match in re.finditer(_any_grade(), line)]
    return ["\n".join([re.sub(_any_grade(), "", line) for line in top] + grades + rest), *pages[1:]]


def misread(pages, chance):
    share = chance.choice((0.005, 0.02, 0.05))
    return [
        _each_letter(page, lambda letter: LOOKS_LIKE.get(letter, letter), share, chance)
        for page in pages
    ]


def blanks_lost(pages, chance):
    return [
        _each_letter(page, lambda letter: "" if letter == " " else letter, 0.1, chance)
        for page in pages
    ]


def lines_joined(pages, chance):
    return [
        _each_letter(page, lambda letter: " " if letter == "\n" else letter, 0.3, chance)
        for page in pages
    ]


def lines_broken(pages, chance):
    return [
        _each_letter(page, lambda letter: "\n" if letter == " " else letter, 0.1, chance)
        for page in pages
    ]


def lines_lost(pages, chance):
    return [
        "\n".join(line for line in page.splitlines() if chance.random() > 0.1) for page in pages
    ]


def two_columns(pages, chance):
    """Prose of two columns is stored line by line across both."""
    return [pages[0], *(_across(page) for page in pages[1:])]


def past_told(pages, chance):
    grade = chance.choice(GRADES)
    told = [
        f"Overall judgement at last inspection: {grade}",
        f"Date of previous inspection: {chance.randint(1, 9)} to 12 March 2015",
        f"Overall effectiveness was {grade.lower()} at the last inspection.",
        "Previous inspection dates: 3 to 14 June 2013",
        f"The experiences and progress of children in care were {grade.lower()}",
        "Elsewhere, the inspection of Nowhereshire local authority children's services took longer.",
    ]
    return [_inserted(page, told, chance) for page in pages]


def date_otherwise(pages, chance):
    way = chance.randrange(4)
    return [_dated(page, way) for page in pages]


DAMAGES = {
    one.__name__: one
    for one in (
        page_lost,
        head_shuffled,
        table_blank,
        columns_apart,
        misread,
        blanks_lost,
        lines_joined,
        lines_broken,
        lines_lost,
        two_columns,
        past_told,
        date_otherwise,
    )
}


def grade_swapped(pages, chance):
    """One row of the table says another grade than the section's heading; return the new grade."""
    matches = list(re.finditer(_any_grade(), pages[0]))
    match = chance.choice(matches)
    other = chance.choice([one for one in GRADES if one.split()[0] != match[0].split()[0]])
    return [pages[0][: match.start()] + other + pages[0][match.end() :], *pages[1:]], other


def _any_grade():
    return r"\b(?:Outstanding|Good|Inadequate|Requires improvement(?:\s+to be good)?)\b"


def _each_letter(text, change, share, chance):
    return "".join(change(letter) if chance.random() < share else letter for letter in text)


def _across(page):
    lines = page.splitlines()
    half = len(lines) // 2
    return "\n".join(f"{left} {right}" for left, right in zip(lines, lines[half:], strict=False))


def _inserted(page, told, chance):
    lines = page.splitlines()
    # Into the body: the first lines are the title and the table.
    lines.insert(chance.randint(min(26, len(lines)), len(lines)), chance.choice(told))
    return "\n".join(lines)


def _dated(page, way):
    month = "|".join(MONTHS)
    page = re.sub(
        rf"(?<!\d)(\d{{1,2}}) to (\d{{1,2}}) ({month}) (20\d\d)",
        (r"\1–\2 \3 \4", r"\1 \3 to \2 \3 \4", r"\1 - \2 \3, \4", r"\1st to \2th \3 \4")[way],
        page,
    )
    if way == 1:
        page = re.sub(DAY, lambda m: f"{int(m[1]):02}/{MONTHS.index(m[2]) + 1:02}/{m[3]}", page)
    return page


def main():
    arguments, truth = set_up(__doc__, times=10)
    texts = {
        name: list(uploads.accept((arguments.reports / name).read_bytes()).pages) for name in truth
    }
    counted, wrong = defaultdict(Counter), Counter()
    for way, damage in DAMAGES.items():
        for name, stated in truth.items():
            for time in range(arguments.times):
                pages = damage(texts[name], random.Random(f"{way}{name}{time}"))
                _count(counted[way], wrong, way, name, stated, _read(pages))
    _swap(counted["grade_swapped"], wrong, texts, truth, arguments.times)
    print(f"{'damage':18}{'stated':>9}{'right':>9}{'empty':>9}{'wrong':>7}{'wrong %':>9}")
    for way, results in [*counted.items(), ("all", sum(counted.values(), Counter()))]:
        stated = results["right"] + results["empty"] + results["wrong"]
        print(
            f"{way:18}{stated:9}{results['right']:9}{results['empty']:9}{results['wrong']:7}"
            f"{100 * results['wrong'] / max(1, stated):8.2f}"
        )
    for (way, name, field, stated, value), times in wrong.most_common(60):
        print(f"wrong {times} x: {way}: {name}: {field}: stated {stated!r}, read {value!r}")


def _read(pages):
    return certain_values(read(Paper((), tuple(pages))))


def _count(counted, wrong, way, name, stated, values):
    for field, value in stated.items():
        result = result_of(field, value, values.get(field, ""))
        counted[result] += 1
        if result == "wrong":
            wrong[way, name, field, value, values[field]] += 1


def _swap(counted, wrong, texts, truth, times):
    """A grade that the table says anew may be read only where nothing contradicts it."""
    for name, stated in truth.items():
        if not re.search(_any_grade(), texts[name][0]):
            continue
        for time in range(times):
            pages, other = grade_swapped(texts[name], random.Random(f"swap{name}{time}"))
            values = _read(pages)
            for theme in ("leaders", "help_protection", "in_care", "care_leavers"):
                value = values.get(theme, "")
                same = result_of(theme, stated.get(theme, "-"), value)
                counted[same] += 1
                if same == "wrong":
                    wrong["grade_swapped", name, theme, stated.get(theme), value] += 1


if __name__ == "__main__":
    main()
