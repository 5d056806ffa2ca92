"""``PATCH @users/NAME`` without pictures, and without one's own password.

plone.restapi keeps any bytes as an account's picture, under the kind the sender
names; the form has them made into a small picture first. One's own password it sets
without asking for the present one, where a setting of Plone's is on.
"""

from ccsr.content import _
from plone.restapi.services.users.update import UsersPatch
from zExceptions import BadRequest
from zope.i18n import translate


class UsersPatchWithoutPicture(UsersPatch):
    """Change an account, but not its picture, nor one's own password."""

    def set_member_portrait(self, user, portrait):
        """Refuse a picture."""
        raise BadRequest(translate(BY_FORM, context=self.request))

    def _change_user_password(self, user, value):
        """Set a password, but refuse one's own."""
        if user.getId() == self._get_current_user:
            raise BadRequest(translate(BY_RESET, context=self.request))
        super()._change_user_password(user, value)


BY_FORM = _(
    "portrait_by_form",
    default="Pictures are not taken here. Change yours on the page “Personal information”.",
)
BY_RESET = _(
    "own_password_by_reset",
    default="Set your own password by “reset-password”, which asks for the present one.",
)
