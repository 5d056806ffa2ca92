"""``@workflow`` of what is reviewed: transitions with comment and review date, and the history.

plone.restapi's own service knows no review date, treats a repeated transition
as done and answers with the history whoever asks; none of that may be here.
"""

from ccsr.content import _
from ccsr.content.domain.concealment import BAD_DATE
from ccsr.content.domain.concealment import read_review_date
from ccsr.content.domain.sharing import Refusal
from ccsr.content.services.faults import body_of
from ccsr.content.subscribers.workflow import Refused
from plone import api
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.exceptions import DeserializationError
from plone.restapi.serializer.converters import json_compatible
from plone.restapi.services import Service
from Products.CMFCore.WorkflowCore import WorkflowException
from zope.i18n import translate
from zope.interface import alsoProvides
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse
from zope.publisher.interfaces import NotFound


#: What the body may hold; both are demanded by ``conceal`` only.
KEYS = ("comment", "review_date")

UNKNOWN = _("workflow_unknown_key", default="This is not something that a transition takes.")
BAD_COMMENT = _("workflow_bad_comment", default="The comment must be text.")

NO_TRANSITION = _("workflow_no_transition", default="Name a transition: @workflow/share.")


@implementer(IPublishTraverse)
class WorkflowPost(Service):
    """``POST @workflow/{transition}`` with ``{"comment": "…", "review_date": "YYYY-MM-DD"}``.

    200 with the new entry of the history; 400 ``Refused`` with every rule that
    refuses, or with the name of each field of the body that cannot be read.
    """

    transition = None

    def publishTraverse(self, request, name):
        """Take the name of the transition off the path; there is nothing below it."""
        if self.transition is not None:
            raise NotFound(self, name, request)
        self.transition = name
        return self

    def reply(self):
        """Return the new entry of the history, or what refuses it."""
        # As plone.restapi does: a JSON body cannot come from a form of another site.
        alsoProvides(self.request, IDisableCSRFProtection)
        if self.transition is None:
            return self.bad("BadRequest", NO_TRANSITION)
        try:
            self.move(**self.read(body_of(self.request)))
        except DeserializationError as error:
            return self.bad("BadRequest", error.msg)
        except Refused as error:
            return self.refused(error.refusals)
        except WorkflowException:
            return self.bad("WorkflowException", not_available(self.transition))
        return self.entry()

    def read(self, body):
        """Return what the body tells."""
        return read(body)

    def move(self, comment, review_date):
        """Make the transition."""
        workflows = api.portal.get_tool("portal_workflow")
        workflows.doActionFor(
            self.context, self.transition, comment=comment, review_date=review_date
        )

    def entry(self):
        """Return the newest entry of the history; its state only where the rest is not theirs."""
        workflows = api.portal.get_tool("portal_workflow")
        state = api.content.get_state(self.context)
        history = workflows.getInfoFor(self.context, "review_history", default=None)
        newest = dict(history[-1]) if history else {"review_state": state}
        title = workflows.getTitleForStateOnType(state, self.context.portal_type)
        return json_compatible({**newest, "title": self.say(title)})

    def refused(self, refusals):
        """Answer 400 with each refusal by its rule."""
        found = [{"rule": one.rule, "message": self.say(one.message)} for one in refusals]
        return {**self.bad("Refused", refusals[0].message), "refusals": found}

    def bad(self, kind, message):
        """Answer 400."""
        self.request.response.setStatus(400)
        return {"type": kind, "message": self.say(message)}

    def say(self, message):
        """Return a message in the caller's language."""
        return translate(message, context=self.request)


def not_available(transition):
    """Return why a transition is not to be had, whatever the cause."""
    return _(
        "workflow_not_available",
        default="You cannot do “${transition}” with it in its present state.",
        mapping={"transition": transition},
    )


def read(body):
    """Return comment and review date; raise ``Refused`` naming what cannot be read."""
    refusals = [Refusal(name, UNKNOWN) for name in body if name not in KEYS]
    if not isinstance(body.get("comment", ""), str):
        refusals.append(Refusal("comment", BAD_COMMENT))
    review_date = _read_date(body.get("review_date"))
    if review_date is BAD_DATE:
        refusals.append(BAD_DATE)
    if refusals:
        raise Refused(refusals)
    return {"comment": body.get("comment", ""), "review_date": review_date}


def _read_date(value):
    if value is None:
        return None
    try:
        return read_review_date(value) if isinstance(value, str) else BAD_DATE
    except ValueError:
        return BAD_DATE
