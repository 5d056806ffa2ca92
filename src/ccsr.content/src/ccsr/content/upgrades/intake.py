"""1003 → 1004: intake."""


def add_types(setup):
    """Add the types, and what the catalog knows of them."""
    for step in ("typeinfo", "catalog"):
        setup.runImportStepFromProfile("profile-ccsr.content:default", step)
