"""The second factor: codes of an app, each taken once, and recovery codes."""

from ccsr.policy import state
from ccsr.policy.domain import second_factor as rules
from ccsr.policy.interfaces import ISecondFactor
from ccsr.policy.second_factor import factor
from ccsr.policy.second_factor import keys
from ccsr.policy.second_factor import store
from ccsr.policy.state.second_factor import SecondFactors
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from types import SimpleNamespace
from zope.interface.verify import verifyObject

import os
import pyotp
import pytest
import stat
import time


@pytest.fixture
def var(tmp_path, monkeypatch):
    """A directory of the portal that nobody used before."""
    monkeypatch.setenv("CCSR_VAR", str(tmp_path))
    return tmp_path


class Account(SimpleNamespace):
    """What the second factor asks of an account."""

    def getId(self):
        return self.name

    getUserName = getId

    def getRoles(self):
        return ["Member", *self.roles]

    def getProperty(self, name, default=None):
        return default


@pytest.fixture
def officer(var):
    return Account(name="olwen", roles=["CCSR Officer"])


@pytest.fixture
def other(var):
    return Account(name="cerys", roles=["Commissioner"])


@pytest.fixture
def asked():
    """What the sign-in asks."""
    return factor.SecondFactor()


def set_up(user):
    """Set a second factor up and return its app and its recovery codes."""
    offered = factor.offer(user)
    app = pyotp.TOTP(offered.secret)
    # With the code before this one, so that the present one is still to be used.
    return app, factor.enrol(user, offered, app.at(time.time() - rules.STEP))


def test_it_answers_what_the_sign_in_asks(asked):
    assert verifyObject(ISecondFactor, asked)


def test_staff_are_led_to_set_it_up_and_others_are_not(asked, officer, other):
    assert asked.state(officer) == "enrol"
    assert asked.state(other) == "off"
    set_up(officer)
    set_up(other)
    assert {asked.state(officer), asked.state(other)} == {"code"}


def test_a_code_is_taken_once(asked, officer):
    app, _codes = set_up(officer)
    code = app.now()
    assert asked.accepts(officer, f" {code[:3]} {code[3:]} ")
    assert not asked.accepts(officer, code)


def test_the_code_that_set_it_up_signs_nobody_in(asked, officer):
    offered = factor.offer(officer)
    code = pyotp.TOTP(offered.secret).now()
    assert factor.enrol(officer, offered, code)
    assert not asked.accepts(officer, code)


@pytest.mark.parametrize(
    ("steps", "right"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)]
)
def test_a_clock_may_be_off_by_one_step(steps, right):
    secret, now = rules.new_secret(), 1_800_000_015
    code = pyotp.TOTP(secret).at(now + steps * 30)
    assert (rules.step_of(secret, code, now) is not None) == right


def test_a_code_before_the_last_one_is_over(asked, officer):
    app, _codes = set_up(officer)
    now = time.time()
    assert asked.accepts(officer, app.at(now + rules.STEP))
    assert not asked.accepts(officer, app.at(now))


def test_the_code_of_another_account_is_wrong(asked, officer, other):
    (app, codes), _theirs = set_up(officer), set_up(other)
    assert not asked.accepts(other, app.now())
    assert not asked.accepts(other, codes[0])
    for code in ("", "000000", "١٢٣٤٥٦", "x" * 10_000):
        assert not asked.accepts(officer, code) or code == app.now()


def test_each_recovery_code_is_taken_once_however_it_is_typed(asked, officer):
    _app, codes = set_up(officer)
    assert len(set(codes)) == 10
    typed = rules.grouped(codes[3], "-").upper()
    assert asked.accepts(officer, typed)
    assert not asked.accepts(officer, typed)
    assert store.left("olwen") == 9


def test_new_recovery_codes_end_the_old_ones(asked, officer):
    _app, codes = set_up(officer)
    new = factor.renew_codes(officer)
    assert not asked.accepts(officer, codes[0])
    assert asked.accepts(officer, new[0])


def take(code, start):
    """Use a code in a process of its own, at the same moment as another one."""
    account = Account(name="olwen", roles=[])
    start.wait(60)
    return factor.SecondFactor().accepts(account, code)


def test_two_processes_do_not_both_take_one_code(officer):
    app, codes = set_up(officer)
    # Children open connections of their own.
    store.engine().dispose()
    fork = get_context("fork")
    with fork.Manager() as manager, ProcessPoolExecutor(2, mp_context=fork) as pool:
        for code in (app.now(), codes[0]):
            start = manager.Barrier(2)
            answers = [pool.submit(take, code, start) for _ in range(2)]
            assert sorted(one.result() for one in answers) == [False, True]


def test_an_offer_holds_for_its_account_and_for_what_it_had_when_it_was_made(officer, other):
    offered = factor.offer(officer)
    form = factor.carried(offered, officer)
    assert offered.secret not in form
    assert factor.taken_up(form, officer) == offered
    assert factor.taken_up(form, other) is None
    assert factor.taken_up("AAAA", officer) is None
    assert not offered.holds(time.time() + rules.OFFER_HOLDS, None)
    set_up(officer)
    assert factor.taken_up(form, officer) is None
    code = pyotp.TOTP(offered.secret).now()
    assert factor.enrol(officer, offered, code) == []


def test_another_telephone_ends_the_one_before(asked, officer):
    old, codes = set_up(officer)
    new, _codes = set_up(officer)
    assert not asked.accepts(officer, old.now())
    assert not asked.accepts(officer, codes[0])
    assert asked.accepts(officer, new.now())


def test_what_is_stored_gives_no_code_without_the_key(asked, officer, var):
    app, codes = set_up(officer)
    stored = b"".join(path.read_bytes() for path in var.glob("second-factor.sqlite*"))
    assert b"olwen" in stored
    assert app.secret.encode() not in stored
    assert not any(code.encode() in stored for code in codes)
    assert stat.S_IMODE(os.stat(keys.path()).st_mode) == 0o600


def test_without_its_key_no_code_is_taken_but_a_recovery_code_is(asked, officer, monkeypatch, var):
    app, codes = set_up(officer)
    monkeypatch.setenv("CCSR_SECRET_KEY_FILE", str(var / "another.key"))
    assert asked.state(officer) == "code"
    assert not asked.accepts(officer, app.now())
    assert asked.accepts(officer, codes[0])


def test_the_state_of_the_site_tells_when_the_key_does_not_fit(officer, monkeypatch, var):
    assert SecondFactors(None).rows(None) == []
    set_up(officer)
    assert [row.flag for row in SecondFactors(None).rows(None)] == [None, state.OK]
    monkeypatch.setenv("CCSR_SECRET_KEY_FILE", str(var / "another.key"))
    [_accounts, key] = SecondFactors(None).rows(None)
    assert key.flag == state.LATE
    assert key.advice


def test_a_new_key_goes_before_the_old_one(asked, officer, monkeypatch, var):
    app, _codes = set_up(officer)
    keys.seal("anything", "anybody")
    old = keys.path().read_text()
    monkeypatch.setenv("CCSR_SECRET_KEY_FILE", str(var / "new.key"))
    keys.seal("anything", "anybody")
    both = var / "both.key"
    both.write_text(keys.path().read_text() + old)
    monkeypatch.setenv("CCSR_SECRET_KEY_FILE", str(both))
    assert asked.accepts(officer, app.now())


def test_a_secret_of_another_account_cannot_be_put_in_the_place_of_ones_own(officer):
    sealed = keys.seal("a secret", "olwen")
    assert keys.unseal(sealed, "olwen") == "a secret"
    with pytest.raises(keys.Unreadable):
        keys.unseal(sealed, "cerys")
