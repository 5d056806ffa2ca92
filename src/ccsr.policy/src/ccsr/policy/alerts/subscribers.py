"""What follows when an account is gone."""

from ccsr.policy.alerts import subscriptions
from ccsr.policy.jobs import store
from sqlalchemy.exc import SQLAlchemyError
from zope.component.hooks import getSite

import logging
import transaction


logger = logging.getLogger(__name__)


def account_deleted(event) -> None:
    """Forget what it wanted to be told of, once it is gone for good."""
    if getSite() is not None:
        transaction.get().addAfterCommitHook(_forget, (event.principal,))


def _forget(success, account):
    try:
        if success:
            subscriptions.forget(account)
            store.forget_account(account)
    except SQLAlchemyError:
        logger.exception("The alerts of an account that is gone could not be deleted")
