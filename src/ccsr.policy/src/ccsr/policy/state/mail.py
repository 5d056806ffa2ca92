"""Whether the portal can send e-mail."""

from ccsr.policy import _
from ccsr.policy.state import Check
from ccsr.policy.state import OK
from ccsr.policy.state import Row
from ccsr.policy.state import WARN
from plone.base.interfaces.controlpanel import IMailSchema
from plone.registry.interfaces import IRegistry
from zope.component import getUtility
from zope.i18nmessageid import Message


SET_UP = _("state_mail_set_up", default="Set up, sent from ${address} through ${host}")
NOT_SET_UP = _("state_mail_not_set_up", default="Not set up")
ADVICE = _(
    "state_mail_advice",
    default="Nobody can be sent a link for a forgotten password. Name the mail server and the "
    "site's address under Settings, Mail.",
)


class Mail(Check):
    """Server and sender; nothing is sent to find out."""

    title = _("state_mail", default="E-mail")
    weight = 40

    def rows(self, request):
        """Return the one row."""
        settings = getUtility(IRegistry).forInterface(IMailSchema, check=False, prefix="plone")
        host, address = settings.smtp_host, settings.email_from_address
        title = _("state_mail_sending", default="Sending e-mail")
        if not (host and address):
            return [Row("sending", title, NOT_SET_UP, WARN, ADVICE)]
        value = Message(SET_UP, mapping={"address": address, "host": host})
        return [Row("sending", title, value, OK)]
