"""``/intake/@@check``: what was read in the files of a drop, side by side with them; file them.

One form. Its buttons say what is done; what is typed in the open row is kept before
that, whatever is pressed. Without ``batch`` it shows all that waits, whoever brought it.
With ``fragment`` it answers the lines and the open row alone, for the page's script.
"""

from ccsr.content import _
from ccsr.content import permissions
from ccsr.content.browser.intake import check_actions
from ccsr.content.browser.intake import check_fields
from ccsr.content.browser.intake.check_fields import Field
from ccsr.content.browser.intake.check_lines import DraftLine
from ccsr.content.browser.intake.check_lines import ItemLine
from ccsr.content.browser.intake.check_lines import STATES
from ccsr.content.browser.intake.check_services import Offers
from ccsr.content.browser.listing import Listing
from ccsr.content.content import checking as desk
from ccsr.content.content import filed
from ccsr.content.domain import checking
from ccsr.content.domain import dates
from ccsr.content.domain.naming import title_in
from ccsr.content.intake import batches
from functools import cached_property
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from Products.statusmessages.interfaces import IStatusMessage
from zExceptions import NotFound


#: As the script has them.
KEYS = (
    ("j  Alt+↓", _("check_key_next", default="Next row")),
    ("k  Alt+↑", _("check_key_previous", default="Previous row")),
    (
        "n",
        _(
            "check_key_uncertain",
            default="Next value that is uncertain or missing, in this row or the next",
        ),
    ),
    ("a", _("check_key_accept", default="Accept the uncertain value, and go to the next one")),
    ("o", _("check_key_open", default="Show where the value was read")),
    ("e", _("check_key_edit", default="Go to the first field of the row")),
    ("s", _("check_key_service", default="Search for a service")),
    ("d", _("check_key_declare", default="Declare that it may be shared, or take that back")),
    ("f", _("check_key_file", default="File it and go to the next row")),
    ("x", _("check_key_tick", default="Tick the row")),
    ("c", _("check_key_copy", default="Copy the value to the ticked rows, or to all below")),
    ("z", _("check_key_undo", default="Undo")),
    ("?", _("check_key_help", default="These keys")),
)


class Check(Listing):
    """The page."""

    page = ViewPageTemplateFile("templates/check.pt")
    parts = ViewPageTemplateFile("templates/check_parts.pt")
    fragment = ViewPageTemplateFile("templates/check_fragment.pt")
    page_title = _("check_title", default="Check and file")
    size = 100
    #: Sentences about what was done, what was not, and what somebody else was quicker with.
    done, refused, overtaken = "", (), ()
    #: Ids of the lines that are another than before.
    touched = frozenset()
    #: Files that wait beside those that are shown.
    left_out = 0

    def __call__(self):
        """Do what the button says, then show the rows."""
        if self.asked("batch") and batches.get(self.asked("batch")) is None:
            raise NotFound(self.__name__)
        self.desk = desk.Desk()
        self.opened = self.asked("row")
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            self.act()
        if self.is_fragment:
            return self.fragment()
        if self.request.method == "POST" and not self.must_be_told:
            return self.go_on()
        return self.page()

    def act(self):
        """Do what the button says."""
        action, argument = self.action
        if action not in check_actions.ACTIONS:
            raise NotFound(self.__name__)
        check_actions.perform(self, action, argument)

    @property
    def must_be_told(self):
        """Whether the answer says what a page that is asked for anew could not say."""
        return self.refused or self.overtaken or self.action[0] == "find"

    def go_on(self):
        """Ask for the page anew, so that reloading it sends nothing twice."""
        if self.done:
            IStatusMessage(self.request).add(self.say(self.done))
        self.request.response.redirect(self.address(row=self.opened))
        return ""

    @property
    def action(self):
        """Return what is to be done and with what."""
        action, _colon, argument = self.asked("action").partition(":")
        return action or "save", argument

    @property
    def is_fragment(self):
        """Whether the page's script asks."""
        return bool(self.asked("fragment"))

    @property
    def filters(self):
        """Return what the address says."""
        return {"batch": self.asked("batch"), "row": self.opened}

    @cached_property
    def ticked(self):
        """Return the ids of the ticked rows."""
        value = self.request.form.get("ticks", [])
        return {value} if isinstance(value, str) else {one for one in value if isinstance(one, str)}

    # -- what there is --------------------------------------------------------

    @cached_property
    def items(self):
        """Return the files that wait, by id, in the order of their names."""
        batch = self.asked("batch")
        # Only what waits is in this index.
        wanted = [batch] if batch else [one.id for one in batches.newest()]
        brains = self.find(intake_batch=wanted, sort_on="sortable_title")
        self.left_out = max(0, len(brains) - self.size)
        # Each row is what its file's own record says, so each file is woken.
        return {brain.getId: brain.getObject() for brain in brains[: self.size]}

    def forget(self):
        """Look anew for what there is."""
        self.__dict__.pop("items", None)
        self.__dict__.pop("lines", None)

    @cached_property
    def lines(self):
        """Return the lines of files, then those of drafts."""
        lines = [ItemLine(self, item) for item in self.items.values()]
        if self.opened not in self.items:
            self.opened = next((one.id for one in lines if one.stops), "") or next(
                iter(self.items), ""
            )
        return [*lines, *self.drafts()]

    def filings(self):
        """Yield what was filed, the latest first: of this drop, else by the reader and today."""
        batch, me = self.asked("batch"), desk.me()
        for one in reversed(filed.filings()):
            is_mine = one.by == me and one.at.astimezone(dates.ZONE).date() == self.today
            if one.batch == batch if batch else is_mine:
                yield one

    def drafts(self):
        """Yield the lines of what was filed."""
        for one in self.filings():
            found = {brain.UID: brain for brain in self.find(UID=list(one.documents))}
            yield from (DraftLine(self, one, found[uid]) for uid in one.documents if uid in found)

    @cached_property
    def open_line(self):
        """Return the line whose fields are shown, None without one."""
        return next((one for one in self.lines if one.is_open), None)

    @property
    def touched_lines(self):
        """Return the lines that the script shows anew."""
        asked = set(self.asked("show").split())
        return [one for one in self.lines if one.key in self.touched | asked | {self.opened}]

    @property
    def counts(self):
        """Return each state that is there, with its words and how many are in it."""
        states = [one.state for one in self.lines]
        return [
            {"state": state, "title": STATES[state][0], "count": states.count(state)}
            for state in checking.STATES
        ]

    @property
    def last_step(self):
        """Return what Undo would take back, '' where there is nothing."""
        return desk.last_step(list(self.items.values()))

    @property
    def resources(self):
        """Return where style and script are."""
        return f"{api.portal.get().absolute_url()}/++plone++ccsr.content"

    @property
    def bulk_fields(self):
        """Return the fields that can be given to many rows."""
        return [{"name": name, "title": title} for name, title in check_fields.all_titles().items()]

    @property
    def bulk_values(self):
        """Return what can be chosen in one of them."""
        return check_fields.all_options()

    @property
    def keys(self):
        """Return the keys and what they do."""
        return [{"key": key, "title": title} for key, title in KEYS]

    # -- the open row ---------------------------------------------------------

    @property
    def item_url(self):
        """Return the address of the file that is open."""
        return self.open_line.item.absolute_url() if self.open_line else ""

    @property
    def paper(self):
        """Return the address of the document that is shown beside the rows, '' without."""
        return f"{self.item_url}/@@read" if self.open_line else ""

    @property
    def register_url(self):
        """Return where a service that is missing is added, '' where the reader may not."""
        register = api.portal.get().get("register")
        may = register is not None and self.may(permissions.AddProvider, register)
        return register.absolute_url() if may else ""

    @cached_property
    def fields(self):
        """Return the fields of the open row."""
        line = self.open_line
        late = {one.name: one for one in self.overtaken}
        return [
            Field(self, line.row, cell, line.stops, late.get(cell.name)) for cell in line.row.cells
        ]

    @cached_property
    def offers(self):
        """Return the services to choose from."""
        return Offers(self)

    def titles_of(self, row):
        """Return the titles of a row's fields."""
        return check_fields.titles(row)

    def service_names(self, uids):
        """Return the names of services that the reader may see."""
        brains = {brain.UID: brain for brain in self.find(portal_type="Service", UID=uids)}
        return [
            title_in(self.language, brains[uid].Title, brains[uid].title_cy or None)
            for uid in uids
            if uid in brains
        ]
