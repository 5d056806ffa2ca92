"""Which sharing rules hold for which thing (``ISharingGate``)."""

from Acquisition import aq_base
from ccsr.content.content import redaction
from ccsr.content.content import scanning
from ccsr.content.content.enforcement_action import IEnforcementAction
from ccsr.content.content.event import IRegistrationEvent
from ccsr.content.content.provider import IProvider
from ccsr.content.content.service import IService
from ccsr.content.domain import sharing
from ccsr.content.domain.importing.fields import is_same
from ccsr.content.interfaces import IDocument
from ccsr.content.interfaces import IPages
from ccsr.content.interfaces import ISharingGate
from plone import api
from plone.dexterity.utils import iterSchemata
from zope.component import adapter
from zope.interface import implementer
from zope.schema import getFieldsInOrder


def missing_fields(thing):
    """Return the titles of the mandatory fields that are empty, in the form's order."""
    names = sharing.MANDATORY[thing.portal_type]
    return tuple(
        field.title
        for schema in iterSchemata(thing)
        for name, field in getFieldsInOrder(schema)
        if name in names and sharing.is_empty(getattr(thing, name, None))
    )


@implementer(ISharingGate)
@adapter(IProvider)
class ProviderGate:
    """A provider needs its mandatory fields."""

    rules = sharing.PROVIDER_RULES

    def __init__(self, context):
        self.context = context

    def refusals(self):
        """Return every refusal, in the order of the rules."""
        return sharing.refusals(self.candidate(), self.rules)

    def candidate(self):
        """Return what the rules look at."""
        return sharing.Candidate(**self.facts())

    def facts(self):
        """Return the candidate's values by name."""
        return {"missing": missing_fields(self.context)}


@adapter(IService)
class ServiceGate(ProviderGate):
    """A service needs its provider to be shared as well."""

    rules = sharing.SERVICE_RULES

    def facts(self):
        """Add the state of what holds it."""
        parent = self.context.__parent__
        return {**super().facts(), "parent_state": api.content.get_state(parent, None)}


@adapter(IDocument)
class DocumentGate(ServiceGate):
    """A document needs its file, and the officer's declaration."""

    rules = sharing.DOCUMENT_RULES

    def facts(self):
        """Add what is known of the file."""
        return {
            **super().facts(),
            "has_file": bool(self.context.file),
            "readable": bool(IPages(self.context).pages),
            "scan": scanning.stopped_by(self.context),
            "unredacted": redaction.has_unapplied(self.context),
            "declared": bool(self.context.shareable_declared),
        }


@adapter(IEnforcementAction)
class EnforcementGate(DocumentGate):
    """Enforcement needs stage 2 or higher and must not be held."""

    rules = sharing.ENFORCEMENT_RULES

    def facts(self):
        """Add stage and hold."""
        reason = self.context.held_reason or ""
        return {
            **super().facts(),
            "stage": int(self.context.stage or 0),
            "held_reason": reason if self.context.held else None,
        }


@adapter(IRegistrationEvent)
class EventGate(DocumentGate):
    """An event may come without a file; one that it has is examined like any other."""

    rules = sharing.EVENT_RULES

    def facts(self):
        """Add what the register says that the event neither found nor brings."""
        return {**super().facts(), "overtaken": self._overtaken()}

    def _overtaken(self):
        service = aq_base(self.context.__parent__)
        for name, told in self.context.changes.items():
            now = _plain(getattr(service, name, None))
            if not any(is_same(name, now, _plain(one)) for one in told):
                return ", ".join(now) if isinstance(now, tuple) else str(now or "")
        return None


def _plain(value):
    return tuple(value) if isinstance(value, list | set) else value
