"""The letter that brings a partner without an account an upload link."""

from ccsr.content.browser import display
from ccsr.content.interfaces import ILinkLetters
from ccsr.policy import _
from ccsr.policy.accounts.letters import is_set_up
from ccsr.policy.address import site_address
from ccsr.policy.domain.invitations import is_address
from ccsr.policy.letters import making
from ccsr.policy.letters import posting
from zope.i18nmessageid import Message
from zope.interface import implementer

import logging


logger = logging.getLogger(__name__)

SUBJECT = _("link_mail_subject", default="CCSR: please hand in a document")
TEXT = _(
    "link_mail_text",
    default="""Dear ${whom},

${by} asks you for this document:

${document}

Open this link and choose the PDF. You need no account:

${link}

The link takes one document, until ${until}. Keep it to yourself: whoever has it can hand in the document.
""",
)
EXERCISE_TEXT = _(
    "link_mail_exercise_text",
    default="""Dear ${whom},

This is an exercise. No inspectors come. Please do what you would do if they did. ${by} asks you for this document:

${document}

Open this link and choose the PDF. You need no account:

${link}

The link takes one document, until ${until}. Keep it to yourself: whoever has it can hand in the document.
""",
)


@implementer(ILinkLetters)
class LinkLetters:
    """The utility."""

    def can_send(self):
        """Return whether the site sends e-mail."""
        return is_set_up()

    def is_address(self, mail):
        """Return whether this can be an e-mail address."""
        return is_address(mail)

    def send(self, inspection, letter):
        """Send it at once; return whether the mail server took it."""
        if not is_set_up():
            return False
        became, why = posting.post(_made(inspection, letter), lambda: True)
        if became == posting.NOT_TAKEN:
            logger.error("The letter with an upload link could not be sent: %s", why)
        return became != posting.NOT_TAKEN


def _made(inspection, letter):
    values = {
        "whom": letter.whom,
        "by": letter.by,
        "document": letter.document,
        "link": f"{site_address()}/hand-in/{letter.secret}",
        "until": display.moment(letter.expires, {"LANGUAGE": letter.language}),
    }
    text = Message(EXERCISE_TEXT if inspection.is_exercise else TEXT, mapping=values)
    return making.written(letter.mail, SUBJECT, text, letter.language, values["link"])
