"""``@compliance``, ``@new-version``, ``@agreement`` and ``@deed``: what pages of governance do."""

from AccessControl import Unauthorized
from ccsr.content import _
from ccsr.content import permissions
from ccsr.content.content.actions import deeds
from ccsr.content.content.governance import minutes
from ccsr.content.content.governance import versions
from ccsr.content.content.invariants import Refused
from ccsr.content.services.faults import body_of
from ccsr.content.services.faults import fault
from plone import api
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.exceptions import DeserializationError
from plone.restapi.serializer.converters import json_compatible
from plone.restapi.services import Service
from zExceptions import NotFound
from zope.i18nmessageid import Message
from zope.interface import alsoProvides
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


BAD_TEXT = _("api_bad_text", default="“${name}” must be text.")


class Doing(Service):
    """Base of services that do something: one sentence says what refuses it."""

    def reply(self):
        """Return what was done, or 400 with the sentence."""
        # As plone.restapi does: a JSON body cannot come from a form of another site.
        alsoProvides(self.request, IDisableCSRFProtection)
        try:
            return json_compatible(self.do(body_of(self.request)))
        except Refused as error:
            return fault(self.request, 400, "Refused", error.message)
        except DeserializationError as error:
            return fault(self.request, 400, "BadRequest", error.msg)

    def do(self, body):
        """Do it; return the answer."""
        raise NotImplementedError


def text(body, name):
    """Return a text of a body, '' where it is left out; raise ``Refused`` for what is none."""
    value = body.get(name, "")
    if not isinstance(value, str):
        raise Refused(Message(BAD_TEXT, mapping={"name": name}))
    return value


class ComplianceGet(Service):
    """``GET {site}/@compliance``: the clauses in force, what they promise and what shows it."""

    def reply(self):
        """Return them; ``protocol`` is null where no version is in force."""
        board = api.content.get_view("compliance", self.context, self.request)
        answer = {"@id": f"{self.context.absolute_url()}/@compliance", "protocol": None}
        if board.protocol is None:
            return {**answer, "items": [], "items_total": 0}
        items = [_clause(row, board.evidence.headings) for row in board.rows]
        protocol = {"@id": board.about["url"], "version": board.about["version"]}
        return {**answer, "protocol": protocol, "items": items, "items_total": len(items)}


def _clause(row, quarters):
    return {
        "@id": row["url"],
        "number": row["number"],
        "title": row["title"],
        "promise": row["promise"],
        "state": row["badge"].state,
        "evidence": [_evidence(line, quarters) for line in row["lines"]],
    }


def _evidence(line, quarters):
    figure, cells = line["figure"], line["trend"]["cells"]
    return {
        "rule": line["token"],
        "title": line["title"],
        "state": figure.state,
        "message": line["sentence"],
        "kept": figure.kept,
        "total": figure.total,
        "quarters": [
            {"quarter": name, "counted": cell["counted"]}
            for name, cell in zip(quarters, cells, strict=True)
        ],
    }


class NewVersionPost(Doing):
    """``POST {protocol}/@new-version``: a draft that begins as a copy of the version in force."""

    def do(self, body):
        """Return the draft; 404 for who may not, and for what is not in force."""
        area = self.context.__parent__
        may = api.user.has_permission(permissions.AddGovernance, obj=area)
        if not may or api.content.get_state(self.context) != versions.IN_FORCE:
            raise NotFound("@new-version")
        draft = versions.new_version(self.context)
        self.request.response.setStatus(201)
        self.request.response.setHeader("Location", draft.absolute_url())
        return {"@id": draft.absolute_url(), "version": draft.version}


class AgreementGet(Service):
    """``GET {meeting}/@agreement``: who has agreed the minutes, and their digest."""

    def reply(self):
        """Return them."""
        return json_compatible(agreement(self.context))


class AgreementPost(Doing):
    """``POST {meeting}/@agreement`` with ``{"read": "…"}``: agree the minutes that were read."""

    def do(self, body):
        """Return who has agreed then."""
        minutes.agree(self.context, text(body, "read"))
        return agreement(self.context)


def agreement(meeting):
    """Return what stands of the agreements to the minutes of a meeting."""
    given = minutes.agreed(meeting)
    return {
        "@id": f"{meeting.absolute_url()}/@agreement",
        "has_minutes": minutes.has_minutes(meeting),
        "may_agree": minutes.may_agree(meeting),
        "read": minutes.digest(meeting),
        "state": api.content.get_state(meeting),
        "parties": [
            {"party": party, "at": given[party].at if party in given else None}
            for party in minutes.parties(meeting)
        ],
    }


@implementer(IPublishTraverse)
class DeedPost(Doing):
    """``POST {action}/@deed/{deed}`` with ``{"text": "…"}``: note, done, drop or reopen."""

    deed = None

    def publishTraverse(self, request, name):
        """Take the name of the deed off the path; there is nothing below it."""
        if self.deed is not None:
            raise NotFound(name)
        self.deed = name
        return self

    def do(self, body):
        """Return what the action is then; 404 for who may not."""
        try:
            deeds.do(self.context, self.deed or "", text(body, "text"))
        except deeds.Refused as error:
            raise Refused(error.sentence) from error
        except Unauthorized as error:
            raise NotFound("@deed") from error
        newest = self.context.notes[-1]
        return {
            "@id": self.context.absolute_url(),
            "status": self.context.status,
            "note": {name: newest[name] for name in ("at", "by", "deed", "text")},
            "offered": deeds.offered(self.context),
        }
