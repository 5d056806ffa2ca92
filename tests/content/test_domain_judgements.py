"""Judgements stay on the scale of their own framework; scales are never merged."""

from ccsr.content.config import frameworks
from ccsr.content.domain import judgements

import pytest


def rows(*pairs):
    return [{"theme": theme, "grade": grade} for theme, grade in pairs]


def rules(framework, *pairs):
    return [one.rule for one in judgements.problems(framework, rows(*pairs))]


def test_judgements_come_in_the_order_of_the_framework():
    read = judgements.read(
        "ciw_2024", rows(("environment", "good"), ("wellbeing", "requires_significant_improvement"))
    )
    assert [one.token for one in read] == [
        "ciw_2024:requires_significant_improvement",
        "ciw_2024:good",
    ]
    assert [one.rank for one in read] == [3, 1]


def test_what_is_not_on_the_scale_is_not_read():
    assert judgements.read("ciw_2024", rows(("overall", "good"), ("wellbeing", "inadequate"))) == []


@pytest.mark.parametrize("framework", [None, "", "no_such"])
def test_without_a_framework_nothing_is_judged(framework):
    assert judgements.read(framework, rows(("wellbeing", "good"))) == []
    assert rules(framework, ("wellbeing", "good")) == ["framework"]
    assert rules(framework) == []


def test_a_theme_and_a_grade_of_another_framework_are_each_refused():
    assert rules("ciw_2024", ("overall", "good")) == ["theme"]
    assert rules("ciw_2024", ("wellbeing", "inadequate")) == ["grade"]
    assert rules("ciw_2024", ("overall", "inadequate")) == ["theme", "grade"]


def test_the_refusal_says_which_word_and_which_framework():
    (refusal,) = judgements.problems("ciw_2024", rows(("wellbeing", "inadequate")))
    assert refusal.message.mapping["value"].default == "Inadequate"
    assert refusal.message.mapping["framework"] == frameworks.BY_TOKEN["ciw_2024"].title


def test_a_word_of_no_framework_is_shown_as_it_is():
    assert judgements.title_of("splendid") == "splendid"
    assert judgements.title_of(None) == "—"


def test_a_theme_is_judged_once():
    assert rules(
        "ciw_2024", ("wellbeing", "good"), ("wellbeing", "requires_significant_improvement")
    ) == ["theme"]


@pytest.mark.parametrize("framework", frameworks.ALL, ids=lambda one: one.token)
def test_every_grade_of_every_framework_can_be_given(framework):
    for rank, grade in enumerate(framework.grades):
        pair = (framework.themes[0].token, grade.token)
        assert rules(framework.token, pair) == []
        assert judgements.read(framework.token, rows(pair))[0].rank == rank
