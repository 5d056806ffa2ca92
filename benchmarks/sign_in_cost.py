"""How much processor time a sign-in costs, by kind of name: a precise look at what time may tell.

``CCSR_VAR=… .venv/bin/python benchmarks/sign_in_cost.py [ROUNDS]`` works on the database of a
portal that is not running (with its demo) and leaves nothing there but counts of failures.
Time of the thread's own processor, so that it means something beside other work.
"""

from pathlib import Path

import statistics
import sys
import time


BIN = Path(__file__).resolve().parent.parent / "bin" / "ccsr"


def main():
    """Print a table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    sys.argv[0] = str(BIN)
    # The paths that buildout has written into the command.
    exec(BIN.read_text().partition("import ccsr")[0])
    from ccsr.policy.commands import instance

    with instance.opened() as app:
        from AuthEncoding import AuthEncoding
        from zope.component.hooks import setSite

        site = app[instance.SITE]
        setSite(site)
        source = site.acl_users.source_users
        source._user_passwords["partner"] = AuthEncoding.pw_encrypt("as before", "SSHA")
        names = {
            "account": "inspector",
            "account, old hash": "partner",
            "administrator": "admin",
            "nobody": "nobody.atall",
        }
        times = measure(site, names, rounds)
    for kind, values in times.items():
        low, middle, high = statistics.quantiles(values, n=4)
        error = statistics.stdev(values) / len(values) ** 0.5
        print(
            f"{kind:20} {middle:8.2f} ms ({low:.2f}-{high:.2f}), mean {statistics.mean(values):.2f} ± {error:.2f}"
        )


def measure(site, names, rounds):
    """Return milliseconds by kind of name."""
    from ccsr.policy.sign_in import attempts
    from ccsr.policy.sign_in import lockout
    from zope.annotation.interfaces import IAnnotations

    times = {kind: [] for kind in names}
    for turn in range(rounds + 1):
        for kind, name in names.items():
            IAnnotations(site.REQUEST).pop(attempts.KEY, None)
            began = time.thread_time()
            attempts.attempt(site.REQUEST, site.acl_users, name, f"wrong {turn}", "page")
            took = (time.thread_time() - began) * 1000
            # The first one loads what the others find.
            if turn:
                times[kind].append(took)
            lockout.unlock(name)
            lockout.unlock_address("")
            lockout.unlock_address("127.0.0.1")
    return times


main()
