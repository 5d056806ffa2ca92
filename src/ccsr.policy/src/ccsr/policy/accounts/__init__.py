"""Accounts: who they are, what they may see, and how they come and go."""

from ccsr.policy.accounts.making import assign_authority
from ccsr.policy.accounts.making import assign_provider
from ccsr.policy.accounts.making import create
from ccsr.policy.accounts.making import ensure_administrator
from ccsr.policy.accounts.making import new_password
from ccsr.policy.accounts.standing import allow_api
from ccsr.policy.accounts.standing import is_disabled
from ccsr.policy.accounts.standing import may_use_basic


__all__ = [
    "allow_api",
    "assign_authority",
    "assign_provider",
    "create",
    "ensure_administrator",
    "is_disabled",
    "may_use_basic",
    "new_password",
]
