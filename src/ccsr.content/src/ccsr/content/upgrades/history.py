"""1002 → 1003: events of registration; what the register says now is where histories begin."""

from ccsr.content.content import history
from ccsr.content.content import wordings
from ccsr.content.content.condition import IRegistrationCondition
from ccsr.content.content.service import IService
from contextlib import suppress
from plone import api
from zExceptions import NotFound


def begin(setup):
    """Add the type; keep what each service and condition says as the first entry about it."""
    for step in ("typeinfo", "catalog"):
        setup.runImportStepFromProfile("profile-ccsr.content:default", step)
    for service in _all(IService):
        history.keep(service)
    for condition in _all(IRegistrationCondition):
        wordings.note(condition)


def _all(kind):
    catalog = api.portal.get_tool("portal_catalog")
    # Not an answer to a user: every one there is, whoever may see it.
    for brain in catalog.unrestrictedSearchResults(object_provides=kind.__identifier__):
        with suppress(AttributeError, KeyError, NotFound):  # a record of nothing
            yield brain._unrestrictedGetObject()
