"""Where claim and register disagree is found by rules, each in one sentence."""

from ccsr.content.domain import discrepancies
from ccsr.content.domain import discrepancy_filing
from ccsr.content.domain.discrepancies import Case
from ccsr.content.domain.discrepancies import Claim
from ccsr.content.domain.discrepancies import Condition
from ccsr.content.domain.discrepancies import Discrepancy
from ccsr.content.domain.discrepancies import Registration
from ccsr.content.domain.discrepancy_filing import Filed
from datetime import date

import pytest


DAY = date(2026, 5, 1)


def found(claim, *conditions, **registration):
    case = Case(Registration(**registration), Claim(**claim), conditions)
    return [
        (one.rule, one.condition, one.registered, one.claimed) for one in discrepancies.find(case)
    ]


def test_places_over():
    four = Condition(uid="c", places=4)
    assert found({"places": 5}, four) == [("places_over", "c", "4", "5")]
    assert found({"places": 4}, four) == []
    # The register speaks where no condition does.
    assert found({"places": 5}, places=4) == [("places_over", "", "4", "5")]
    assert found({"places": 5}, Condition(uid="c", places=6), places=4) == []
    assert found({"places": 5}) == []


def test_ages_outside():
    some = Condition(uid="c", age_from=8, age_to=16)
    assert found({"age_from": 8, "age_to": 17}, some) == [("ages_outside", "c", "8-16", "8-17")]
    assert found({"age_from": 7}, some) == [("ages_outside", "c", "8-16", "7-")]
    assert found({"age_from": 9, "age_to": 16}, some) == []
    # One end in a condition, the other in the register.
    low = Condition(uid="c", age_from=8)
    assert found({"age_from": 8, "age_to": 18}, low, age_from=10, age_to=17) == [
        ("ages_outside", "", "-17", "8-18")
    ]


def test_gender_outside():
    girls = Condition(uid="c", gender="female")
    assert found({"gender": "any"}, girls) == [("gender_outside", "c", "female", "any")]
    assert found({"gender": "female"}, girls) == []
    assert found({"gender": "male"}, Condition(uid="c", gender="any")) == []


def test_needs_not_registered():
    autism = Condition(uid="c", needs=frozenset({"autism"}))
    siblings = Condition(uid="d", needs=frozenset({"siblings"}))
    offered = {"needs": frozenset({"autism", "siblings"})}
    assert found(offered, autism) == [("needs_not_registered", "c", "autism", "siblings")]
    assert found(offered, autism, siblings) == []
    assert found(offered) == []


@pytest.mark.parametrize("status", sorted(discrepancies.NOT_OPEN))
def test_vacancies_while_nobody_may_be_placed(status):
    assert found({"vacancies": 2}, status=status) == [("vacancies_not_open", "", status, "2")]
    assert found({"vacancies": 0}, status=status) == []


def test_a_proposal_to_cancel_does_not_close_a_service():
    assert found({"vacancies": 2}, status="cancellation_proposed") == []


def test_a_claim_older_than_the_last_change():
    claim = {"said": date(2026, 4, 1)}
    assert found(claim, changed=date(2026, 4, 2)) == [
        ("claim_outdated", "", "2026-04-02", "2026-04-01")
    ]
    assert found(claim, changed=date(2026, 4, 1)) == []


def test_conditions_bind_from_their_first_day_to_their_last():
    kept = Condition(uid="kept", imposed=DAY)
    limited = Condition(uid="limited", kind="time", due=DAY)
    over = (
        Condition(uid="ended", removed=DAY),
        Condition(uid="to come", imposed=date(2026, 5, 2)),
        Condition(uid="limit over", kind="time", due=date(2026, 4, 30)),
    )
    assert discrepancies.in_force((limited, kept, *over), DAY) == (kept, limited)


SAME = Discrepancy("places_over", "c", "4", "5")


@pytest.mark.parametrize(
    ("now", "filed", "step"),
    [
        (SAME, None, "file"),
        (SAME, Filed("4", "5", is_gone=False), ""),
        (SAME, Filed("4", "6", is_gone=False), "change"),
        (SAME, Filed("4", "5", is_gone=True), "reopen"),
        (None, Filed("4", "5", is_gone=False), "close"),
        (None, Filed("4", "5", is_gone=True), ""),
        (None, None, ""),
    ],
)
def test_what_becomes_of_one(now, filed, step):
    assert discrepancy_filing.step(now, filed) == step


def test_each_rule_has_a_name_and_a_sentence_of_its_own():
    assert len({(rule.token, rule.title, rule.sentence) for rule in discrepancies.RULES}) == 6
    for rule in discrepancies.RULES:
        assert rule.sentence.default == rule.check.__doc__.strip()
