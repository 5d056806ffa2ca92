"""Whether the key of the second factors is at hand."""

from ccsr.policy import _
from ccsr.policy.second_factor import keys
from ccsr.policy.second_factor import store
from ccsr.policy.state import Check
from ccsr.policy.state import LATE
from ccsr.policy.state import OK
from ccsr.policy.state import Row


ADVICE = _(
    "state_second_factor_advice",
    default="The key does not open what is stored, so no code is taken, only recovery codes. "
    "Put the file back from its backup and restart the portal.",
)


class SecondFactors(Check):
    """How many there are, and whether the last one set up can be read."""

    title = _("state_second_factor", default="Second factors")
    weight = 45

    def rows(self, request):
        """Return both; without second factors there is nothing to say."""
        last = store.last()
        if last is None:
            return []
        flag, advice = (OK, None) if _is_readable(last) else (LATE, ADVICE)
        return [
            Row(
                "accounts",
                _("state_second_factor_accounts", default="Accounts"),
                f"{store.count()}",
            ),
            Row("key", _("state_second_factor_key", default="Key"), str(keys.path()), flag, advice),
        ]


def _is_readable(factor):
    try:
        return bool(keys.unseal(factor.sealed, factor.user_id))
    except keys.Unreadable:
        return False
