"""1002 → 1003: what providers say that they offer."""


def add_type(setup):
    """Add the type, and the setting of when what it says is out of date."""
    for step in ("typeinfo", "plone.app.registry"):
        setup.runImportStepFromProfile("profile-ccsr.content:default", step)
