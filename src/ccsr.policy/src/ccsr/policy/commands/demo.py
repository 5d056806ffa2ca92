"""``bin/ccsr demo``: the site with its demo content and accounts."""

from ccsr.policy.commands import instance
from pathlib import Path

import click
import json


def accounts_file() -> Path:
    """Return the path of the file with the demo's passwords."""
    return instance.var() / "demo-accounts.json"


@click.command()
@click.option("--fresh", is_flag=True, help="Delete the site that is there first.")
def demo(fresh: bool) -> None:
    """Make the site with its demo content and accounts."""
    try:
        with instance.opened() as app:
            if fresh and instance.SITE in app.objectIds():
                app._delObject(instance.SITE)
            _ensure(app)
    except instance.DatabaseInUse:
        raise click.ClickException("The portal is running. Stop it first.") from None


def ensure_site() -> None:
    """Make the site where there is none; Zope is started already."""
    with instance.root() as app:
        _ensure(app)


def _ensure(app) -> None:
    from ccsr.policy.demo.site import create_demo

    import transaction

    if instance.SITE in app.objectIds():
        return
    click.echo("Making the site and its demo content …")
    passwords = create_demo(app, instance.SITE)
    transaction.commit()
    path = accounts_file()
    path.write_text(json.dumps(passwords, indent=2) + "\n")
    path.chmod(0o600)
