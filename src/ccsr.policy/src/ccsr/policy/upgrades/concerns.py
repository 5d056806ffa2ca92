"""1002 → 1003: commissioners raise concerns by a form."""

from ccsr.policy.concern_form import ensure_concern_form
from plone import api


EASYFORM = "profile-collective.easyform:default"
PROFILE = "profile-ccsr.policy:default"
#: What the profile says of easyform: last, since easyform's own says otherwise.
STEPS = ("rolemap", "typeinfo", "workflow", "plone.app.registry", "controlpanel", "actions")


def add_form(setup_tool) -> None:
    """Install easyform where it is not yet, take off what is not used of it, and make the form."""
    setup_tool.runAllImportStepsFromProfile(EASYFORM, dependency_strategy="new")
    for step in STEPS:
        setup_tool.runImportStepFromProfile(PROFILE, step, run_dependencies=False)
    ensure_concern_form(api.portal.get())
