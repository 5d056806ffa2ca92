"""What icons are called, in the reader's language."""

from Products.CMFPlone.browser.icons import IconsView
from zope.i18n import translate


class Icons(IconsView):
    """Plone's own; the names that its templates give in English are translated."""

    def tag(self, name, tag_class="", tag_alt=""):
        """Return the markup of an icon with its name."""
        if tag_alt:
            tag_alt = translate(tag_alt, "plone", context=self.request)
        return super().tag(name, tag_class=tag_class, tag_alt=tag_alt)
