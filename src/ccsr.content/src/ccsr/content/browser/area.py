"""The page of an area that has no contents of its own yet."""

from ccsr.content import permissions
from ccsr.content.browser.page import Page
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


class AreaView(Page):
    """Title and an honest word about what is not here."""

    #: A part of the portal needs no second name: it is known by its place.
    other_title = None
    edited_with = "Manage properties"


class LiaisonAreaView(AreaView):
    """The area of liaison leads on to the list that its reader works with."""

    index = ViewPageTemplateFile("templates/area.pt")

    def __call__(self):
        """Go to the officers' list or the inspectorate's page; others see the bare folder."""
        pages = (
            (permissions.UseLiaison, "@@liaison"),
            (permissions.UseCrossReference, "@@cross-reference"),
        )
        for permission, page in pages:
            if self.allowed(permission):
                site = api.portal.get().absolute_url()
                self.request.response.redirect(f"{site}/{page}")
                return ""
        return self.index()
