"""The sharing gate: one sentence for each rule that refuses (protocol 3.6, 5.2, 6.2)."""

from ccsr.content.domain import sharing
from ccsr.content.domain.sharing import Candidate
from dataclasses import replace

import pytest


PERFECT = Candidate(
    parent_state="shared", has_file=True, readable=True, declared=True, stage=2, held_reason=None
)


def refused(candidate, rules=sharing.ENFORCEMENT_RULES):
    """Return the names of the rules that refuse."""
    return [one.rule for one in sharing.refusals(candidate, rules)]


def test_what_meets_every_rule_is_shared():
    assert refused(PERFECT) == []


@pytest.mark.parametrize(
    ("flaw", "rule"),
    [
        ({"missing": ("Issued on",)}, "mandatory_fields"),
        ({"parent_state": "draft"}, "service_shared"),
        ({"parent_state": "concealed"}, "service_shared"),
        ({"parent_state": None}, "service_shared"),
        ({"has_file": False}, "file_present"),
        ({"readable": False}, "file_readable"),
        ({"unredacted": True}, "redacted"),
        ({"declared": False}, "shareable_declared"),
        ({"declared": None}, "shareable_declared"),
        ({"stage": 1}, "enforcement_stage"),
        ({"stage": None}, "enforcement_stage"),
        ({"held_reason": "a prosecution"}, "held"),
        ({"held_reason": ""}, "held"),
    ],
)
def test_each_flaw_is_refused_by_its_own_rule(flaw, rule):
    assert refused(replace(PERFECT, **flaw)) == [rule]


def test_an_event_that_the_register_has_overtaken_is_refused():
    event = replace(PERFECT, has_file=False, overtaken="10")
    assert refused(event, sharing.EVENT_RULES) == ["overtaken"]
    assert refused(replace(event, overtaken=None), sharing.EVENT_RULES) == []


def test_every_flaw_is_named_at_once_in_the_order_of_the_rules():
    worst = Candidate(missing=("Kind", "Issued on"), stage=1, held_reason="a prosecution")
    assert refused(worst) == [
        "mandatory_fields",
        "mandatory_fields",
        "file_present",
        "shareable_declared",
        "service_shared",
        "enforcement_stage",
        "held",
    ]


def test_a_missing_file_is_not_called_unreadable_as_well():
    assert refused(replace(PERFECT, has_file=False, readable=False)) == ["file_present"]


def test_a_service_waits_for_its_provider_and_a_provider_for_nothing():
    waiting = Candidate(parent_state="draft")
    assert refused(waiting, sharing.SERVICE_RULES) == ["provider_shared"]
    assert refused(waiting, sharing.PROVIDER_RULES) == []


def test_a_refusal_names_the_field_and_the_reason():
    field, held = sharing.refusals(
        replace(PERFECT, missing=("Issued on",), held_reason="a prosecution"),
        sharing.ENFORCEMENT_RULES,
    )
    assert field.message.mapping == {"field": "Issued on"}
    assert held.message.mapping == {"reason": "a prosecution"}


@pytest.mark.parametrize("value", [None, "", [], ()])
def test_what_is_not_filled_in_counts_as_empty(value):
    assert sharing.is_empty(value)


@pytest.mark.parametrize("value", [0, False, "0", [None]])
def test_zero_and_no_are_answers(value):
    assert not sharing.is_empty(value)
