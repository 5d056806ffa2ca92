"""``@@succession``: which service came before this one, kept by whoever may edit it."""

from AccessControl import getSecurityManager
from ccsr.content import _
from ccsr.content.browser.page import Page
from ccsr.content.content import succession
from ccsr.content.content.service import IService
from ccsr.content.domain.naming import bare_number
from ccsr.content.noted import note
from plone import api
from plone.protect import CheckAuthenticator
from Products.statusmessages.interfaces import IStatusMessage


KEPT = _("succession_kept", default="Kept.")
UNKNOWN = _(
    "succession_unknown",
    default="There is no other service with this URN that you may edit.",
)


class Succession(Page):
    """A form with one field: the URN of the earlier registration."""

    schema = IService
    refused = ""

    def __call__(self):
        """Show the form, or keep what was typed."""
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            if self.change():
                IStatusMessage(self.request).add(KEPT)
                return self.request.response.redirect(self.context.absolute_url())
        return self.index()

    @property
    def typed(self):
        """Return the URN that was typed."""
        return str(self.request.form.get("urn", "")).strip()

    @property
    def earlier(self):
        """Return the services that came right before, as far as the reader may see them."""
        found = succession.uids(self.context, succession.EARLIER)
        return [brain.getObject() for brain in api.content.find(UID=found)] if found else []

    def change(self):
        """Link or unlink; return whether that was done."""
        gone = str(self.request.form.get("remove", ""))
        if gone:
            return self.remove(gone)
        other = self.other()
        if other is None:
            self.refused = UNKNOWN
            return False
        succession.link(other, self.context)
        note("succession-set", self.context, earlier=other.UID())
        return True

    def remove(self, uid):
        """Forget one that came before."""
        for one in self.earlier:
            if one.UID() == uid:
                succession.unlink(one, self.context)
                note("succession-set", self.context, no_longer=uid)
        return True

    def other(self):
        """Return the service with the URN that was typed, where the reader may edit it."""
        number = bare_number(self.typed)
        found = api.content.find(number=number, portal_type="Service") if number else []
        services = [brain.getObject() for brain in found]
        may = getSecurityManager().checkPermission
        fit = [
            one
            for one in services
            if one.UID() != self.context.UID() and may("Modify portal content", one)
        ]
        return fit[0] if len(fit) == 1 else None
