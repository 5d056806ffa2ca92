"""1002 → 1003: contacts of providers keep claims, and comment."""

from plone import api


def give_permissions(setup) -> None:
    """Grant the permissions, on everything there is as far as its state allows."""
    for step in ("rolemap", "workflow"):
        setup.runImportStepFromProfile("profile-ccsr.policy:default", step)
    # The workflows now say of each state who keeps a claim in it.
    api.portal.get_tool("portal_workflow").updateRoleMappings()
