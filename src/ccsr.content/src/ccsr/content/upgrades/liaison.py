"""1002 → 1003: liaison items."""


def add_type(setup):
    """Add the type and what the catalog knows of it; the area takes it."""
    for step in ("typeinfo", "catalog"):
        setup.runImportStepFromProfile("profile-ccsr.content:default", step)
