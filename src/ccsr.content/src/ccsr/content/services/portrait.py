"""``PATCH @users/NAME`` without pictures, and without one's own password and address.

plone.restapi keeps any bytes as an account's picture, under the kind the sender
names; the form has them made into a small picture first. One's own password it sets
without asking for the present one, where a setting of Plone's is on. To one's own
address goes the link for a forgotten password: an administrator changes it.
"""

from ccsr.content import _
from ccsr.content.services.faults import body_of
from ccsr.content.services.faults import fault
from ccsr.content.services.faults import NO_JSON
from plone.restapi.exceptions import DeserializationError
from plone.restapi.services.users.update import UsersPatch
from zExceptions import BadRequest
from zope.i18n import translate


class UsersPatchWithoutPicture(UsersPatch):
    """Change an account, but not its picture, nor one's own password and address."""

    def reply(self):
        """Refuse what is no JSON, which Plone fails at, and another address of one's own."""
        body_of(self.request)
        if not self.request.get("BODY"):
            raise DeserializationError(NO_JSON)
        if self._changes_own_address():
            raise BadRequest(translate(BY_ADMINISTRATOR, context=self.request))
        return super().reply()

    def _changes_own_address(self):
        if self.can_manage_users or self._get_user_id != self._get_current_user:
            return False
        body = body_of(self.request)
        user = self._get_user(self._get_user_id)
        return "email" in body and body["email"] != user.getProperty("email")

    def _error(self, status, _type, msgid):
        """Say what is wrong as the portal's other services do."""
        return fault(self.request, status, _type, NOT_YOURS if status == 403 else msgid)

    def set_member_portrait(self, user, portrait):
        """Refuse a picture."""
        raise BadRequest(translate(BY_FORM, context=self.request))

    def _change_user_password(self, user, value):
        """Set a password, but refuse one's own."""
        if user.getId() == self._get_current_user:
            raise BadRequest(translate(BY_RESET, context=self.request))
        super()._change_user_password(user, value)


NOT_YOURS = _("account_not_yours", default="You may not change this account in this way.")
BY_FORM = _(
    "portrait_by_form",
    default="Pictures are not taken here. Change yours on the page “Personal information”.",
)
BY_ADMINISTRATOR = _(
    "own_address_by_administrator",
    default="Ask an administrator to change your e-mail address.",
)
BY_RESET = _(
    "own_password_by_reset",
    default="Set your own password by “reset-password”, which asks for the present one.",
)
