"""AgreedAction: somebody does something by a day; what has come of it is noted beside it."""

from ccsr.content import _
from ccsr.content.content.actions.people import area_of
from ccsr.content.content.day import Day
from ccsr.content.content.invariants import Misfit
from ccsr.content.domain import actions as rules
from ccsr.content.domain.dues import ACTION
from ccsr.content.domain.dues import Due
from ccsr.content.domain.dues import OUTSIDE
from ccsr.content.domain.naming import title_in
from ccsr.content.interfaces import IDues
from ccsr.content.interfaces import IHasDues
from ccsr.content.personal import not_personal
from ccsr.content.personal import personal
from plone import api
from plone.dexterity.content import Item
from plone.supermodel import model
from plone.uuid.interfaces import IUUID
from zope import schema
from zope.component import adapter
from zope.globalrequest import getRequest
from zope.interface import implementer
from zope.interface import invariant
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


TYPE = "AgreedAction"
SEEN_BY = "Whoever may open the area that it lies in."


class IAgreedAction(model.Schema):
    """Something that was agreed to be done."""

    personal("title", "detail", why="Typed freely: may describe a person.", seen_by=SEEN_BY)
    personal("owner", "owner_name", why="Names who is to do it.", seen_by=SEEN_BY)
    personal("notes", why="Says who noted what, and may describe a person.", seen_by=SEEN_BY)
    not_personal("due", "source", "status")

    title = schema.TextLine(title=_("label_action_title", default="What is to be done"))

    detail = schema.Text(
        title=_("label_action_detail", default="More about it"),
        description=_("help_action_detail", default="Name no child and no family."),
        required=False,
        max_length=20_000,
    )

    owner = schema.Choice(
        title=_("label_action_owner", default="Owner"),
        description=_("help_action_owner", default="Reminded by e-mail before it is due."),
        vocabulary="ccsr.People",
        required=False,
    )

    owner_name = schema.TextLine(
        title=_("label_action_owner_name", default="Owner without an account"),
        description=_(
            "help_action_owner_name",
            default="Name and organisation. Nobody reminds them but you.",
        ),
        required=False,
        max_length=200,
    )

    due = Day(title=_("label_action_due", default="Due"))

    source = schema.Choice(
        title=_("label_action_source", default="Agreed in"),
        description=_(
            "help_action_source", default="The meeting, lesson, risk or gap that it comes from."
        ),
        vocabulary="ccsr.content.action_sources",
        required=False,
    )

    status = schema.Choice(
        title=_("label_action_status", default="Status"),
        vocabulary="ccsr.content.action_statuses",
        readonly=True,
        default=rules.OPEN,
    )

    notes = schema.Tuple(
        title=_("label_action_notes", default="Progress"),
        value_type=schema.Dict(key_type=schema.TextLine(), value_type=schema.Text(required=False)),
        readonly=True,
        required=False,
        default=(),
    )

    @invariant
    def one_owner(data):
        account, name = getattr(data, "owner", None), getattr(data, "owner_name", None)
        if account and name:
            raise Misfit(rules.TWO_OWNERS, "owner_name")
        if not account and not name:
            raise Misfit(rules.NO_OWNER, "owner")


@implementer(IAgreedAction, IHasDues)
class AgreedAction(Item):
    """An action; ``deeds`` moves its status and adds to its notes."""

    detail = owner = owner_name = source = None
    status = rules.OPEN
    notes = ()
    # Else those of the area would be acquired.
    title_cy = None

    def title_for(self, language):
        """Return its own title."""
        return self.title


@implementer(IDues)
@adapter(IAgreedAction)
class ActionDues:
    """An action is due on its day, and over with its status."""

    def __init__(self, action):
        self.action = action

    def dues(self):
        """Return the one."""
        action = self.action
        over = action.status != rules.OPEN
        owner = action.owner or OUTSIDE
        due = Due(IUUID(action), "due", action.due, ACTION, action.title, owner=owner, done=over)
        return (due,)


#: What an action is never said to come from.
NO_SOURCES = (TYPE, "Area", "Clause", "InspectionFramework", "Briefing")


@provider(IVocabularyFactory)
def sources(context):
    """Return what lies in the same area and may be seen, by UID."""
    area = area_of(context)
    if area is None:
        return SimpleVocabulary([])
    path = "/".join(area.getPhysicalPath())
    found = api.portal.get_tool("portal_catalog").searchResults(
        path={"query": path, "depth": 1}, sort_on="sortable_title"
    )
    listed = [brain for brain in found if brain.portal_type not in NO_SOURCES]
    request = getRequest()
    language = request.get("LANGUAGE", "en") if request else "en"
    return SimpleVocabulary(
        [
            SimpleTerm(one.UID, one.UID, title_in(language, one.Title, one.title_cy or None))
            for one in listed
        ]
    )
