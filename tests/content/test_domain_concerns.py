"""Rules of the concern form, without a portal."""

from ccsr.content.domain import concerns
from ccsr.content.domain.concerns import Fault
from ccsr.content.domain.concerns import Question
from ccsr.content.domain.concerns import Wording

import pytest


RISK = Question("at_risk", "risk")
TEXT = Question("happened", "text")


@pytest.mark.parametrize(
    ("answer", "risk"),
    [
        ("yes", True),
        ("no", False),
        (["no", "yes"], True),
        (["no"], False),
        ([], None),
        (["no", "perhaps"], None),
        ("No", None),
        ("", None),
        (None, None),
        (True, True),
        (0, None),
    ],
)
def test_only_a_plain_no_is_a_no(answer, risk):
    assert concerns.at_risk(answer) is risk


@pytest.mark.parametrize(
    ("questions", "rule"),
    [
        ([TEXT], "no_risk"),
        ([RISK, RISK, TEXT], "many_risk"),
        ([RISK], "nothing_asked"),
        ([RISK, TEXT, Question("file", "")], "unfit"),
        ([RISK, TEXT, Question("who", "choice", is_listed=False)], "unlisted"),
    ],
)
def test_a_form_that_could_do_harm_may_not_be_used(questions, rule):
    assert [fault.rule for fault in concerns.faults(questions)] == [rule]


def test_a_form_that_files_nothing_may_not_be_used():
    assert concerns.faults([RISK, TEXT], has_saver=False) == (Fault("no_saver"),)
    assert concerns.faults([RISK, TEXT]) == ()


def test_each_reader_is_asked_in_their_language():
    asked = "What happened? / Beth ddigwyddodd?"
    assert concerns.said(asked, "en") == "What happened?"
    assert concerns.said(asked, "cy") == "Beth ddigwyddodd?"
    for same in ("In and/or out", "One / two / three", "Half /  ", ""):
        assert concerns.said(same, "cy") == same


def test_the_authoritys_own_text_comes_before_the_general_one_in_either_language():
    texts = {".en": "General", ".cy": "Cyffredinol", "W1.en": "Cardiff"}
    assert concerns.procedure(texts, "W1", "en") == ("Cardiff", "en")
    assert concerns.procedure(texts, "W1", "cy") == ("Cardiff", "en")
    assert concerns.procedure(texts, "W2", "cy") == ("Cyffredinol", "cy")
    assert concerns.procedure({}, "W2", "cy") == ("", "")


def test_the_detail_holds_what_was_answered_under_what_was_asked():
    told = [("What happened?", "A door\nwas locked. "), ("When?", " "), ("Extra", "Yes")]
    assert concerns.detail(told) == "What happened?\nA door\nwas locked.\n\nExtra\nYes"


@pytest.mark.parametrize(
    ("words", "kind", "broken"),
    [
        (Wording(("Who?", "Pwy?")), "line", {}),
        (Wording(("Who?", "")), "line", {"title": "both"}),
        (Wording(("Who?", "Pwy?"), ("Help", "")), "line", {"help": "both"}),
        (Wording(("A / b", "Pwy?")), "line", {"title": "between"}),
        (Wording(("Who?", "Pwy?"), answers=("a\nb", "c")), "choice", {"answers": "pairs"}),
        (Wording(("Who?", "Pwy?"), answers=("a\nb", "c\nd")), "choice", {}),
    ],
)
def test_a_question_is_worded_in_both_languages(words, kind, broken):
    assert concerns.wrong_wording(words, kind) == broken
