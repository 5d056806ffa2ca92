"""What parts of the policy promise one another."""

from typing import Any
from typing import Literal
from zope.interface import Interface


#: Where somebody stands after a right password: done, asked for a code, or
#: asked to set up where codes come from.
Stage = Literal["off", "code", "enrol"]


class ISecondFactor(Interface):
    """Utility: what is asked for after a right name and password.

    A session begins with the stage that ``state`` tells. Until
    ``ccsr.policy.sign_in.sessions.complete`` is called it reaches only the pages
    in ``ccsr.policy.publication.doors.SECOND_FACTOR``.
    """

    def state(user: Any) -> Stage:
        """Return what this account (a user of the PAS) is asked for."""

    def accepts(user: Any, code: str) -> bool:
        """Return whether the code is right; one that was is used up by this call."""
