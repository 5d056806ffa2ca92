"""What opens without signing in, by a secret in its address: a letter's way out, and the feed.

Each says nothing about anybody else, and nothing at all for a secret that is wrong.
"""

from ccsr.content.browser import display
from ccsr.content.interfaces import IContentLayer
from ccsr.policy import _
from ccsr.policy.accounts.viewing import as_account
from ccsr.policy.address import site_address
from ccsr.policy.alerts import listing
from ccsr.policy.alerts import secret
from ccsr.policy.alerts import subscriptions
from ccsr.policy.domain.alerts import KINDS
from datetime import datetime
from datetime import UTC
from plone.protect.interfaces import IDisableCSRFProtection
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from xml.etree import ElementTree
from zExceptions import NotFound
from zope.i18n import translate
from zope.interface import alsoProvides
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


ATOM = "http://www.w3.org/2005/Atom"
FEED_TITLE = _("feed_title", default="CCSR: alerts")


@implementer(IPublishTraverse)
class WithSecret(BrowserView):
    """Takes the secret off the path."""

    use = ""
    secret = None

    def publishTraverse(self, request, name):
        """Take one name; there is nothing below it."""
        if self.secret is not None:
            raise NotFound(name)
        self.secret = name
        return self

    def known(self):
        """Return account and subscriptions; None for a secret that is wrong or revoked."""
        self.request.response.setHeader("Referrer-Policy", "no-referrer")
        return secret.known(self.use, self.secret) if self.secret else None

    def missing(self):
        """Answer 404, the same for every wrong secret."""
        self.request.response.setStatus(404)
        self.request.response.setHeader("Content-Type", "text/plain; charset=utf-8")
        return "404"


class Unsubscribe(WithSecret):
    """``alerts-unsubscribe/SECRET``: asks, and by POST sends no more letters."""

    page = ViewPageTemplateFile("templates/alerts_unsubscribe.pt")
    page_title = _("unsubscribe_title", default="Stop these e-mails")
    use = secret.UNSUBSCRIBE
    is_known = is_done = False

    def __call__(self):
        """Show the button, or do it: mail programs post without having asked."""
        found = self.known()
        self.is_known = found is not None
        if not self.is_known:
            self.request.response.setStatus(404)
        elif self.request.method == "POST":
            # Whoever has the secret may; there is nobody signed in to protect.
            alsoProvides(self.request, IDisableCSRFProtection)
            subscriptions.silence(*found)
            self.is_done = True
        return self.page()

    @property
    def action(self):
        """Return the page's own address."""
        return f"{self.context.absolute_url()}/alerts-unsubscribe/{self.secret}"


class Feed(WithSecret):
    """``alerts-feed/SECRET``: the alerts of an account as Atom, as it may see them now."""

    use = secret.FEED

    def __call__(self):
        """Return the feed."""
        found = self.known()
        if found is None:
            return self.missing()
        with as_account(found[0]) as user:
            if user is None or not IContentLayer.providedBy(self.request):
                return self.missing()
            language = (user.getProperty("language", "") or display.language_of(self.request))[:2]
            alerts = listing.of(found[0], language)
        self.request.response.setHeader("Content-Type", "application/atom+xml; charset=utf-8")
        return feed(alerts, language)


def feed(alerts, language):
    """Return alerts as Atom."""
    ElementTree.register_namespace("", ATOM)
    root = ElementTree.Element(f"{{{ATOM}}}feed", {"xml:lang": language})
    newest = max((one.made for one in alerts), default=datetime.fromtimestamp(0, UTC))
    # Names no account: whoever is shown the feed learns nothing of its owner.
    _add(root, "id", f"{site_address()}/@@alerts")
    _add(root, "title", translate(FEED_TITLE, target_language=language))
    _add(root, "updated", newest.isoformat())
    _add(_add(root, "author"), "name", "CCSR")
    for one in alerts:
        _add_entry(root, one, language)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _add_entry(root, alert, language):
    entry = _add(root, "entry")
    kind = translate(KINDS[alert.kind], target_language=language)
    _add(entry, "id", f"{site_address()}/@@alerts#{alert.id}")
    _add(entry, "title", f"{kind}: {alert.seen.service}")
    _add(entry, "updated", alert.made.isoformat())
    _add(entry, "link", href=f"{site_address()}{alert.seen.path}")


def _add(parent, name, text=None, **attributes):
    child = ElementTree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    child.text = text
    return child
