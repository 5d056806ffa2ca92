"""``PATCH @users/NAME`` without pictures.

plone.restapi keeps any bytes as an account's picture, under the kind the sender
names; the form has them made into a small picture first.
"""

from ccsr.content import _
from plone.restapi.services.users.update import UsersPatch
from zExceptions import BadRequest
from zope.i18n import translate


class UsersPatchWithoutPicture(UsersPatch):
    """Change an account, but not its picture."""

    def set_member_portrait(self, user, portrait):
        """Refuse a picture."""
        raise BadRequest(translate(BY_FORM, context=self.request))


BY_FORM = _(
    "portrait_by_form",
    default="Pictures are not taken here. Change yours on the page “Personal information”.",
)
