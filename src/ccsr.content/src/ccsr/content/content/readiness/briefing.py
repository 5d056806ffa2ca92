"""Briefing: what people who prepare for an inspection are told, and who has read it."""

from BTrees.OOBTree import OOBTree
from ccsr.content import _
from ccsr.content import noted
from ccsr.content.content.actions.people import area_of
from ccsr.content.content.actions.people import groups_of
from ccsr.content.content.actions.people import members
from ccsr.content.content.actions.people import readers
from ccsr.content.domain.naming import title_in
from ccsr.content.domain.readiness import briefings as rules
from ccsr.content.domain.readiness.briefings import Version
from ccsr.content.domain.readiness.briefings import Words
from ccsr.content.personal import not_personal
from ccsr.content.personal import personal
from dataclasses import dataclass
from datetime import datetime
from datetime import UTC
from persistent.list import PersistentList
from plone import api
from plone.autoform import directives
from plone.dexterity.content import Item
from plone.protect.utils import safeWrite
from plone.supermodel import model
from typing import Any
from z3c.form.browser.checkbox import CheckBoxFieldWidget
from zExceptions import BadRequest
from zope import schema
from zope.annotation.interfaces import IAnnotations
from zope.event import notify
from zope.globalrequest import getRequest
from zope.i18n import translate
from zope.interface import implementer
from zope.interface import provider
from zope.lifecycleevent import Attributes
from zope.lifecycleevent import ObjectModifiedEvent
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


#: On a briefing: its versions, and by number who opened each and when.
VERSIONS = "ccsr.content.briefing_versions"
OPENED = "ccsr.content.briefing_opened"


class IBriefing(model.Schema):
    """A message to people who prepare for an inspection."""

    personal(
        "title",
        "title_cy",
        "text",
        "text_cy",
        why="Typed freely: may describe a person.",
        seen_by="Whoever may open the area of readiness.",
    )
    not_personal("kind", "audience", "sent_on")

    title = schema.TextLine(title=_("label_briefing_title", default="Title"))

    title_cy = schema.TextLine(
        title=_("label_briefing_title_cy", default="Title in Welsh"), required=False
    )

    kind = schema.Choice(
        title=_("label_briefing_kind", default="Kind"), vocabulary="ccsr.content.briefing_kinds"
    )

    text = schema.Text(
        title=_("label_briefing_text", default="Text"),
        description=_("help_briefing_text", default="Name no child and no family."),
    )

    text_cy = schema.Text(
        title=_("label_briefing_text_cy", default="Text in Welsh"),
        description=_(
            "help_briefing_text_cy", default="It is sent when it is there in both languages."
        ),
        required=False,
    )

    directives.widget("audience", CheckBoxFieldWidget)
    audience = schema.Tuple(
        title=_("label_briefing_audience", default="Who is told"),
        description=_(
            "help_briefing_audience",
            default="The groups that may open this area. Each member gets an e-mail with the "
            "title and a link, and reads the text here.",
        ),
        value_type=schema.Choice(vocabulary="ccsr.content.briefing_groups"),
    )

    sent_on = schema.Datetime(
        title=_("label_briefing_sent_on", default="Sent"), required=False, readonly=True
    )


@implementer(IBriefing)
class Briefing(Item):
    """A briefing; ``send`` makes a version of what it says."""

    title_cy = text_cy = sent_on = None
    audience = ()

    def title_for(self, language):
        """Return the title in the reader's language."""
        return title_in(language, self.title, self.title_cy)


@dataclass(frozen=True)
class Sent:
    """A version of a briefing was sent; whoever sends letters is told by this event."""

    briefing: Any
    version: Version


class Refused(BadRequest):
    """A briefing that is not sent, with the sentence that says why."""

    def __init__(self, message):
        super().__init__(translate(message, context=getRequest()))
        self.sentence = message


def words_of(briefing):
    """Return what it says now."""
    found = (briefing.title, briefing.title_cy, briefing.text, briefing.text_cy)
    return Words(*(one or "" for one in found))


def versions(briefing):
    """Return what was sent, oldest first."""
    return list(IAnnotations(briefing).get(VERSIONS, ()))


def last(briefing):
    """Return the version that was sent last, None of one that never was."""
    return next(reversed(versions(briefing)), None)


def would_be_told(briefing):
    """Return the ids of the members of its groups that may open the area, in their order."""
    wanted = {one for group in briefing.audience for one in members(group)}
    return tuple(id for id, _name in readers(area_of(briefing)) if id in wanted)


def send(briefing):
    """Send what it says now as a new version; raise ``Refused`` where a rule is against it."""
    words, told = words_of(briefing), would_be_told(briefing)
    found = rules.problem(words, last(briefing), told)
    if found is not None:
        raise Refused(found)
    kept = IAnnotations(briefing).setdefault(VERSIONS, PersistentList())
    by, now = api.user.get_current().getId() or "", datetime.now(UTC)
    version = Version(len(kept) + 1, now, by, words, tuple(briefing.audience), told)
    kept.append(version)
    # Made now, so that an opening adds to a tree that is there.
    IAnnotations(briefing).setdefault(OPENED, OOBTree())[version.number] = OOBTree()
    briefing.sent_on = now
    notify(ObjectModifiedEvent(briefing, Attributes(None, "sent_on")))
    noted.note("briefing-sent", briefing, version=version.number, told=len(told))
    notify(Sent(briefing, version))


def opened(briefing, number):
    """Return when each account first opened a version."""
    return dict(IAnnotations(briefing).get(OPENED, {}).get(number, {}))


def note_opening(briefing, version, request):
    """Note that whoever is signed in has opened a version that they were told of."""
    account = api.user.get_current().getId()
    tree = IAnnotations(briefing)[OPENED][version.number]
    if account in version.told and account not in tree:
        # It comes with a GET, and does no more than note the hour.
        tree[account] = datetime.now(UTC)
        safeWrite(tree, request)


@provider(IVocabularyFactory)
def kinds(context):
    """Return the kinds."""
    return SimpleVocabulary([SimpleTerm(one.token, one.token, one.title) for one in rules.KINDS])


@provider(IVocabularyFactory)
def groups(context):
    """Return the groups whose members may open the area of readiness."""
    return SimpleVocabulary(
        [SimpleTerm(id, id, title) for id, title in groups_of(api.portal.get().get("readiness"))]
    )
