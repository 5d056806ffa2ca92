"""A second factor goes with its account."""

from ccsr.policy.second_factor import store

import transaction


def forget(event) -> None:
    """Drop what is kept of an account: the next one of this name starts without.

    Not before the account itself is gone for good.
    """
    transaction.get().addAfterCommitHook(_forget, (event.principal,))


def _forget(is_done, user_id):
    if is_done:
        store.forget(user_id)
