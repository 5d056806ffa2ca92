"""``@liaison``: the items that the caller may see; ``@workflow`` and ``@evidence`` of one."""

from base64 import b64decode
from binascii import Error as NotBase64
from ccsr.content import _
from ccsr.content import permissions
from ccsr.content.content import evidence
from ccsr.content.content import liaison_rows
from ccsr.content.domain import liaison
from ccsr.content.domain import liaison_list
from ccsr.content.domain.liaison_list import Wanted
from ccsr.content.domain.sharing import Refusal
from ccsr.content.domain.uploads import UnsuitableFile
from ccsr.content.services.workflow import BAD_COMMENT
from ccsr.content.services.workflow import UNKNOWN
from ccsr.content.services.workflow import WorkflowPost
from ccsr.content.subscribers.workflow import Refused
from plone import api
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from plone.restapi.exceptions import DeserializationError
from plone.restapi.serializer.converters import json_compatible
from plone.restapi.services import Service
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.interface import alsoProvides
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse
from zope.publisher.interfaces import NotFound


MOST = 100
FILTERS = ("state", "kind", "authority", "service")
PAGING = ("b_start", "b_size")
BAD_FILTER = _("liaison_bad_filter", default="“${name}” cannot be that.")
BAD_FILE = _("liaison_bad_file", default="Send “filename” and “data”; the bytes are in base64.")


class Bad(ValueError):
    """A parameter that cannot be; the argument is its name."""


class LiaisonGet(Service):
    """``GET @liaison?state=&kind=&authority=&service=&b_start=&b_size=``."""

    def reply(self):
        """Return items and counts by state, 400 with the name of what cannot be asked."""
        try:
            return self.answer(*self.asked())
        except Bad as error:
            return bad(self.request, "BadRequest", BAD_FILTER, name=str(error))

    def asked(self):
        """Return filters, tab and the part of the list."""
        form = self.request.form
        unknown = sorted(set(form) - {*FILTERS, *PAGING, "expand"})
        if unknown:
            raise Bad(unknown[0])
        given = {name: str(form.get(name, "")) for name in FILTERS}
        tab = given.pop("state") or liaison_list.ALL_OPEN
        _expect("state", tab, liaison_list.TABS)
        _expect("kind", given["kind"] or liaison.KINDS[0].token, liaison.KINDS)
        start, size = _number(form, "b_start", 0), _number(form, "b_size", 25)
        return Wanted(**given), tab, start, min(size, MOST)

    def answer(self, wanted, tab, start, size):
        """Return what fits."""
        rows = liaison_rows.rows()
        fitting = [row for row in rows if wanted.fits(row)]
        chosen = liaison_list.of_tab(fitting, tab)
        return {
            "@id": self.request["URL"],
            "items_total": len(chosen),
            "items": [_told(row) for row in chosen[start : start + size]],
            "counts": liaison_list.counts(fitting),
        }


def _expect(name, value, terms):
    if value not in [term.token for term in terms]:
        raise Bad(name)


def _number(form, name, default):
    value = str(form.get(name, default))
    if not (value.isdecimal() and len(value) < 7):
        raise Bad(name)
    return int(value)


def _told(row):
    return {
        "@id": row.url,
        "@type": "LiaisonItem",
        "UID": row.uid,
        "title": row.title,
        "review_state": row.state,
        "kind": row.kind,
        "service": row.service or None,
        "authority": row.authority or None,
        "raised": json_compatible(row.raised),
        "since": json_compatible(row.since),
        "days_waiting": row.days if row.is_open else None,
    }


class LiaisonWorkflowPost(WorkflowPost):
    """``POST @workflow/{transition}`` of an item: ``comment``, and ``response`` of an answer."""

    keys = ("comment", "response")

    def read(self, body):
        """Return what the body tells; raise ``Refused`` naming what cannot be read."""
        found = [Refusal(name, UNKNOWN) for name in body if name not in self.keys]
        found += [
            Refusal(name, BAD_COMMENT)
            for name in self.keys
            if not isinstance(body.get(name, ""), str)
        ]
        if found:
            raise Refused(found)
        return {name: body.get(name, "") for name in self.keys}

    def move(self, **told):
        """Make the transition."""
        api.portal.get_tool("portal_workflow").doActionFor(self.context, self.transition, **told)


@implementer(IPublishTraverse)
class Evidence(Service):
    """``POST @evidence`` adds a file, ``DELETE @evidence/{id}`` removes one."""

    file_id = None

    def publishTraverse(self, request, name):
        """Take the id of the file off the path."""
        if self.file_id is not None:
            raise NotFound(self, name, request)
        self.file_id = name
        return self

    def reply(self):
        """Add or remove; whoever may not prepare the item finds nothing here."""
        alsoProvides(self.request, IDisableCSRFProtection)
        if not api.user.has_permission(permissions.PrepareLiaisonItem, obj=self.context):
            raise NotFound(self, "@evidence", self.request)
        return self.remove() if self.request.method == "DELETE" else self.add()

    def add(self):
        """Answer 201 with the file, 400 with the sentence why not."""
        try:
            body = json_body(self.request)
            name, data = str(body["filename"]), b64decode(body["data"], validate=True)
        except (DeserializationError, KeyError, NotBase64, TypeError, ValueError):
            return bad(self.request, "BadRequest", BAD_FILE)
        try:
            made = evidence.add(self.context, name, data)
        except (UnsuitableFile, evidence.TooMany) as error:
            return bad(self.request, "Refused", error.message)
        self.request.response.setStatus(201)
        return evidence.told(self.context, made)

    def remove(self):
        """Answer 204, or as for a file that is not there."""
        if not evidence.remove(self.context, self.file_id or ""):
            raise NotFound(self, self.file_id or "", self.request)
        return self.reply_no_content()


def bad(request, kind, message, **mapping):
    """Answer 400 with a sentence."""
    request.response.setStatus(400)
    return {"type": kind, "message": translate(Message(message, mapping=mapping), context=request)}
