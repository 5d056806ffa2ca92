"""1002 → 1003: events of registration; what the register says now is where histories begin."""

from ccsr.content.content import history
from ccsr.content.content import wordings
from ccsr.content.content.condition import IRegistrationCondition
from ccsr.content.content.service import IService
from ccsr.content.upgrades.everything import everything


def begin(setup):
    """Add the type; keep what each service and condition says as the first entry about it."""
    for step in ("typeinfo", "catalog"):
        setup.runImportStepFromProfile("profile-ccsr.content:default", step)
    for service in everything(object_provides=IService.__identifier__):
        history.keep(service)
    for condition in everything(object_provides=IRegistrationCondition.__identifier__):
        wordings.note(condition)
