"""The page of an event of registration: what happened, and what it changes."""

from ccsr.content import _
from ccsr.content.browser import display
from ccsr.content.browser.display import Fact
from ccsr.content.browser.page import Action
from ccsr.content.browser.register.documents import DocumentView
from ccsr.content.content import event_told
from ccsr.content.content.event import IRegistrationEvent
from ccsr.content.content.service import IService
from ccsr.content.domain.wordings import IMPOSE
from ccsr.content.domain.wordings import REMOVE
from ccsr.content.domain.wordings import VARY
from zope.i18n import translate
from zope.i18nmessageid import Message


CHANGED = _("event_changed", default="${new} (before: ${old})")
NOTHING = _("event_nothing", default="nothing")
CONDITIONS = _("action_event_conditions", default="Conditions that it changes")

#: What an event does to a condition.
DOES = {
    IMPOSE: _("event_imposes", default="Condition imposed"),
    VARY: _("event_varies", default="Condition varied"),
    REMOVE: _("event_removes", default="Condition removed"),
}


class EventView(DocumentView):
    """An event: what happened, from which day, and what it changed."""

    schema = IRegistrationEvent
    fields = ("kind", "effective", "received", "places", "detail")
    judgements = ()

    @property
    def details(self):
        """Return the facts, and every change that the reader may read."""
        return [*super().details, *self._changes(), *self._conditions()]

    def _changes(self):
        for name, *pair in event_told.changes(self.context):
            said = [self._told(name, value) for value in pair]
            old, new = (one or translate(NOTHING, context=self.request) for one in said)
            text = Message(CHANGED, mapping={"old": old, "new": new})
            yield Fact(name, IService[name].title, (text,))

    def _told(self, name, value):
        """Return a value in words."""
        found = display.values(IService[name], value, self.request)
        return ", ".join(translate(one, context=self.request) for one in found)

    def _conditions(self):
        for change, text in event_told.conditions(self.context):
            yield Fact("conditions", DOES[change.action], tuple(display.lines(text)))

    @property
    def actions(self):
        """Return the links of the toolbar; a draft's conditions have a page of their own."""
        found = super().actions
        if self.allowed("Modify portal content"):
            href = f"{self.context.absolute_url()}/@@conditions"
            found.insert(1, Action("conditions", CONDITIONS, href))
        return found
