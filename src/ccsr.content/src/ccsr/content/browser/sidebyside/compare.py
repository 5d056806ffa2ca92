"""``@@compare-services?uid=…&uid=…``, and ``@compare`` for programs.

What the reader may not see is simply not there: unknown and hidden are alike.
"""

from ccsr.content import _
from ccsr.content.browser.listing import Listing
from ccsr.content.browser.listing import several
from ccsr.content.browser.shortlists.listed import listed
from ccsr.content.browser.sidebyside.facts import Line
from ccsr.content.browser.sidebyside.facts import Side
from ccsr.content.domain import near
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from plone import api
from plone.restapi.services import Service
from urllib.parse import urlencode


#: Services that are put side by side.
MOST = 4
#: UIDs of an address that are looked at.
LOOKED_AT = 20


@dataclass(frozen=True)
class Row:
    """A label and a cell for each service."""

    label: str
    cells: list[tuple[Line, ...]]

    @property
    def differs(self):
        """Return whether not every service has the same."""
        said = [[line.text for line in cell] for cell in self.cells]
        return any(one != said[0] for one in said)


@dataclass(frozen=True)
class Group:
    """Rows of a kind."""

    title: str
    rows: list[Row]


class Compare(Listing):
    """The page: one column a service, differences marked by a word."""

    page_title = _("beside_title", default="Services side by side")

    @cached_property
    def uids(self):
        """Return what was asked for, once each."""
        return list(dict.fromkeys(several(self.request, "uid")))[:LOOKED_AT]

    @cached_property
    def near(self):
        """Return the place from which distances are; None where none is known."""
        try:
            return near.place(self.asked("near")) if self.asked("near") else None
        except near.NotAPlace:
            return None

    @cached_property
    def found(self):
        """Return the records that the reader may see, in the order asked for."""
        known = {one.UID: one for one in self.find(UID=self.uids, portal_type="Service")}
        return [known[uid] for uid in self.uids if uid in known]

    @cached_property
    def sides(self):
        """Return the services that are compared."""
        return [Side(self, brain, self.near) for brain in self.found[:MOST]]

    @property
    def left_out(self):
        """Return the names of those for whom there is no room."""
        return [self.title(brain) for brain in self.found[MOST:]]

    @property
    def only_differences(self):
        """Return whether what all have alike is left out."""
        return self.asked("only") == "differences"

    @cached_property
    def groups(self):
        """Return the rows that say something of any service, by group."""
        columns = [list(side.cells()) for side in self.sides]
        made = []
        for title, same in groupby(zip(*columns, strict=True), key=lambda row: row[0][0]):
            found = [Row(row[0][1], [cell[2] for cell in row]) for row in same]
            shown = [row for row in found if any(row.cells) and self._is_wanted(row)]
            made += [Group(self.say(title), shown)] if shown else []
        return made

    def _is_wanted(self, row):
        return row.differs or not self.only_differences

    @property
    def resources(self):
        """Return where the style is."""
        return f"{api.portal.get().absolute_url()}/++plone++ccsr.content"

    @property
    def find_url(self):
        """Return where services are chosen."""
        return f"{self.context.absolute_url()}/@@find?type=Service"

    def without(self, uid):
        """Return the address without a service."""
        return self._address([side.uid for side in self.sides if side.uid != uid], True)

    @cached_property
    def listed(self):
        """Return the UIDs of the services that are on shortlists of the reader."""
        return listed(self.context)

    def shortlist(self, *uids):
        """Return where services are put on a shortlist."""
        asked = urlencode([("uid", uid) for uid in uids])
        return f"{self.context.absolute_url()}/@@shortlist-add?{asked}"

    @property
    def toggled(self):
        """Return the address that shows all rows, or those only that differ."""
        return self._address([side.uid for side in self.sides], not self.only_differences)

    def _address(self, uids, keeps):
        pairs = [("uid", uid) for uid in uids]
        pairs += [("near", self.near.token)] if self.near else []
        shown = self.only_differences if len(uids) < len(self.sides) else keeps
        pairs += [("only", "differences")] if shown else []
        return f"{self.context.absolute_url()}/@@compare-services?{urlencode(pairs)}"


class CompareGet(Service):
    """``GET {site}/@compare?uid=…&uid=…``: the same rows; 200 with what is there of it."""

    def reply(self):
        """Return services and rows."""
        page = Compare(self.context, self.request)
        return {
            "items": [_item(side) for side in page.sides],
            "groups": [
                {"title": group.title, "rows": [_row(row) for row in group.rows]}
                for group in page.groups
            ],
        }


def _item(side):
    return {"@id": side.url, "UID": side.uid, "title": side.title}


def _row(row):
    cells = [[{"text": line.text, "url": line.url} for line in cell] for cell in row.cells]
    return {"title": row.label, "differs": row.differs, "cells": cells}
