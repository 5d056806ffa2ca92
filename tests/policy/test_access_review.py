"""How an account stands, what stands out in the yearly review, and who may be disabled."""

from ccsr.policy.domain import access_review
from ccsr.policy.domain import accounts as rules
from ccsr.policy.domain import invitations
from datetime import datetime
from datetime import timedelta
from datetime import UTC

import pytest


NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def ago(**span):
    return NOW - timedelta(**span)


def account(user_id="ann", **values):
    known = {"kinds": frozenset({"officer"}), "created": ago(days=30), "signed_in": ago(days=1)}
    return rules.Account(user_id, user_id, user_id, "", **{**known, **values})


LINK = {"invited": ago(days=1), "expires": NOW + timedelta(days=6), "signed_in": None}


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ({}, "active"),
        ({"signed_in": None}, "never"),
        ({"locked": True}, "locked"),
        (LINK, "invited"),
        ({**LINK, "expires": NOW}, "expired"),
        ({**LINK, "locked": True, "disabled": ago(days=1)}, "disabled"),
    ],
)
def test_what_stops_an_account_most_is_its_state(values, state):
    assert rules.state(account(**values), NOW).token == state


@pytest.mark.parametrize(
    ("values", "flags"),
    [
        ({}, []),
        ({"signed_in": ago(days=90)}, []),
        ({"signed_in": ago(days=90, seconds=1)}, ["unused"]),
        ({"signed_in": None, "created": ago(days=14)}, []),
        ({"signed_in": None, "created": ago(days=15)}, ["never"]),
        ({"created": ago(days=365)}, []),
        ({"created": ago(days=366)}, ["due"]),
        ({"created": ago(days=800), "reviewed": ago(days=365)}, []),
        ({"created": ago(days=800), "reviewed": ago(days=366)}, ["due"]),
        ({"created": None}, ["due"]),
        ({"stray": ("Reviewer",)}, ["stray"]),
        ({"kinds": frozenset()}, ["no-role"]),
        ({**LINK, "expires": NOW}, ["expired"]),
        ({"disabled": ago(days=365), "created": None, "kinds": frozenset()}, []),
        ({"disabled": ago(days=366)}, ["long-disabled"]),
    ],
)
def test_what_stands_out_is_flagged(values, flags):
    assert [flag.token for flag in rules.flags(account(**values), NOW)] == flags


def administrator(user_id, **values):
    return account(user_id, kinds=frozenset({"administrator"}), **values)


@pytest.mark.parametrize(
    ("others", "refused"),
    [
        ([], True),
        ([account("officer")], True),
        ([administrator("gone", disabled=ago(days=1))], True),
        ([administrator("new", **LINK)], True),
        ([administrator("other")], False),
        ([account("other", kinds=frozenset({"manager"}))], False),
    ],
)
def test_the_last_administrator_who_can_sign_in_stays(others, refused):
    last = administrator("last")
    if refused:
        with pytest.raises(rules.Refused):
            rules.check_loss(last, "admin", [last, *others])
    else:
        rules.check_loss(last, "admin", [last, *others])


def test_who_is_several_things_is_reviewed_once():
    both = account(kinds=frozenset({"officer", "commissioner"}), authorities=("W06000015",))
    [group] = access_review.grouped([both], "")
    assert (group.token, group.accounts) == ("officer", (both,))


def test_of_a_disabled_account_no_review_is_asked():
    summary = access_review.summary(
        [account(created=None), account("b", created=None, disabled=NOW), account("c")], NOW
    )
    assert summary == access_review.Summary(total=2, due=1, standing_out=1)


@pytest.mark.parametrize(
    "address",
    ["a@b", "a b@example.org", "a@example..org", "a@example.org\nBcc: x@y.zz", "<a@b.cd>", "@b.cd"],
)
def test_what_is_no_address_is_refused(address):
    assert not invitations.is_address(address)


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_table_is_read_as_spreadsheets_save_and_copy_it(sign):
    text = "\ufeffName,Mail,Role\r\n\r\nNia,nia@example.org,Officer\r\n".replace(",", sign)
    [line] = invitations.lines(text, lambda mail: False, lambda text: [])
    assert (line.errors, line.kept.mail, line.kept.role) == ({}, "nia@example.org", "officer")


@pytest.mark.parametrize(
    "text", ["", "a,b\n1,2", "name,mail,role\n", "name,mail,role\n" + "a\n" * 201]
)
def test_what_is_no_table_is_refused_as_a_whole(text):
    with pytest.raises(invitations.NoTable):
        invitations.lines(text, lambda mail: False, lambda text: [])
