"""``bin/ccsr upgrade``: bring the site up to this version of the program, all or nothing."""

from ccsr.policy.commands import instance

import click
import json


PLONE = "Plone"
OURS = "profile-ccsr.policy:default"
FAILED = "The upgrade failed. Nothing was changed: the portal goes on as it was."


@click.command()
@click.option("--dry-run", is_flag=True, help="Do all of it, and keep nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the result for a program.")
def upgrade(dry_run: bool, as_json: bool) -> None:
    """Bring the site up to this version of the program.

    One transaction: where a step fails, the site stays as it was, and a portal of the
    version before, which may run meanwhile, goes on.
    """
    try:
        with instance.reached() as app:
            if instance.SITE not in app.objectIds():
                raise instance.CannotRun("There is no site yet. Make one with: bin/ccsr create")
            steps = _upgraded(app[instance.SITE], dry_run)
    except instance.DatabaseInUse:
        raise instance.CannotRun("Another command has the database open.") from None
    click.echo(json.dumps({"steps": steps}) if as_json else told(steps, dry_run))


def told(steps: dict[str, list[str]], dry_run: bool) -> str:
    """Return what was done as lines."""
    lines = [f"{profile}: {title}" for profile, titles in steps.items() for title in titles]
    if not lines:
        return "The site is up to date."
    end = "Nothing was kept: a dry run." if dry_run else "The site is up to date now."
    return "\n".join([*lines, end])


def _upgraded(site, dry_run: bool) -> dict[str, list[str]]:
    from zope.component.hooks import setSite

    import transaction

    setSite(site)
    steps = pending(site)
    try:
        _run(site, steps)
        if not dry_run:
            transaction.commit()
    except Exception:  # whatever a step raises: it is said, and raised
        click.echo(FAILED, err=True)
        raise
    return steps


def pending(site) -> dict[str, list[str]]:
    """Return the titles of the steps to come by profile, in the order in which they are done."""
    setup, migration = site.portal_setup, site.portal_migration
    found = {PLONE: [migration.getFileSystemVersion()]} if migration.needUpgrading() else {}
    waiting = setup.listProfilesWithPendingUpgrades()
    # What ours are built on comes before them.
    ours = [one.removeprefix("profile-") for one in setup.getProfileDependencyChain(OURS)]
    others = [one for one in waiting if one not in ours and one != migration.get_profile()]
    for profile in [*others, *(one for one in ours if one in waiting)]:
        found[profile] = _titles(setup.listUpgrades(profile))
    return found


def _titles(steps: list) -> list[str]:
    """Return the titles of steps, of which some stand in lists of their own."""
    found = []
    for step in steps:
        found += _titles(step) if isinstance(step, list) else [str(step["title"])]
    return found


def _run(site, steps: dict[str, list[str]]) -> None:
    for profile in steps:
        if profile == PLONE:
            site.portal_migration.upgrade(swallow_errors=False)
        else:
            site.portal_setup.upgradeProfile(profile)
