"""New providers and services of an import: drafts, until a reviewer shares them."""

from ccsr.content import _
from ccsr.content.content import event
from ccsr.content.content.provider import IProvider
from ccsr.content.content.service import IService
from ccsr.content.domain.importing import fields
from ccsr.content.domain.importing.fields import same_text
from ccsr.content.domain.naming import bare_number
from ccsr.content.importing import known
from ccsr.content.importing.changing import Left
from ccsr.content.importing.changing import thing_of
from functools import cached_property
from plone import api
from plone.dexterity.utils import createContentInContainer
from plone.uuid.interfaces import IUUID
from zope.i18nmessageid import Message
from zope.schema import getFieldsInOrder


class Providers:
    """Finds providers as a file names them, and makes those that are not there.

    The names are read once: use one for a batch, within one transaction.
    """

    def __init__(self, mapping):
        self.mapping = mapping

    @cached_property
    def _by_name(self):
        found = {}
        for brain in api.content.find(object_provides=IProvider.__identifier__):
            for name in (brain.title_cy, brain.Title):
                if name:
                    found[same_text(name)] = brain.UID
        return found

    def of(self, values):
        """Return the provider that a line names, and what undoing it needs if it was made."""
        found = self.find(values)
        return (found, ()) if found is not None else self._make(values)

    def find(self, values):
        """Return the provider by number, or by name where either has no number; None."""
        number = values.get("provider_urn")
        if number:
            found = by_number(IProvider, number)
            if found is not None:
                return found
        uid = self._by_name.get(same_text(values.get("provider") or ""))
        provider = thing_of(uid) if uid else None
        has_other_number = provider is not None and number and provider.urn
        return None if has_other_number else provider

    def _make(self, values):
        if not values.get("provider"):
            raise Left(NO_PROVIDER)
        own = {own: values[name] for name, own in fields.OF_PROVIDER.items() if values.get(name)}
        filled = _filled(IProvider, {"title": values["provider"], **own})
        made = createContentInContainer(api.portal.get()["register"], "Provider", **filled)
        self._by_name[same_text(made.title)] = IUUID(made)
        return made, (("made", IUUID(made)),)


def make(providers, values, day):
    """Make a service, with its provider where that is not there; return what undoing needs."""
    if by_number(IService, values["urn"]) is not None:
        raise Left(Message(THERE, mapping={"number": values["urn"]}))
    provider, made = providers.of(values)
    own = {name: value for name, value in values.items() if name in known.OF_SERVICE}
    service = createContentInContainer(provider, "Service", **_filled(IService, own))
    event.record(
        service, "new", effective=values.get("registered_on") or day, received=day, share=False
    )
    return (*made, ("made", IUUID(service)))


def by_number(kind, number):
    """Return the provider or service that has a number, or had it; None."""
    found = api.content.find(object_provides=kind.__identifier__, number=bare_number(number))
    return found[0].getObject() if found else None


def _filled(schema, values):
    """Return values with empty ones for the rest: nothing is proposed here."""
    empty = {name: field.missing_value for name, field in getFieldsInOrder(schema)}
    lists = {name: list(value) for name, value in values.items() if isinstance(value, tuple)}
    return empty | values | lists


NO_PROVIDER = _("import_no_provider", default="The line does not say who the provider is.")
THERE = _("import_there", default="There is a service with the number ${number} by now.")
