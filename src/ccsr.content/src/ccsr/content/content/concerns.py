"""What becomes of a concern that was sent, and what is shown where a child is at risk."""

from ccsr.content import _
from ccsr.content.config import authorities
from ccsr.content.content import concern_fields
from ccsr.content.content import evidence
from ccsr.content.content import liaison
from ccsr.content.domain import concerns
from ccsr.content.personal import not_personal
from collective.easyform.actions import Action
from collective.easyform.actions import ActionFactory
from collective.easyform.api import get_actions
from collective.easyform.api import get_context
from collective.easyform.api import get_schema
from collective.easyform.interfaces import IAction
from importlib.resources import files
from plone import api
from plone.registry.interfaces import IRegistry
from plone.supermodel import model
from plone.supermodel.exportimport import BaseHandler
from zope import schema
from zope.component import getUtility
from zope.i18n import translate
from zope.interface import implementer
from zope.schema import getFieldsInOrder


#: Where the form stands, in the site.
FORM = "raise-a-concern"
#: What the answer to the question of risk is sent as, whatever its field is called.
RISK = "child_at_risk"
PREFIX = "ccsr.content"


class ChildAtRisk(ValueError):
    """It was not answered that no child is at risk: nothing may be filed."""


# -- the authority's procedure ----------------------------------------------------


def _shipped(language):
    text = files("ccsr.content.config").joinpath(f"data/child_at_risk_{language}.txt")
    return text.read_text("utf-8").strip()


def general_procedures():
    """Return what is shown for an authority that has written nothing down."""
    return {f".{language}": _shipped(language) for language in ("en", "cy")}


class IProcedures(model.Schema):
    """What each authority does where a child is at risk, by ``<GSS code>.<language>``."""

    not_personal("procedures")

    procedures = schema.Dict(
        title=_("procedures_title", default="Where a child is at risk"),
        key_type=schema.TextLine(),
        value_type=schema.Text(),
        defaultFactory=general_procedures,
        missing_value={},
    )


def _records():
    return getUtility(IRegistry).forInterface(IProcedures, check=False, prefix=PREFIX)


def procedures():
    """Return the texts."""
    return dict(_records().procedures or {})


def set_procedures(texts):
    """Keep texts; an empty one is forgotten."""
    kept = {**procedures(), **texts}
    _records().procedures = {key: text for key, text in kept.items() if text.strip()}


def authorities_with_procedure():
    """Return how many authorities have a text of their own, and how many there are."""
    kept = procedures()
    own = [
        one
        for one in authorities.ALL
        if any(kept.get(f"{one.gss}.{language}") for language in ("en", "cy"))
    ]
    return len(own), len(authorities.ALL)


def authority_of_reader():
    """Return the GSS code of the reader's authority, "" without one."""
    user = api.user.get_current()
    groups = {*user.getGroups()} if user is not None else set()
    return next((one.gss for one in authorities.ALL if one.group in groups), "")


# -- what was sent ----------------------------------------------------------------


class IFileConcern(IAction):
    """Files what was sent as a liaison item."""


@implementer(IFileConcern)
class FileConcern(Action):
    """Files what was sent as a liaison item of the kind “concern”.

    ``fields`` holds, by name: True or False for the question of risk, the service or None,
    a list of files for documents, and text as it is to be read for the rest.
    """

    def onSuccess(self, fields, request):
        """File it and return the item; ``ChildAtRisk`` where a child may be at risk.

        Whoever sends it may not add to the area of liaison, let alone read there.
        """
        form = get_context(self)
        asked = getFieldsInOrder(get_schema(form))
        risk, service, documents = (_of_kind(asked, fields, kind) for kind in SPECIAL)
        if risk is not False:
            raise ChildAtRisk()
        language = (request.get("LANGUAGE") or "en")[:2]
        item = liaison.file_for_program(
            "concern",
            service,
            translate(_title(service, language), context=request),
            concerns.detail(_answers(asked, fields, language)),
            authority=authority_of_reader() or None,
            raised_by=api.user.get_current().getId(),
        )
        for one in documents or ():
            evidence.add(item, one.filename, one.data)
        return item


SPECIAL = (concerns.RISK, concerns.SERVICE, concerns.DOCUMENTS)


def _of_kind(asked, fields, kind):
    names = [name for name, field in asked if concern_fields.kind_of(field) == kind]
    return fields.get(names[0]) if names else None


def _answers(asked, fields, language):
    return [
        (concerns.said(field.title, language), fields[name])
        for name, field in asked
        if concern_fields.kind_of(field) in concerns.PLAIN and fields.get(name)
    ]


def _title(service, language):
    if service is None:
        return _("concern_of_no_service", default="Concern")
    named = {"service": service.title_for(language)}
    return _("concern_of_service", default="Concern about ${service}", mapping=named)


FileConcernAction = ActionFactory(
    FileConcern,
    _("action_file_concern", default="File as a liaison item"),
    "ccsr.content.Configure",
)
FileConcernHandler = BaseHandler(FileConcern)


def savers(form):
    """Return the actions that file; easyform's own do not run here."""
    found = getFieldsInOrder(get_actions(form))
    return [action for _name, action in found if IFileConcern.providedBy(action)]


def faults(form):
    """Return the ``domain.concerns.Fault`` values of the form as it is now."""
    asked = concern_fields.questions(get_schema(form))
    return concerns.faults(asked, len(savers(form)) == 1)
