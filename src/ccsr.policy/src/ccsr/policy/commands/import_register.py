"""``bin/ccsr import-register FILE``: a register's file is compared, and applied if that is asked."""

from ccsr.policy.commands import instance
from ccsr.policy.commands.instance import CannotRun
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from datetime import datetime
from pathlib import Path
from rich.console import Console
from rich.progress import Progress
from typing import Any

import click
import json
import sys


#: Exit statuses.
ALL_DONE, SOME_LEFT, COULD_NOT_RUN = 0, 1, 2


@click.command("import-register")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--mapping", help="ciw, scotland, own or one that was added; without it the columns tell."
)
@click.option("--as-at", type=click.DateTime(["%Y-%m-%d"]), help="The day as at which it is.")
@click.option(
    "--apply", "is_applied", is_flag=True, help="Apply every difference that is no suggestion."
)
@click.option("--account", help="Who compares, or applies: by default officer, or reviewer.")
@click.option("--json", "as_json", is_flag=True, help="Print the result for a program.")
def import_register(file, mapping, as_at, is_applied, account, as_json) -> None:
    """Compare FILE with the register; the difference is then looked through in the portal.

    With --apply everything is applied but possible successors, which a person must
    answer. The account needs the right to. Exit status: 0 all was read and applied,
    1 some lines or entries were left, 2 nothing could be done.
    """
    account = account or ("reviewer" if is_applied else "officer")
    try:
        with _site(account, is_applied) as site, _shown(as_json) as bars:
            result = _run(site, file, mapping, as_at, is_applied, bars)
    except CannotRun as error:
        click.echo(json.dumps({"error": str(error)}) if as_json else str(error), err=not as_json)
        sys.exit(COULD_NOT_RUN)
    click.echo(json.dumps(result, ensure_ascii=False) if as_json else _report(result))
    sys.exit(SOME_LEFT if result["broken"] or result["left"] else ALL_DONE)


@contextmanager
def _site(account: str, is_applied: bool) -> Iterator[Any]:
    """Yield the site of this machine, working as an account; a running portal goes on."""
    from ccsr.policy.processes import storage
    from plone import api

    if storage.answers():
        instance.wsgi_app(is_shared=True, log="import.log")
        opened = instance.root()
    else:
        opened = instance.opened()
    try:
        with opened as app:
            site = _entered(app, account, is_applied)
            # History names the account, not the system that the command is.
            with api.env.adopt_user(username=account):
                yield site
    except instance.DatabaseInUse:
        raise CannotRun("Another command has the database open. Wait until it is done.") from None


def _entered(app: Any, account: str, is_applied: bool) -> Any:
    from ccsr.content import permissions
    from plone import api
    from zope.component.hooks import setSite

    if instance.SITE not in app.objectIds():
        raise CannotRun("There is no site yet. Make it with: bin/ccsr demo")
    site = app[instance.SITE]
    setSite(site)
    wanted = permissions.ApproveImport if is_applied else permissions.ImportRegister
    user = api.user.get(username=account)
    if not (user and api.user.has_permission(wanted, username=account, obj=site)):
        does = "apply imports" if is_applied else "import registers"
        raise CannotRun(f"“{account}” is no account that may {does}. Name one with --account.")
    return site


def _run(
    site: Any, file: Path, mapping: str | None, as_at: datetime | None, is_applied: bool, bars: Any
) -> dict[str, Any]:
    from ccsr.content.domain import dates
    from ccsr.content.importing import comparing
    from ccsr.content.importing import store

    import transaction

    data = file.read_bytes()
    day = as_at.date() if as_at else _day_of(file.name)
    if day > dates.today():
        raise CannotRun("The day as at which it is cannot be in the future.")
    found = store.add(file.name, data, _mapping(data, mapping), day)
    comparing.compare(found, bars("Comparing"))
    if found.state == store.FAILED:
        raise CannotRun(_said(found.error))
    transaction.get().note(f"import-register {file.name}")
    transaction.commit()
    if is_applied and found.counts:
        _apply(found, bars("Applying"))
    return _result(found)


def _mapping(data: bytes, name: str | None) -> Any:
    from ccsr.content.domain.importing import mapping as rules
    from ccsr.content.domain.importing.table import BadTable
    from ccsr.content.domain.importing.table import table
    from ccsr.content.importing import mappings

    there = mappings.all()
    if name and name not in there:
        raise CannotRun(f"There is no mapping “{name}”. There are: {', '.join(sorted(there))}.")
    try:
        found = there.get(name) or rules.fitting(there.values(), table(data).header)
    except BadTable as error:
        raise CannotRun(_said(error.message)) from error
    if found is None:
        raise CannotRun("No mapping reads these columns. Name one with --mapping.")
    return found


def _day_of(name: str) -> date:
    from ccsr.content.domain import dates
    from ccsr.content.domain.importing.table import day_in

    return day_in(name, dates.today())


def _apply(found: Any, progress: Any) -> None:
    from ccsr.content.importing import applying
    from ccsr.content.importing import comparing

    import transaction

    comparing.tick_all(found)
    problem = applying.start(found)
    if problem is applying.NOTHING:
        return
    if problem is not None:
        raise CannotRun(_said(problem))
    transaction.commit()
    left = total = len(found.order)
    while left:
        progress(total - left, total)
        for attempt in transaction.manager.attempts(5):
            with attempt:
                left = applying.batch(found)
    progress(total, total)


def _result(found: Any) -> dict[str, Any]:
    left = [
        {"number": found.entries[number].number, "reason": _said(one.message)}
        for number, one in found.outcomes.items()
        if one.state == "left"
    ]
    return {
        "import": found.number,
        "mapping": found.mapping["id"],
        "as_at": found.as_at.isoformat(),
        "rows": found.rows,
        "differences": dict(found.counts),
        "applied": sum(one.state == "done" for one in found.outcomes.values()),
        "left": left,
        "broken": [
            {"line": one.line, "number": one.number, "reason": _said(one.message)}
            for one in found.remarks.values()
            if one.is_broken
        ],
    }


def _said(message: Any) -> str:
    from zope.i18n import translate
    from zope.i18nmessageid import Message

    mapping = getattr(message, "mapping", None) or {}
    said = {key: translate(value, target_language="en") for key, value in mapping.items()}
    whole = Message(message, mapping=said) if said else message
    return str(translate(whole, target_language="en"))


@contextmanager
def _shown(as_json: bool) -> Iterator[Any]:
    """Yield what makes a progress bar; on standard error so that results can be piped."""
    console = Console(stderr=True)
    with Progress(console=console, disable=as_json or not console.is_terminal) as bars:

        def bar(title: str) -> Any:
            task = bars.add_task(title, total=None)
            return lambda done, total: bars.update(task, completed=done, total=total)

        yield bar


def _report(result: dict[str, Any]) -> str:
    lines = [f"{one['line']}: {one['reason']}" for one in result["broken"]]
    lines += [f"{count:6} {group}" for group, count in sorted(result["differences"].items())]
    lines += [f"{one['number']}: {one['reason']}" for one in result["left"]]
    head = f"Import {result['import']}: {result['rows']} rows read by “{result['mapping']}”"
    tail = f"{result['applied']} applied, {len(result['left'])} left." if result["applied"] else ""
    return "\n".join([f"{head}, as at {result['as_at']}.", *lines, *([tail] if tail else ())])
