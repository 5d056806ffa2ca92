"""What every page of a type shows: its state, what may be done, its history."""

from ccsr.content import permissions
from ccsr.content.browser import display
from ccsr.content.browser import words
from ccsr.content.content.past import was_shared
from ccsr.content.domain.counting import counted
from ccsr.content.domain.naming import title_in
from ccsr.content.domain.titles import welsh_title
from ccsr.content.interfaces import IFurtherActions
from ccsr.content.interfaces import IRetained
from ccsr.content.interfaces import ISharingGate
from dataclasses import dataclass
from plone import api
from plone.locking.interfaces import ILockable
from Products.Five.browser import BrowserView
from zope.component import getAdapters


@dataclass(frozen=True)
class Action:
    """A link of the toolbar; ``kind`` picks its look."""

    id: str
    label: str
    href: str
    kind: str = "secondary"


@dataclass(frozen=True)
class Happening:
    """One entry of the history, ready to show."""

    done: str
    actor: str
    when: str
    comment: str
    review: str


class Page(BrowserView):
    """Base of the views; templates ask it and the macros for everything."""

    # -- formatting -----------------------------------------------------------

    @property
    def language(self):
        """Return the reader's language."""
        return display.language_of(self.request)

    def number_of(self, noun, number):
        """Return for instance “3 days”; ``noun`` is one of ``counting.NOUNS``."""
        return counted(noun, number)

    def day(self, value):
        """Return a date in the reader's language."""
        return display.day(value, self.request)

    def size(self, count):
        """Return a number of bytes as people say it."""
        return display.size(count, self.request)

    def term(self, vocabulary, token):
        """Return the title of a token of ``ccsr.content.<vocabulary>``."""
        return display.term(f"ccsr.content.{vocabulary}", token, self.context)

    def facts(self, *names):
        """Return the facts of the context's own schema by field names."""
        schema = self.schema
        return display.facts(self.context, schema, names, self.request, self.allowed)

    def link_to(self, entry):
        """Return address and name of a provider or a service."""
        return {
            "href": entry.absolute_url(),
            "title": title_in(self.language, entry.title, entry.title_cy),
        }

    def status_of(self, token):
        """Return word and look of a registration status, None without one."""
        if not token:
            return None
        return {
            "word": self.term("registration_statuses", token),
            "kind": display.STATUS_FLAGS.get(token, "warn"),
        }

    # -- who may what ---------------------------------------------------------

    def allowed(self, permission, thing=None):
        """Return whether the reader has a permission, given by title."""
        return bool(
            api.user.has_permission(permission, obj=self.context if thing is None else thing)
        )

    @property
    def title(self):
        """Return the name in the reader's language."""
        return title_in(self.language, self.context.title, welsh_title(self.context))

    @property
    def other_title(self):
        """Return the name in the other language and that language's code, or None."""
        welsh = welsh_title(self.context)
        if not welsh or welsh == self.context.title:
            return None
        if self.title == welsh:
            return {"lang": "en", "title": self.context.title}
        return {"lang": "cy", "title": welsh}

    @property
    def words(self):
        """Return the phrases about the context's type."""
        return words.TYPES[self.context.portal_type]

    # -- state ----------------------------------------------------------------

    @property
    def state(self):
        """Return the state's id, None for what has none."""
        return api.content.get_state(self.context, None)

    def shows_state(self):
        """Return whether the state badge is for this reader.

        To a commissioner everything is shared, so a badge would only raise the
        question what else there is. A state that all of a kind are always in has no word.
        """
        return self.state in words.STATES and (
            self.state != "shared" or self.allowed(permissions.ViewHistory)
        )

    def state_word(self, state=None):
        """Return the word of a state."""
        return words.STATES.get(state or self.state, state)

    # -- toolbar --------------------------------------------------------------

    #: The permission that its form asks for.
    edited_with = "Modify portal content"

    @property
    def actions(self):
        """Return the links of the toolbar that the reader may use."""
        return [
            *self._edits(),
            *self._additions(),
            *self._transitions(),
            *self._retention(),
            *self._further(),
            *self._deletion(),
        ]

    def _edits(self):
        if self.allowed(self.edited_with) and not self.locked_by:
            yield Action("edit", self.words.edit, f"{self.context.absolute_url()}/edit")

    def _additions(self):
        for fti in _addable(self.context):
            if not words.TYPES[fti.getId()].add:
                continue
            yield Action(
                f"add-{fti.getId()}",
                words.TYPES[fti.getId()].add,
                f"{self.context.absolute_url()}/++add++{fti.getId()}",
            )

    def _transitions(self):
        listed = api.portal.get_tool("portal_workflow").getTransitionsFor(self.context)
        for transition in listed:
            name = transition["id"]
            yield Action(
                name,
                words.TRANSITIONS.get(name, name),
                f"{self.context.absolute_url()}/@@{name}",
                KINDS.get(name, "secondary"),
            )

    def _retention(self):
        if self.allowed(permissions.ReviewRetention) and IRetained(self.context, None):
            yield Action("retention", words.RETENTION, f"{self.context.absolute_url()}/@@retention")

    def _further(self):
        for _name, more in sorted(getAdapters((self.context,), IFurtherActions)):
            yield from more.actions()

    def _deletion(self):
        may = self.allowed("Delete objects") and not was_shared(self.context)
        if self.state == "draft" and may:
            yield Action(
                "delete",
                words.DELETE,
                f"{self.context.absolute_url()}/delete_confirmation",
                "danger",
            )

    @property
    def locked_by(self):
        """Return the full name of who else edits this now, to who could edit it."""
        lock = ILockable(self.context, None)
        if lock is None or not self.allowed("Modify portal content"):
            return ""
        others = [] if lock.can_safely_unlock() else lock.lock_info()
        return full_name(others[0]["creator"]) if others else ""

    # -- staff ----------------------------------------------------------------

    def shows_gate(self):
        """Return whether to say what still stops a draft from being shared."""
        return self.state == "draft" and self.allowed(permissions.UseQueue)

    def refusals(self):
        """Return what still stops the context from being shared."""
        return ISharingGate(self.context).refusals()

    @property
    def history(self):
        """Return the transitions, newest first; empty for who may not see them."""
        if not self.state or not self.allowed(permissions.ViewHistory):
            return []
        workflow = api.portal.get_tool("portal_workflow")
        entries = workflow.getInfoFor(self.context, "review_history", ())
        return [self._happening(entry) for entry in reversed(entries)]

    def _happening(self, entry):
        return Happening(
            words.DONE.get(entry["action"], entry["action"]),
            full_name(entry["actor"]),
            display.moment(entry["time"].asdatetime(), self.request),
            entry.get("comments") or "",
            self.day(entry.get("review_date")),
        )


#: Looks of the transitions' buttons.
KINDS = {"share": "primary", "reveal": "primary", "adopt": "primary", "conceal": "danger"}


def _addable(context):
    listed = getattr(context.aq_base, "allowedContentTypes", None)
    return context.allowedContentTypes() if listed else []


def full_name(user_id):
    """Return the full name of an account, its id where it has none or is gone."""
    user = api.user.get(userid=user_id) if user_id else None
    return (user.getProperty("fullname") if user else "") or user_id or ""
