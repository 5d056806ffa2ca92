"""Working as an account: what a job does for somebody, it does with their rights only."""

from AccessControl import Unauthorized
from contextlib import contextmanager
from plone import api


@contextmanager
def acting(user_id):
    """Work as an account; raise Unauthorized where it is gone."""
    user = api.user.get(userid=user_id)
    if user is None:
        raise Unauthorized(f"There is no account {user_id}")
    # The job is the system's; it may do and see no more than whoever asked for it.
    with api.env.adopt_user(user=user.getUser()):
        yield
