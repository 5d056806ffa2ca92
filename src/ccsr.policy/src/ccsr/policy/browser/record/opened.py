"""``@@opened``: who has opened a document, service or provider, and which authorities have not."""

from ccsr.content.browser.listing import Listing
from ccsr.content.browser.page import Action
from ccsr.content.config import authorities
from ccsr.content.interfaces import IFurtherActions
from ccsr.policy import _
from ccsr.policy import permissions
from ccsr.policy.record import readers
from ccsr.policy.record.readers import Reader
from dataclasses import dataclass
from dataclasses import field
from plone import api
from plone.uuid.interfaces import IUUID
from sqlalchemy.exc import SQLAlchemyError
from zope.interface import implementer

import logging


logger = logging.getLogger("ccsr.record")

LINK = _("opened_link", default="Who has opened this")
OTHERS = _("opened_others", default="Everybody else")


@dataclass
class Group:
    """An authority, or all others, with whoever of it has opened the thing."""

    title: object
    readers: list[Reader] = field(default_factory=list)

    @property
    def first(self):
        """When it was opened for the first time."""
        return min(reader.first for reader in self.readers)

    @property
    def last(self):
        """When it was opened for the last time."""
        return max(reader.last for reader in self.readers)


class Opened(Listing):
    """The page: authorities that have, authorities that have not, everybody else."""

    page_title = LINK
    trouble = False

    def update(self):
        """Ask the record once."""
        try:
            found = readers.of(IUUID(self.context))
            self.since = readers.since()
        except SQLAlchemyError:
            logger.exception("The record cannot be read")
            found, self.since, self.trouble = [], None, True
        groups = {one.group: Group(one.title) for one in authorities.ALL}
        others = Group(OTHERS)
        for reader in found:
            self._group_of(reader, groups, others).readers.append(reader)
        self.opened = sorted(
            (one for one in groups.values() if one.readers), key=lambda one: one.first
        )
        self.unopened = [one for one in groups.values() if not one.readers]
        self.others = others

    def _group_of(self, reader, groups, others):
        user = api.user.get(userid=reader.who)
        ids = user.getGroups() if user is not None else ()
        return next((groups[one] for one in ids if one in groups), others)

    @property
    def is_shared(self):
        """Return whether commissioners can open it now."""
        return api.content.get_state(self.context, None) == "shared"


@implementer(IFurtherActions)
class OpenedAction:
    """The link to the page, for the toolbar of the thing."""

    def __init__(self, context):
        self.context = context

    def actions(self):
        """Yield the link to who may follow it."""
        if api.user.has_permission(permissions.ViewReaders, obj=self.context):
            yield Action("opened", LINK, f"{self.context.absolute_url()}/@@opened")
