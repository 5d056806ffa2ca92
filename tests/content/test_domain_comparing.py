"""What differs between two reports, in their words, grades and requirements."""

from ccsr.content.domain import judgements
from ccsr.content.domain.comparing import findings
from ccsr.content.domain.comparing import grades
from ccsr.content.domain.comparing import texts
from ccsr.content.domain.comparing.paragraphs import paragraphs

import pytest
import random
import time


HOMES = "1. The home is warm and clean, and the children say that they feel safe in it."
STAFF = "2. Staff know every child well. They write down what matters on the day it happens."
MANAGER = "3. The manager left in May, and nobody has been registered in her place since then."


def shown(row):
    """Return what a row says on both sides, the changed words in brackets."""
    return [
        "".join(f"[{piece.text}]" if piece.is_changed else piece.text for piece in side.pieces)
        for side in (row.left, row.right)
        if side
    ]


def test_running_heads_feet_and_page_numbers_are_no_text_and_paragraphs_go_on_over_a_page():
    pages = [
        f"Inspection of Hafod\nMay {number}\n{body}\nPage {number} of 3"
        for number, body in enumerate(
            ("1. Children are\nsafe and they", "know whom to ask.", "2. Staff are kind."), 1
        )
    ]
    found = paragraphs(pages)
    assert [(one.text, one.page) for one in found] == [
        ("1. Children are safe and they know whom to ask.", 1),
        ("2. Staff are kind.", 3),
    ]


def test_words_that_were_removed_and_added_are_marked_and_counted():
    new = HOMES.replace("warm and clean", "cold")
    found = texts.compare([f"{HOMES}\n{STAFF}"], [f"{new}\n{STAFF}\n{MANAGER}"])
    assert [row.kind for row in found.rows] == ["changed", "same", "added"]
    assert shown(found.rows[0]) == [
        "1. The home is [warm and clean, ]and the children say that they feel safe in it.",
        "1. The home is [cold, ]and the children say that they feel safe in it.",
    ]
    assert (found.counts.words_removed, found.counts.words_added) == (3, len(MANAGER.split()))


def test_what_only_moved_is_said_to_have_moved_and_where_to():
    found = texts.compare([MANAGER, HOMES, STAFF], [HOMES, STAFF, MANAGER])
    assert [(row.kind, row.other_page) for row in found.rows] == [
        ("moved-away", 3),
        ("same", None),
        ("same", None),
        ("moved-here", 1),
    ]
    assert (found.counts.moved, found.counts.words_removed, found.counts.words_added) == (1, 0, 0)


def test_forms_of_quotes_hyphens_and_ligatures_make_no_difference():
    found = texts.compare(
        ["“Staff’s co\ufffeoperation” is \x02ﬁne."], ['"Staff\'s co-operation" is -fine.']
    )
    assert found.counts == texts.Counts(same=1)


def test_long_unchanged_parts_are_folded_up_to_what_stands_next_to_a_change():
    same = [f"{number}. This paragraph stays as it is." for number in range(1, 9)]
    rows = texts.compare(["\n".join(same)], ["\n".join([*same, MANAGER])]).rows
    kinds = [type(row).__name__ for row in texts.folded(rows)]
    assert kinds == ["Fold", "Row", "Row"]
    assert [row for one in texts.folded(rows) for row in getattr(one, "rows", [one])] == list(rows)


@pytest.mark.parametrize(
    "hostile",
    [
        lambda dice: ["a b " * 145_000],
        lambda dice: ["\n\n".join(dice.choices(("a.", "b."), k=5_900))],
        lambda dice: [" ".join(map(str, dice.choices(range(50), k=190_000)))],
        lambda dice: ["\n\n".join(" ".join(dice.choices("abcd", k=45)) for _ in range(5_900))],
    ],
)
def test_texts_made_to_be_slow_are_compared_in_bounded_time(hostile):
    dice = random.Random(7)
    one, other = hostile(dice), hostile(dice)
    start = time.process_time()
    texts.compare(one, other)
    assert time.process_time() - start < 6
    with pytest.raises(texts.TooLong):
        texts.compare(one, ["x" * (texts.MOST_CHARACTERS + 1)])


def judged(framework, **rows):
    """Return the judgements of a report."""
    return judgements.read(framework, [{"theme": theme, "grade": rows[theme]} for theme in rows])


def test_each_theme_is_better_worse_or_the_same_on_the_scale_of_the_framework():
    before = judged("ciw_2024", wellbeing="good", care_support="good", environment="good")
    after = judged(
        "ciw_2024",
        wellbeing="excellent",
        care_support="requires_improvement",
        leadership_management="good",
    )
    found = {one.theme.token: one.direction for one in grades.changes(before, after)}
    assert found == {
        "wellbeing": "better",
        "care_support": "worse",
        "leadership_management": "new",
        "environment": "gone",
    }


def test_grades_of_different_frameworks_are_never_compared():
    before = judged("cssiw_nms", staffing="not_met")
    after = judged("ciw_2024", wellbeing="good")
    assert not grades.changes(before, after)
    assert not grades.are_comparable(before, after)


def test_requirements_are_made_again_new_or_not_made_again_and_only_perhaps_where_words_differ():
    before = [
        "The provider must ensure that staff are supervised every month (Regulation 36)",
        "Medicines must be stored safely (Regulation 58)",
        "Fire doors must be kept closed",
    ]
    after = [
        "1. The provider must ensure that all staff are supervised every month (Regulation 36).",
        "Medicines must be stored safely (Regulation 85)",
        "Each child must have a placement plan",
    ]
    found = [(one.kind, one.before[:9], one.after[:9]) for one in findings.changes(before, after)]
    assert found == [
        ("repeated", "The provi", "1. The pr"),
        ("perhaps", "Medicines", "Medicines"),
        ("new", "", "Each chil"),
        ("gone", "Fire door", ""),
    ]


def test_a_line_with_a_denial_is_never_called_the_same():
    before = ["Children must be admitted after an assessment of their needs has been made"]
    after = ["Children must not be admitted after an assessment of their needs has been made"]
    assert [one.kind for one in findings.changes(before, after)] == ["perhaps"]


def test_a_line_that_stood_twice_and_is_made_again_once_is_once_not_made_again():
    found = findings.changes(["Keep records", "Keep records"], ["Keep records"])
    assert [one.kind for one in found] == ["repeated", "gone"]


def test_the_number_of_a_paragraph_is_none_of_its_words():
    found = texts.compare([STAFF, MANAGER], [MANAGER.replace("3.", "2.", 1)])
    assert [row.kind for row in found.rows] == ["removed", "same"]


def test_what_was_removed_and_what_was_added_in_its_place_stand_beside_each_other():
    found = texts.compare([HOMES, STAFF], [HOMES, MANAGER])
    assert [row.kind for row in found.rows] == ["same", "replaced"]
    assert (found.counts.removed, found.counts.added) == (1, 1)


def test_a_line_that_counts_the_pages_is_no_text_of_a_paper_of_two():
    found = paragraphs([f"{HOMES}\nHafod 1 / 2", f"{STAFF}\nHafod 2 / 2"])
    assert [one.text for one in found] == [HOMES, STAFF]
