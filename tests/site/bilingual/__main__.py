"""``make bilingual``: the demo, as everybody, in Welsh: which English words are left.

The exit status is 1 where there are any. ``--most N`` opens N pages of a kind (2), ``--who``
walks as one account.
"""

from bilingual import counting
from bilingual import kept
from bilingual import serving

import argparse
import sys


def tell(line):
    """Tell how far it has come."""
    print(line, file=sys.stderr, flush=True)


def main():
    """Walk, print and return the exit status."""
    parser = argparse.ArgumentParser(prog="make bilingual", description=__doc__)
    parser.add_argument("--most", type=int, default=2, help="pages of a kind")
    parser.add_argument("--who", action="append", help="accounts")
    options = parser.parse_args()
    with serving.served() as (portal, base, passwords):
        everybody = {**{who: (who, word) for who, word in passwords.items()}, None: None}
        wanted = options.who or list(everybody)
        count = counting.Count(portal, base, {who: everybody[who] for who in wanted})
        comparison = kept.keep(portal)
        count.walk(["", comparison, *counting.forms(portal)], options.most, tell=tell)
    print("\n".join(count.lines()))
    return 1 if count.found else 0


if __name__ == "__main__":
    sys.exit(main())
