"""When a name or an address must wait after failed sign-ins."""

from dataclasses import dataclass

import ipaddress


#: Failures and locks are forgotten after a day (seconds).
MEMORY = 24 * 60 * 60
#: A wait is doubled each time within a day, up to this many times the first one.
LONGEST = 8
#: Who has an address of IPv6 has a net of this size.
NET = 64


@dataclass(frozen=True)
class Limits:
    """So many failures within ``window`` seconds lock a name or an address for ``lock`` seconds."""

    per_name: int = 5
    per_address: int = 50
    window: float = 15 * 60
    lock: float = 15 * 60


def name_key(name: str) -> str:
    """Return what a user name is counted under; spelling it in capitals is no new name."""
    return f"name:{name.strip().casefold()}"[:300]


def address_key(address: str) -> str:
    """Return what an internet address is counted under."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return f"address:{address}"[:300]
    if known.version == 6 and known.ipv4_mapped is None:
        return f"address:{ipaddress.ip_network((known, NET), strict=False)}"
    return f"address:{known}"


def counted_since(now: float, lock_ended: float, limits: Limits) -> float:
    """Return from when on failures count; what led to the last lock does not count again."""
    return max(now - limits.window, lock_ended)


def must_wait(failures: int, limit: int) -> bool:
    """Return whether so many failures are too many."""
    return failures >= limit


def locked_for(earlier: int, limits: Limits) -> float:
    """Return for how many seconds one must wait after so many earlier locks within a day."""
    return limits.lock * float(min(2**earlier, LONGEST))
