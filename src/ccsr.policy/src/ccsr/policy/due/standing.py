"""What the portal's other packages may ask about an account."""

from ccsr.content.interfaces import IAccountStanding
from ccsr.policy.accounts import standing
from zope.interface import implementer


@implementer(IAccountStanding)
class AccountStanding:
    """Answers from what is kept of the accounts."""

    def may_sign_in(self, user_id):
        """Return whether an account is neither disabled nor only invited."""
        return not standing.is_disabled(user_id)
