"""Which passwords are good enough, and what is said of those that are not."""

from ccsr.policy.domain import passwords
from zxcvbn import feedback
from zxcvbn import zxcvbn

import inspect
import pytest
import re


@pytest.mark.parametrize(
    "password",
    [
        "quiet-heron-47-lantern",
        "correct horse battery staple",
        "x7Kq-93mm-Wpd2",
        "ŵ" * 3 + "melinydd tywyll",
    ],
)
def test_long_ones_that_are_hard_to_guess_are_taken_whatever_they_are_made_of(password):
    assert passwords.fault(password) is None


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("Xk9$mQ2!vR", "password_too_short"),
        ("ab c" * 33, "password_too_long"),
        ("password1234", "password_common"),
        ("qwertyuiop[]", "password_rows"),
        ("aaaaaaaaaaaaaaa", "password_repeats"),
        ("abcabcabcabcabc", "password_repeated_words"),
        ("abcdefghijklmn", "password_sequences"),
    ],
)
def test_a_weak_one_gets_a_sentence_that_says_what_to_do(password, said):
    assert str(passwords.fault(password)) == said


@pytest.mark.parametrize("password", ["olwen.parry.1979", "Olwen Parry CCSR", "fostering wales"])
def test_what_is_known_of_its_owner_and_of_the_site_makes_it_weak(password):
    assert passwords.fault(password, ["olwen", "Olwen Parry", "olwen.parry@example.org"])


def test_every_warning_of_the_library_has_its_sentence():
    warned = re.findall(
        r"""warning = _\((.+?)\)\n|'warning': _\((.+?)\),\n""",
        inspect.getsource(feedback),
        re.DOTALL,
    )
    warnings = {eval(one or other) for one, other in warned}
    known = {*passwords.ADVICE, *passwords.SAME_ADVICE, "A word by itself is easy to guess."}
    assert warnings <= known
    assert zxcvbn("qwertyuiop")["feedback"]["warning"] in known


def test_a_name_may_stand_in_a_password_that_is_strong_without_it():
    assert passwords.fault("olwen quiet heron 47", ["olwen"]) is None
