"""Plone's own search pages lead to ``@@find``."""

from plone import api
from Products.Five.browser import BrowserView
from urllib.parse import urlencode


class SearchMoved(BrowserView):
    """``@@search`` and ``@@updated_search``: take the words along."""

    def __call__(self):
        """Redirect to ``@@find``."""
        text = self.request.form.get("SearchableText", "")
        words = text if isinstance(text, str) else " ".join(map(str, text))
        query = f"?{urlencode({'q': words}, errors='replace')}" if words.strip() else ""
        return self.request.response.redirect(f"{api.portal.get().absolute_url()}/@@find{query}")
