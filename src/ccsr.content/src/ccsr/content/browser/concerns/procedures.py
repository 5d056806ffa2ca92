"""``@@procedures``: what is shown to each authority where a child is at risk."""

from ccsr.content import _
from ccsr.content.browser.listing import Listing
from ccsr.content.config import authorities
from ccsr.content.content import concerns
from ccsr.content.domain.concerns import LONGEST_TEXT
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from Products.statusmessages.interfaces import IStatusMessage
from zExceptions import NotFound


GENERAL = _("procedures_general", default="Every authority without a text of its own")
SAVED = _("procedures_saved", default="Saved. Commissioners see it from now on.")
TOO_LONG = _("procedures_too_long", default="Shorten it: it must be read in a moment.")
#: The general text is asked for by this name in addresses and on forms.
ALL = "all"
LANGUAGES = ("en", "cy")


class Procedures(Listing):
    """The list of authorities, and the form for one of them."""

    page_title = _("procedures_title", default="Where a child is at risk")

    list = ViewPageTemplateFile("templates/procedures.pt")
    form = ViewPageTemplateFile("templates/procedure.pt")
    wrong = ""

    def __call__(self):
        """Answer with the list or the form; save what was sent."""
        chosen = self.asked("authority")
        if not chosen:
            return self.list()
        if chosen != ALL and chosen not in authorities.BY_GSS:
            raise NotFound(chosen)
        self.gss = "" if chosen == ALL else chosen
        return self._save() if self.request.method == "POST" else self.form()

    def _save(self):
        sent = {f"{self.gss}.{language}": self.asked(language) for language in LANGUAGES}
        if any(len(text) > LONGEST_TEXT for text in sent.values()):
            self.wrong = TOO_LONG
            return self.form()
        concerns.set_procedures(sent)
        IStatusMessage(self.request).addStatusMessage(SAVED, "info")
        return self.request.response.redirect(self.address())

    @property
    def title(self):
        """Return whom the text is for."""
        return authorities.BY_GSS[self.gss].title if self.gss else GENERAL

    @property
    def token(self):
        """Return what the form sends back."""
        return self.gss or ALL

    @property
    def texts(self):
        """Return the texts to edit: as they were sent where one is wrong."""
        kept = self._kept()
        return {
            language: self.asked(language) if self.wrong else kept.get(f"{self.gss}.{language}", "")
            for language in LANGUAGES
        }

    def _kept(self):
        return {**concerns.general_procedures(), **concerns.procedures()}

    @property
    def rows(self):
        """Return every authority, the general text first, with which texts there are."""
        kept = self._kept()
        return [self._row(kept, "", GENERAL)] + [
            self._row(kept, one.gss, one.title) for one in authorities.ALL
        ]

    def _row(self, kept, gss, title):
        return {
            "title": title,
            "url": self.address(authority=gss or ALL),
            **{language: bool(kept.get(f"{gss}.{language}")) for language in LANGUAGES},
        }
