"""1003 → 1004: redacted copies of documents."""


def add(setup):
    """Add the reasons to the settings, and the index of originals, of which there is none yet."""
    for step in ("plone.app.registry", "catalog"):
        setup.runImportStepFromProfile("profile-ccsr.content:default", step)
