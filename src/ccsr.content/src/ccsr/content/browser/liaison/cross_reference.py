"""``@@cross-reference``: what the portal holds of each service, for the inspectorate (5.3).

First what waits for an answer, answered in place; then, service by service, what is
registered beside what the provider says.
"""

from ccsr.content import _
from ccsr.content import permissions
from ccsr.content.browser import display
from ccsr.content.browser.liaison.discrepancy_words import sides
from ccsr.content.browser.liaison.list import NO_LONGER
from ccsr.content.browser.listing import column
from ccsr.content.browser.listing import Listing
from ccsr.content.browser.register.service_facts import ServiceFacts
from ccsr.content.browser.review.overdue import last_inspections
from ccsr.content.config import authorities
from ccsr.content.config.terms import Term
from ccsr.content.content import liaison_rows
from ccsr.content.content.service import IService
from ccsr.content.domain import liaison
from ccsr.content.domain import liaison_list
from ccsr.content.domain.naming import alphabetic
from ccsr.content.services.order import names_in
from ccsr.content.subscribers.workflow import Refused
from functools import cached_property
from plone import api
from plone.protect import CheckAuthenticator
from Products.CMFCore.WorkflowCore import WorkflowException
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from Products.statusmessages.interfaces import IStatusMessage

import re


#: Which services are shown.
SHOWS = (
    Term("", _("cross_reference_show_all", default="All services")),
    Term("items", _("cross_reference_show_items", default="With open items")),
    Term("discrepancies", _("cross_reference_show_differing", default="With open discrepancies")),
)
#: So many items stand above the services until more are asked for.
FEW = 10
DONE = {
    "acknowledge": _("liaison_said_acknowledged", default="You have acknowledged it."),
    "answer": _("liaison_said_answered", default="Your answer is sent to CCSR."),
}


class Lookup(Listing):
    """The page: what waits, a search box, filters, and the services."""

    page_title = _("cross_reference_title", default="Cross-reference")
    page = ViewPageTemplateFile("templates/cross_reference.pt")
    size = 10
    #: UID of the item that was refused, and the sentence.
    refused = ("", "")

    def __call__(self):
        """Acknowledge or answer what was asked for, then show the page."""
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            if self.perform(self.asked("do"), self.asked("item")):
                self.request.response.redirect(f"{self.address()}#waiting")
                return ""
        return self.page()

    def perform(self, name, uid):
        """Make a transition of an item; return whether it was made."""
        found = self.find(UID=uid) if uid and name in DONE else ()
        try:
            if not found:
                raise WorkflowException
            tool = api.portal.get_tool("portal_workflow")
            told = {one: self.asked(one) for one in ("comment", "response")}
            tool.doActionFor(found[0].getObject(), name, **told)
        except Refused as error:
            self.refused = (uid, error.refusals[0].message)
        except WorkflowException:
            self.refused = (uid, NO_LONGER.message)
        else:
            IStatusMessage(self.request).add(self.say(DONE[name]))
        return not self.refused[1]

    # -- filters ------------------------------------------------------------------

    @property
    def filters(self):
        """Return the filters in force."""
        return {name: self.asked(name) for name in ("q", "authority", "show", "waiting")}

    def shows(self):
        """Return which services can be asked for."""
        return SHOWS

    def query(self):
        """Return the catalog query for the filters."""
        found = {"object_provides": IService.__identifier__, "sort_on": names_in(self.language)}
        words = re.findall(r"\w+", self.asked("q"))
        if words:
            found["SearchableText"] = " AND ".join(f"{word}*" for word in words)
        if self.asked("authority"):
            found["local_authority"] = self.asked("authority")
        if self.asked("show"):
            found["UID"] = self.with_items(self.asked("show"))
        return found

    def with_items(self, show):
        """Return the UIDs of services about which an item is open."""
        return [
            row.service
            for row in self.open
            if row.service and (show != "discrepancies" or row.kind == "discrepancy")
        ]

    def authorities(self):
        """Return the authorities to choose from, by name in the reader's language."""
        found = [(one.gss, self.say(one.title)) for one in authorities.ALL]
        return sorted(found, key=lambda pair: alphabetic(pair[1], self.language))

    # -- what waits -----------------------------------------------------------------

    @cached_property
    def open(self):
        """Return the rows of what is open between CCSR and the inspectorate, the oldest first."""
        states = [*liaison.WITH_INSPECTORATE, "answered"]
        found = liaison_rows.rows(self.language, review_state=states)
        return liaison_list.of_tab(found, liaison_list.ALL_OPEN)

    @cached_property
    def waiting(self):
        """Return the rows of what waits for the inspectorate; discrepancies come first."""
        found = [row for row in self.open if row.state in liaison.WITH_INSPECTORATE]
        return sorted(found, key=lambda row: row.kind != "discrepancy")

    def items(self):
        """Return what is said of the items that wait; they are woken for their text."""
        few = self.waiting if self.asked("waiting") == "all" else self.waiting[:FEW]
        brains = {brain.UID: brain for brain in self.find(UID=[row.uid for row in few] or [""])}
        services = liaison_rows.services([row.service for row in few])
        return [
            self.item(row, brains[row.uid].getObject(), services.get(row.service))
            for row in few
            if row.uid in brains
        ]

    def item(self, row, thing, service):
        """Return how one item stands on the page."""
        return {
            "row": row,
            "sides": sides(self, thing),
            "detail": display.lines(thing.detail or ""),
            "service": service and {"title": self.title(service), "url": service.getURL()},
            "refused": self.refused[1] if self.refused[0] == row.uid else "",
            "typed": self.asked("response") if self.refused[0] == row.uid else "",
        }

    def may_answer(self):
        """Whether the reader is who acknowledges and answers."""
        return self.may(permissions.AnswerLiaisonItem)

    # -- services ---------------------------------------------------------------------

    def update(self):
        """Return the batch that was asked for."""
        self.shown = self.batch(self.find(**self.query()))
        return self.shown

    def rows(self):
        """Return the rows of the shown batch."""
        last = last_inspections(self, [brain.getPath() for brain in self.shown])
        return [self.row(brain, last.get(brain.getPath())) for brain in self.shown]

    def row(self, brain, last):
        """Return how one service stands on the page."""
        return {
            "about": ServiceFacts(self, brain),
            "open_items": [row for row in self.open if row.service == brain.UID],
            "last": self.day(last),
            "grades": [display.grade(one) for one in display.judged(column(brain, "judgements"))],
        }
