"""What panels have in common."""

from ccsr.content.browser.listing import column
from ccsr.content.browser.listing import Listing
from dataclasses import dataclass
from dataclasses import field
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from Products.Five.viewlet.manager import ViewletManagerBase
from zope.interface import implementer
from zope.viewlet.interfaces import IViewlet
from zope.viewlet.interfaces import IViewletManager


class IPanels(IViewletManager):
    """The manager that shows the panels."""


class Panels(ViewletManagerBase):
    """Shows the available panels by their weight; ``weight`` stands in ZCML."""

    template = ViewPageTemplateFile("templates/panels.pt")

    @property
    def wide(self):
        """Return the panels that take the whole width; they come first."""
        return [panel for panel in self.viewlets if panel.is_wide]

    @property
    def narrow(self):
        """Return the panels that stand beside each other."""
        return [panel for panel in self.viewlets if not panel.is_wide]

    def render(self):
        """Return the panels; nothing where there is none."""
        return self.template() if self.viewlets else ""

    def filter(self, viewlets):
        """Leave out what the reader may not see and what has nothing to say to them."""
        return [pair for pair in super().filter(viewlets) if pair[1].available()]

    def sort(self, viewlets):
        """Return the lightest first."""
        return sorted(viewlets, key=lambda pair: int(pair[1].weight))


@implementer(IViewlet)
class Panel(Listing):
    """A section of the home page."""

    is_wide = False

    def __init__(self, context, request, view, manager):
        super().__init__(context, request)
        self.__parent__ = view

    def available(self):
        """Return whether it has something to say to this reader."""
        return True

    def update(self):
        """Nothing is read before the panel is rendered."""

    def render(self):
        """Return the section."""
        return self.index()


@dataclass(frozen=True)
class Row:
    """A thing in a panel; ``meta`` are phrases that stand beside each other.

    ``flag`` is the kind of a flag and its word; ``stops`` are sentences with links;
    ``read`` is where a document is read.
    """

    title: str
    url: str
    meta: tuple[str, ...] = ()
    state: str = ""
    flag: tuple[str, str] | None = None
    stops: list = field(default_factory=list)
    read: str = ""


class ListPanel(Panel):
    """A panel with a heading, rows, a word for when there are none and a way on."""

    index = list = ViewPageTemplateFile("templates/list.pt")
    #: How many rows are shown.
    most = 10
    help = None
    #: Address below the site and words of the link to all of them.
    more = None

    def rows(self):
        """Return the ``Row`` values."""
        raise NotImplementedError

    def more_url(self):
        """Return the address of the link to all."""
        return f"{self.context.absolute_url()}/{self.more[0]}"

    def document_row(self, brain, when, **more):
        """Return the row of a document: its service and a day; the title says the kind."""
        meta = (self.holder(brain, "service_ref")["title"], when)
        # A draft may have no file yet.
        has_file = column(brain, "text_ref") and brain.review_state != "draft"
        read = f"{brain.getURL()}/@@read" if has_file else ""
        return Row(self.title(brain), brain.getURL(), meta, read=read, **more)
