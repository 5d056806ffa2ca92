"""The page of a claim, with its history, and the part of a service's page that shows it."""

from ccsr.content import _
from ccsr.content import permissions
from ccsr.content.browser import display
from ccsr.content.browser.page import full_name
from ccsr.content.browser.page import Page
from ccsr.content.browser.said import Said
from ccsr.content.browser.said import SCHEMA
from ccsr.content.browser.said import words
from ccsr.content.content import claim as claims
from dataclasses import dataclass
from functools import cached_property
from plone import api
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18n import translate


NOTHING = _("claim_nothing", default="nothing")


@dataclass(frozen=True)
class Changed:
    """One field of a change: old and new value in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Saved:
    """One change as it is shown."""

    who: str
    when: str
    is_confirmation: bool
    fields: list[Changed]


class ClaimView(Page):
    """What the provider of one service says."""

    schema = SCHEMA

    @cached_property
    def said(self):
        """Return the claim, ready to show."""
        return Said(self.context, self.request)

    @property
    def service(self):
        """Return address and name of the service."""
        return self.link_to(self.context.__parent__)

    @property
    def keep_url(self):
        """Return where its provider keeps it, to who may; else nothing."""
        return keep_url(self.context.__parent__) if self.allowed(permissions.KeepClaim) else ""

    @property
    def changes(self):
        """Return every change, the newest first, to staff and to the provider's contacts."""
        if not (self.allowed(permissions.ViewHistory) or self.allowed(permissions.KeepClaim)):
            return []
        return [self._saved(one) for one in reversed(claims.changes(self.context))]

    def _saved(self, change):
        return Saved(
            full_name(change.by),
            display.moment(change.at, self.request),
            change.is_confirmation,
            [
                Changed(SCHEMA[name].title, self._said(name, old), self._said(name, new))
                for name, old, new in change.fields
            ],
        )

    def _said(self, name, value):
        found = words(name, value, self.request)
        return ", ".join(found) if found else translate(NOTHING, context=self.request)


def keep_url(service):
    """Return the address of the page where a provider keeps the claim of a service."""
    return f"{service.__parent__.absolute_url()}/@@claims#service-{service.getId()}"


class ClaimPart(BrowserView):
    """``claim-part`` of a service: what the provider says, in the service's page."""

    index = ViewPageTemplateFile("templates/claim_part.pt")

    def __call__(self):
        """Return the section; nothing where nobody has said or could say anything."""
        return self.index() if self.claim is not None or self.keep_url else ""

    @cached_property
    def claim(self):
        """Return the claim, or None."""
        return claims.of(self.context)

    @cached_property
    def said(self):
        """Return the claim, ready to show."""
        return Said(self.claim, self.request)

    @cached_property
    def keep_url(self):
        """Return where the reader keeps it, or nothing."""
        may = api.user.has_permission(permissions.KeepClaim, obj=self.context)
        return keep_url(self.context) if may else ""
