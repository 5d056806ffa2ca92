"""``@@find-complete``: completions while typing, as JSON for the find box."""

from ccsr.content.browser import words
from ccsr.content.services.suggest import Suggest
from ccsr.content.services.suggest import typed
from Products.CMFCore.utils import getToolByName
from Products.Five.browser import BrowserView
from zope.i18n import translate

import json


class FindComplete(BrowserView):
    """Answers ``{"items": [{title, url, kind, note}], "words": [{query, title}]}``."""

    def __call__(self):
        """Return entries whose names go on so, and queries that complete the word."""
        asked = typed(str(self.request.form.get("q", "")))
        suggest = Suggest(getToolByName(self.context, "portal_catalog"), self.language)
        answer = {
            "items": [self._item(entry) for entry in suggest.entries(asked)],
            "words": [{"query": query, "title": query} for query in suggest.words(asked)],
        }
        self.request.response.setHeader("Content-Type", "application/json; charset=utf-8")
        return json.dumps(answer)

    @property
    def language(self):
        """The reader's language."""
        return self.request.get("LANGUAGE", "en")

    def _item(self, entry):
        # To whoever sees it, what is not shared says so.
        state = words.STATES[entry.state] if entry.state != "shared" else ""
        notes = (entry.note, state)
        return {
            "title": entry.title,
            "url": entry.url,
            "kind": self._said(entry.kind),
            "note": " · ".join(self._said(note) for note in notes if note),
        }

    def _said(self, message):
        return translate(message, context=self.request)
