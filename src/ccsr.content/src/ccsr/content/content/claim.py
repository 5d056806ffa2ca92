"""ProviderClaim: what the provider says a service offers now (one per service)."""

from ccsr.content import _
from ccsr.content.content import stop_notice
from ccsr.content.content.day import Day
from ccsr.content.content.invariants import Misfit
from ccsr.content.content.service import OLDEST
from ccsr.content.domain import claims
from ccsr.content.domain import dates
from ccsr.content.interfaces import IServicePart
from ccsr.content.permissions import KeepClaim
from ccsr.content.personal import not_personal
from ccsr.content.personal import personal
from datetime import datetime
from datetime import UTC
from hashlib import sha256
from persistent.list import PersistentList
from plone import api
from plone.autoform import directives
from plone.dexterity.content import Item
from plone.dexterity.utils import createContentInContainer
from plone.supermodel import model
from z3c.form.browser.checkbox import CheckBoxFieldWidget
from zExceptions import BadRequest
from zExceptions import Unauthorized
from zope import schema
from zope.annotation.interfaces import IAnnotations
from zope.event import notify
from zope.globalrequest import getRequest
from zope.i18n import translate
from zope.interface import implementer
from zope.interface import invariant
from zope.lifecycleevent import Attributes
from zope.lifecycleevent import ObjectModifiedEvent
from zope.schema.interfaces import ValidationError


ID = "claim"
#: On a claim: every change, oldest first.
CHANGES = "ccsr.content.claim_changes"
TITLE = _("type_providerclaim", default="What the provider offers")


class IProviderClaim(IServicePart, model.Schema):
    """The provider's own word on a service; the register is another matter."""

    personal("statement", why="A provider may name or describe somebody in it.")
    not_personal("places", "age_from", "age_to", "gender", "needs", "vacancies", "vacancies_on")

    places = schema.Int(
        title=_("label_claim_places", default="Places"), required=False, min=0, max=999
    )

    age_from = schema.Int(
        title=_("label_age_from", default="Age from"), required=False, min=0, max=OLDEST
    )

    age_to = schema.Int(
        title=_("label_age_to", default="Age to"), required=False, min=0, max=OLDEST
    )

    gender = schema.Choice(
        title=_("label_gender", default="Gender"),
        vocabulary="ccsr.content.genders",
        required=False,
    )

    directives.widget(needs=CheckBoxFieldWidget)

    needs = schema.List(
        title=_("label_needs", default="Needs provided for"),
        value_type=schema.Choice(vocabulary="ccsr.content.needs"),
        required=False,
        missing_value=[],
        defaultFactory=list,
    )

    vacancies = schema.Int(
        title=_("label_vacancies", default="Vacancies"), required=False, min=0, max=999
    )

    vacancies_on = Day(
        title=_("label_vacancies_on", default="True on"),
        description=_(
            "help_vacancies_on", default="The day on which the number of vacancies was true."
        ),
        required=False,
    )

    statement = schema.Text(
        title=_("label_statement", default="Statement"),
        description=_(
            "help_statement",
            default="Anything else that a commissioner should know. Never name a child.",
        ),
        required=False,
        max_length=claims.LONGEST_STATEMENT,
    )

    @invariant
    def fits(data):
        values = {name: getattr(data, name, None) for name in claims.NAMES}
        for problem in claims.problems(values, dates.today()):
            raise Misfit(problem.message, problem.field)


@implementer(IProviderClaim)
class ProviderClaim(Item):
    """A claim; whoever may view the service may view it."""

    title = "Provider's claim"

    def title_for(self, language):
        """Return what it is called in the reader's language."""
        return translate(TITLE, target_language=language)


class Refused(BadRequest):
    """A claim that is not saved; ``problems`` says why, field by field."""

    def __init__(self, problems):
        super().__init__(translate(problems[0].message, context=getRequest()))
        self.problems = problems


def of(service):
    """Return the claim of a service, or None."""
    found = service._getOb(ID, None)
    return found if IProviderClaim.providedBy(found) else None


def values_of(thing, names=claims.NAMES):
    """Return values by name, of a claim or of what is registered."""
    return {name: getattr(thing.aq_base, name, None) for name in names}


def standing(service):
    """Return the values that stand: the claim's, and before there is one the register's."""
    found = of(service)
    return values_of(found) if found else values_of(service, claims.REGISTERED)


def problems(values, context):
    """Return what is wrong with values: each by itself, and where none is, all together."""
    found = [
        claims.Problem(name, refusal)
        for name in claims.NAMES
        if (refusal := _refusal(IProviderClaim[name], values.get(name), context))
    ]
    return found or claims.problems(values, dates.today())


def _refusal(field, value, context):
    try:
        field.bind(context).validate(field.missing_value if value is None else value)
    except ValidationError as error:
        return error.doc()
    return None


def save(service, **values):
    """Keep what the provider says; what is not given stays. Return the claim.

    Raises ``Refused`` and ``zExceptions.Unauthorized`` and leaves all as it was.
    """
    values = {**standing(service), **values}
    check(service, values)
    claim = of(service)
    if claim is None:
        return createContentInContainer(service, "ProviderClaim", **values)
    changed = [name for name, *_values in claims.difference(values_of(claim), values)]
    for name in changed:
        setattr(claim, name, values[name])
    if changed:
        notify(ObjectModifiedEvent(claim, Attributes(IProviderClaim, *changed)))
    return claim


def check(thing, values):
    """Refuse values that are not sound, or that this account may not save.

    Asked on every way: by ``save``, and by ``subscribers.claims`` for the others.
    """
    if not api.user.has_permission(KeepClaim, obj=thing):
        raise Unauthorized(KeepClaim)
    if not stop_notice.is_acknowledged():
        raise Refused([claims.Problem("", stop_notice.FIRST)])
    found = problems(values, thing)
    if found:
        raise Refused(found)


def changes(claim):
    """Return every ``domain.claims.Change``, oldest first."""
    return list(IAnnotations(claim).get(CHANGES, ()))


def unrecorded(claim):
    """Return what differs from the last change that was kept."""
    before = {name: new for one in changes(claim) for name, _old, new in one.fields}
    return claims.difference(before, values_of(claim))


def record(claim, fields):
    """Keep a change."""
    change = claims.Change(datetime.now(UTC), api.user.get_current().getId(), fields)
    IAnnotations(claim).setdefault(CHANGES, PersistentList()).append(change)


def version(service):
    """Return a word that is another after every change; '' before the first."""
    claim = of(service)
    found = changes(claim) if claim else []
    return sha256(f"{len(found)} {found[-1].at}".encode()).hexdigest()[:16] if found else ""
