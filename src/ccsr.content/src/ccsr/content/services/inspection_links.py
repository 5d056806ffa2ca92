"""``@upload-links`` of an inspection: by which partners without an account hand in documents."""

from ccsr.content import _
from ccsr.content.content.invariants import Refused
from ccsr.content.content.readiness import inspection_desk as desks
from ccsr.content.content.readiness import inspection_links as links
from ccsr.content.content.readiness import inspection_work as work
from ccsr.content.content.readiness import slots as parts
from ccsr.content.services.governance import Doing
from ccsr.content.services.governance import text
from datetime import datetime
from datetime import UTC
from plone import api
from plone.restapi.serializer.converters import json_compatible
from plone.restapi.services import Service
from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


NO_SLOT = _("links_no_slot", default="No document of this id is asked for in this inspection.")


class UploadLinksGet(Service):
    """``GET {inspection}/@upload-links``: what is asked for, and the links that are open."""

    def reply(self):
        """Return each document with its links; no secret is among them."""
        items = [self._slot(one) for one in parts.slots(self.context)]
        at = f"{self.context.absolute_url()}/@upload-links"
        return json_compatible({"@id": at, "items": items, "items_total": len(items)})

    def _slot(self, slot):
        card = desks.card(self.context, slot.id, desks.SLOT)
        now = datetime.now(UTC)
        over = self.context.finished_on
        found = [one for one in links.of(self.context, card) if one.is_open(now) and not over]
        return {
            "id": slot.id,
            "title": slot.title_for(self.request.get("LANGUAGE", "en")),
            "state": slot.state,
            "links": [{"id": one.id, "whom": one.whom, "expires": one.expires} for one in found],
        }


class UploadLinksPost(Doing):
    """``POST {inspection}/@upload-links``: make a link; its address is told this once."""

    def do(self, body):
        """Return it; ``days`` is a week where it is left out."""
        card = desks.card(self.context, text(body, "document"), desks.SLOT)
        if card is None:
            raise Refused(NO_SLOT)
        days = body.get("days", links.USUAL)
        try:
            secret = links.make(
                self.context, card, text(body, "whom"), days if type(days) is int else 0
            )
        except work.Refused as error:
            raise Refused(error.message) from error
        link = links.found(secret)[0]
        self.request.response.setStatus(201)
        address = f"{api.portal.get().absolute_url()}/hand-in/{secret}"
        return {"id": link.id, "url": address, "expires": link.expires}


@implementer(IPublishTraverse)
class UploadLinksDelete(Doing):
    """``DELETE {inspection}/@upload-links/{slot}/{id}``: withdraw a link."""

    def __init__(self, context, request):
        super().__init__(context, request)
        self.named = []

    def publishTraverse(self, request, name):
        """Take the ids of document and link off the path."""
        self.named.append(name)
        return self

    def do(self, body):
        """Return nothing; 404 for what is no open link."""
        slot, id = self.named if len(self.named) == 2 else ("", "")
        card = desks.card(self.context, slot, desks.SLOT)
        if card is None or not links.end(self.context, card, id):
            raise NotFound("@upload-links")
        self.request.response.setStatus(204)
        return
