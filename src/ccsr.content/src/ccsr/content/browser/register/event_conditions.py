"""``@@conditions`` of a draft event: which conditions it imposes, varies and removes."""

from ccsr.content import _
from ccsr.content.browser.page import Page
from ccsr.content.browser.register.event import DOES
from ccsr.content.config.terms import CONDITION_KINDS
from ccsr.content.content.condition import IRegistrationCondition
from ccsr.content.content.event import IRegistrationEvent
from ccsr.content.domain.wordings import CONDITION_ACTIONS
from ccsr.content.domain.wordings import ConditionChange
from ccsr.content.domain.wordings import IMPOSE
from ccsr.content.domain.wordings import REMOVE
from functools import cached_property
from plone import api
from plone.protect import CheckAuthenticator


NO_TEXT = _("event_condition_no_text", default="Type what the condition says, word for word.")
NO_KIND = _("event_condition_no_kind", default="Choose the kind of the condition.")
NO_CONDITION = _("event_condition_none", default="Choose the condition.")
BAD = _("event_condition_bad", default="Choose what happens to the condition.")


class EventConditions(Page):
    """A list of what is to happen, and a form for one more."""

    schema = IRegistrationEvent
    refused = ""

    def __call__(self):
        """Show what is planned, or change it."""
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            if self.change():
                here = f"{self.context.absolute_url()}/@@conditions"
                return self.request.response.redirect(here)
        return self.index()

    def typed(self, name):
        """Return what was typed in a field."""
        value = self.request.form.get(name, "")
        return value.strip() if isinstance(value, str) else ""

    @cached_property
    def existing(self):
        """Return the conditions of the service that the reader may see."""
        path = {"query": "/".join(self.context.__parent__.getPhysicalPath()), "depth": 1}
        marker = IRegistrationCondition.__identifier__
        return api.content.find(path=path, object_provides=marker, sort_on="created")

    @property
    def kinds(self):
        """Return the legal kinds of conditions."""
        return CONDITION_KINDS

    @property
    def does(self):
        """Return what an event may do to a condition, with its words."""
        return [(name, DOES[name]) for name in CONDITION_ACTIONS]

    @property
    def planned(self):
        """Return number, words and text of what is planned."""
        titles = {brain.UID: brain.Title for brain in self.existing}
        return [
            {"number": place, "does": DOES[one.action], "text": one.text or titles.get(one.uid, "")}
            for place, one in enumerate(self.context.conditions)
        ]

    def change(self):
        """Add what was typed, or take one off; return whether that was done."""
        gone = self.typed("remove")
        if gone:
            kept = enumerate(self.context.conditions)
            self.context.conditions = tuple(one for place, one in kept if str(place) != gone)
            return True
        action, kind, uid, text = map(self.typed, ("action", "kind", "condition", "text"))
        self.refused = self.wrong(action, kind, uid, text)
        if not self.refused:
            made = ConditionChange(action, "" if action == IMPOSE else uid, kind, text)
            self.context.conditions = (*self.context.conditions, made)
        return not self.refused

    def wrong(self, action, kind, uid, text):
        """Return what is wrong with what was typed, empty where nothing is."""
        if action not in CONDITION_ACTIONS:
            return BAD
        if action == IMPOSE and kind not in {term.token for term in CONDITION_KINDS}:
            return NO_KIND
        if action != IMPOSE and uid not in {brain.UID for brain in self.existing}:
            return NO_CONDITION
        return NO_TEXT if action != REMOVE and not text else ""
