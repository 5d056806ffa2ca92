"""The panel of officers: uploads of which something is still to be filed."""

from ccsr.content import _
from ccsr.content.browser.panels.base import ListPanel
from ccsr.content.browser.panels.base import Row
from ccsr.content.content.intake_item import AREA
from ccsr.content.domain.counting import counted
from ccsr.content.intake import batches
from functools import cached_property
from zope.i18nmessageid import Message


LEFT = _("panel_intake_left", default="${files} to be filed")


class Uploads(ListPanel):
    """The newest uploads that are not done."""

    heading = _("word_intake", default="Intake")
    help = _("panel_intake_help", default="Uploaded, and still to be filed:")
    empty = _(
        "panel_intake_empty",
        default="Every uploaded file is filed. Bring the next ones in, many at a time.",
    )
    more = (AREA, _("panel_intake_more", default="Upload files"))
    most = 5

    def available(self):
        """Return whether the reader sees the area."""
        area = self.context.get(AREA)
        return area is not None and self.may("View", area)

    @cached_property
    def found(self):
        """Return the drops that are not done with how many files are left."""
        every = ((one, one.counts()[batches.TAKEN]) for one in batches.newest())
        return [(batch, left) for batch, left in every if left]

    def rows(self):
        """Return the newest of them."""
        return [self.row(batch, left) for batch, left in self.found[: self.most]]

    def row(self, batch, left):
        """Return the row of a drop."""
        text = Message(LEFT, mapping={"files": counted("files", left)})
        meta = (self.moment(batch.at), self.person(batch.by))
        url = f"{self.context.absolute_url()}/{AREA}?batch={batch.id}"
        return Row(self.say(text), url, meta)
