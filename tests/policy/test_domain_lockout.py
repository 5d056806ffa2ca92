"""Who must wait after failed sign-ins, and for how long."""

from ccsr.policy.domain import lockout
from ccsr.policy.domain.lockout import Limits

import pytest


def test_a_name_is_one_name_however_it_is_written():
    assert lockout.name_key(" Olwen ") == lockout.name_key("OLWEN")
    assert lockout.name_key("olwen") != lockout.name_key("olwyn")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8::1", "2001:db8::ffff", True),
        ("2001:db8:0:1::1", "2001:db8:0:2::1", False),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("", "unknown", False),
    ],
)
def test_addresses_of_one_net_of_ipv6_count_together(one, other, same):
    assert (lockout.address_key(one) == lockout.address_key(other)) is same


def test_each_further_lock_within_a_day_is_twice_as_long_up_to_eight_times():
    lengths = [lockout.locked_for(earlier, Limits(lock=60)) for earlier in range(6)]
    assert lengths == [60, 120, 240, 480, 480, 480]


def test_failures_that_led_to_a_lock_do_not_count_again():
    limits = Limits(window=900)
    assert lockout.counted_since(10_000, 0, limits) == 9_100
    assert lockout.counted_since(10_000, 9_900, limits) == 9_900
