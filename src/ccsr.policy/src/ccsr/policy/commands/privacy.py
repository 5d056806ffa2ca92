"""``bin/ccsr subject-access USER`` and ``bin/ccsr personal-data``."""

from ccsr.policy.commands import instance
from pathlib import Path

import click
import os


@click.command("subject-access")
@click.argument("user")
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write; without it USER and the day, in this directory.",
)
def subject_access(user: str, output: Path | None) -> None:
    """Write all that the portal holds of the account USER into a ZIP.

    Exit status: 0 it is written, 2 there is no such account or the portal is running.
    """
    try:
        with instance.opened() as app:
            name, made = _made(app, user)
    except instance.DatabaseInUse:
        raise instance.CannotRun(
            "The portal is running. Sign in as a manager and open @@subject-access, or stop it."
        ) from None
    path = output or Path(name)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(made)
    click.echo(f"Written to {path}.")


def _made(app, user: str) -> tuple[str, bytes]:
    from ccsr.policy.privacy import bundle
    from zope.component.hooks import setSite

    import transaction

    if instance.SITE not in app.objectIds():
        raise instance.CannotRun("There is no site yet. Make it with: bin/ccsr demo")
    setSite(app[instance.SITE])
    try:
        made = bundle.make(app[instance.SITE], user)
    except bundle.UnknownAccount:
        raise instance.CannotRun(
            f"There is no account “{user}”, and nothing on record of one."
        ) from None
    # Nothing is changed in the database; what is told to the record is told at the end.
    transaction.commit()
    return bundle.file_name(user), made


@click.command("personal-data")
def personal_data() -> None:
    """Print docs/reference/personal-data.rst: which fields hold personal data, and who sees them."""
    from ccsr.policy.privacy import reference

    click.echo(reference.page())
