"""``@@shortlist-add?uid=…``: put services on a shortlist, or take one off.

Reached by plain links, so that no list of hits carries a form of its own for each.
"""

from ccsr.content import _
from ccsr.content import permissions
from ccsr.content.browser.page import Action
from ccsr.content.browser.shortlists.base import ShortlistsPage
from ccsr.content.browser.shortlists.listed import LINKS
from ccsr.content.browser.shortlists.listed import listed
from ccsr.content.browser.sidebyside.compare import LOOKED_AT
from ccsr.content.domain import shortlists as rules
from ccsr.content.interfaces import IFurtherActions
from ccsr.content.services.shortlists import begin
from ccsr.content.services.shortlists import put_on
from ccsr.content.services.shortlists import seen
from functools import cached_property
from plone import api
from plone.protect import CheckAuthenticator
from plone.uuid.interfaces import IUUID
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import NotFound
from zope.interface import implementer


ADDED = _("shortlist_added", default="“${name}” is on “${shortlist}”.")
ADDED_MANY = _("shortlist_added_many", default="${count} services are on “${shortlist}”.")
TAKEN_OFF = _(
    "shortlist_off_another",
    default="“${name}” is off “${shortlist}”. What you typed stands below.",
)
#: Stands for a list that is not made yet.
NEW = "new"


class AddPage(ShortlistsPage):
    """The page."""

    page = ViewPageTemplateFile("templates/adding.pt")
    page_title = _("shortlist_add_title", default="Keep on a shortlist")
    error = wrong = None

    def __call__(self):
        """Show the form, or put the services on a list and go back."""
        if not self.services:
            # Unknown and hidden are one.
            raise NotFound("uid")
        if self.request.method != "POST":
            return self.page()
        CheckAuthenticator(self.request)
        if self.asked("remove"):
            return self.remove(*self.asked("remove").partition(":")[::2])
        try:
            return self.add()
        except rules.NotKept as error:
            self.error, self.wrong = error.message, error.field
            return self.page()

    @cached_property
    def services(self):
        """Return the records of the services that the reader may see, in the order asked for."""
        uids = self.several("uid")[:LOOKED_AT]
        known = seen(uids)
        return [known[uid] for uid in uids if uid in known]

    @cached_property
    def shortlists(self):
        """Return the reader's shortlists, the oldest first."""
        return self.store.all()

    # -- what the reader asks for

    def add(self):
        """Put them on the list that was chosen; raises ``rules.NotKept``."""
        note = rules.clean_note(self.text("note"))
        id = self.asked("list")
        # A name is typed for another list only, whichever is ticked.
        new = id == NEW or not self.shortlists or self.asked("name")
        shortlist = begin(self.store, self.text("name")) if new else self.own(id)
        kept = put_on(self.store, shortlist, [one.UID for one in self.services], note)
        if len(self.services) == 1:
            self.tell(ADDED, name=self.title(self.services[0]), shortlist=kept.name)
        else:
            self.tell(ADDED_MANY, count=str(len(self.services)), shortlist=kept.name)
        return self.leave(self.back)

    def remove(self, id, uid):
        """Take one off a list, and go where it can be brought back."""
        shortlist = self.own(id)
        if shortlist.entry(uid) is None or uid not in {one.UID for one in self.services}:
            raise NotFound(uid)
        self.store.put(rules.remove(shortlist, uid))
        if self.text("note").strip() or self.text("name").strip() not in ("", self.offered):
            # What is typed for another list is not lost by it.
            about = {"name": self.title(seen([uid])[uid]), "shortlist": shortlist.name}
            self.tell(TAKEN_OFF, **about)
            return self.page()
        return self.leave(self.url("shortlist", "shortlist-restore", id=id, removed=uid))

    # -- what the page shows

    @property
    def single(self):
        """Return the one service that is asked about; None where there are several."""
        return self.services[0] if len(self.services) == 1 else None

    def lists_with(self, brain):
        """Return the lists that a service is on."""
        return [one for one in self.shortlists if one.entry(brain.UID)]

    def about(self, brain):
        """Return type and authority of a service in words."""
        words = (
            self.term("service_types", brain.service_type or None),
            self.term("local_authorities", brain.local_authority or None),
        )
        return " · ".join(self.say(one) for one in words if one)

    @cached_property
    def choices(self):
        """Return the lists that not all of the services are on."""
        uids = [one.UID for one in self.services]
        return [one for one in self.shortlists if not all(map(one.entry, uids))]

    @property
    def chosen(self):
        """Return the list that is ticked: what was chosen, or that used last."""
        if self.asked("list"):
            return self.asked("list")
        return max(self.choices, key=lambda one: one.touched).id if self.choices else NEW

    @property
    def name(self):
        """Return what was typed as a name, or what the first list is called."""
        if self.request.method == "POST":
            return self.text("name")
        return self.offered

    @property
    def offered(self):
        """Return what the first list is called; of another the reader types the name."""
        return "" if self.shortlists else self.first_name()

    @cached_property
    def back(self):
        """Return from where the reader came: a page of this site; Find otherwise."""
        is_sent = self.request.method == "POST"
        asked = self.text("back") if is_sent else self.request.getHeader("Referer") or ""
        is_ours = asked.startswith(f"{self.home}/") and "@@shortlist-add" not in asked
        if is_ours and api.portal.get_tool("portal_url").isURLInPortal(asked):
            return asked
        return f"{self.home}/@@find?type=Service"


@implementer(IFurtherActions)
class ShortlistLink:
    """The link of a service's toolbar."""

    def __init__(self, context):
        self.context = context

    def actions(self):
        """Yield the link to who may follow it."""
        site, uid = api.portal.get(), IUUID(self.context)
        if not (api.user.has_permission(permissions.UseFind, obj=site) and seen([uid])):
            return
        address = f"{site.absolute_url()}/@@shortlist-add?uid={uid}"
        yield Action("shortlist", LINKS[uid in listed(site)], address)
