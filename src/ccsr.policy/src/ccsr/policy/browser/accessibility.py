"""``@@accessibility``: what everybody can do here, and what is known not to work."""

from ccsr.policy import _
from Products.Five.browser import BrowserView


class Accessibility(BrowserView):
    """The statement; it is for whoever is signed in, as all of the portal is."""

    page_title = _("accessibility_title", default="Accessibility")
