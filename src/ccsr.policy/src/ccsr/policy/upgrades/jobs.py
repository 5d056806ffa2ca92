"""1003 → 1004: administrators look after jobs."""


def add_page(setup) -> None:
    """List the page of jobs in the site setup."""
    setup.runImportStepFromProfile("profile-ccsr.policy:default", "controlpanel")
