"""``bin/ccsr create``: an empty site with an administrator, where there is none."""

from ccsr.policy.commands import instance

import click
import json


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the result for a program.")
def create(as_json: bool) -> None:
    """Make the site, empty, with an administrator whose password is printed once."""
    try:
        with instance.reached() as app:
            if instance.SITE in app.objectIds():
                raise instance.CannotRun("The site is there already.")
            made = _create(app)
    except instance.DatabaseInUse:
        raise instance.CannotRun("Another command has the database open.") from None
    text = "The site is made. Sign in as “{account}” with the password {password} and change it."
    click.echo(json.dumps(made) if as_json else text.format(**made))


def _create(app) -> dict[str, str]:
    from ccsr.policy import accounts
    from ccsr.policy.demo.site import create_site

    import transaction

    create_site(app, instance.SITE)
    password = accounts.new_password()
    accounts.ensure_administrator(app, password)
    transaction.commit()
    return {"account": "admin", "password": password}
