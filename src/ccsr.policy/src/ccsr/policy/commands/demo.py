"""``bin/ccsr demo``: the site with its demo content and accounts."""

from ccsr.policy.commands import instance
from pathlib import Path

import click
import json
import sys


def accounts_file() -> Path:
    """Return the path of the file with the demo's passwords."""
    return instance.var() / "demo-accounts.json"


@click.command()
@click.option("--fresh", is_flag=True, help="Delete the demo that is there first.")
@click.option("--json", "as_json", is_flag=True, help="Print the result for a program.")
def demo(fresh: bool, as_json: bool) -> None:
    """Make the site with its demo content and accounts."""
    try:
        with instance.opened() as app:
            if fresh and instance.SITE in app.objectIds():
                _refuse_unless_demo()
                app._delObject(instance.SITE)
            made = _ensure(app, as_json)
    except instance.DatabaseInUse:
        raise instance.CannotRun("The portal is running. Stop it first.") from None
    click.echo(json.dumps({"made": made}) if as_json else _summary(made))


def _refuse_unless_demo() -> None:
    if not accounts_file().exists():
        raise instance.CannotRun(
            "The site that is there is not a demo. It is not deleted by this command."
        )


def _summary(made: dict[str, int]) -> str:
    if not made:
        return "The site is there already. --fresh makes it anew and deletes what is in it."
    counts = ", ".join(f"{number} {kind}" for kind, number in made.items())
    return f"Made {counts}. The passwords are in {accounts_file()}."


def ensure_site() -> None:
    """Make the site where there is none; Zope is started already."""
    with instance.root() as app:
        _ensure(app)


def _ensure(app, quiet: bool = False) -> dict[str, int]:
    from ccsr.policy.demo.site import create_demo
    from ccsr.policy.demo.site import is_unfinished

    import transaction

    if instance.SITE in app.objectIds():
        if not is_unfinished(app[instance.SITE]):
            return {}
        app._delObject(instance.SITE)
    passwords, made = create_demo(app, instance.SITE, _silent if quiet else show_progress)
    path = accounts_file()
    path.touch(mode=0o600)
    path.write_text(json.dumps(passwords, indent=2) + "\n")
    transaction.commit()
    return made


def show_progress(step: str, done: int, total: int) -> None:
    """Say how far a step is: on a terminal in place, elsewhere at its end only."""
    terminal = sys.stdout.isatty()
    if terminal or done == total:
        start = "\r" if terminal else ""
        click.echo(f"{start}Making the demo: {step.lower()} {done} of {total}", nl=done == total)


def _silent(step: str, done: int, total: int) -> None:
    """Say nothing: what is printed is for a program."""
