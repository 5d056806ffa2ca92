"""``bin/ccsr accounts``: who has access, from a terminal on the portal's own machine.

Works on the database, so the portal must not have it open; while it runs, its pages
``@@accounts`` and ``@@access-review`` do the same.
"""

from ccsr.policy.commands import instance
from contextlib import contextmanager

import click
import json
import sys


#: Exit status where a rule says no; 2 is that of what cannot run.
REFUSED = 1
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print the result for a program.")


@click.group()
def accounts() -> None:
    """Accounts: list, invite, disable, and what the yearly review asks about."""


@contextmanager
def site():
    """Open the site."""
    try:
        with instance.opened() as app:
            from zope.component.hooks import setSite

            if instance.SITE not in app.objectIds():
                raise instance.CannotRun("There is no site yet. Make it with: bin/ccsr demo")
            setSite(app[instance.SITE])
            yield app[instance.SITE]
    except instance.DatabaseInUse:
        raise instance.CannotRun(
            "The portal is running. Open @@accounts in it, or stop it first."
        ) from None


@accounts.command("list")
@click.option("--state", default="", help="Only those that stand so, such as locked.")
@AS_JSON
def list_(state: str, as_json: bool) -> None:
    """Print every account: name, address, roles, state, last sign-in."""
    from ccsr.policy.domain.account_list import Wanted

    _print(Wanted(state=state), as_json)


@accounts.command()
@AS_JSON
def review(as_json: bool) -> None:
    """Print the accounts that the yearly access review asks about, and why."""
    _print(None, as_json)


def _print(wanted, as_json):
    with site():
        from ccsr.policy.accounts import people
        from ccsr.policy.domain import access_review
        from ccsr.policy.domain import account_list
        from datetime import datetime
        from datetime import UTC

        found, now = people.everyone(), datetime.now(UTC)
        if wanted is None:
            found, wanted = access_review.shown(found, False, now), account_list.Wanted()
        rows = [_row(one, now) for one in account_list.select(found, wanted, now)]
    click.echo(json.dumps(rows, ensure_ascii=False) if as_json else "\n".join(map(_line, rows)))


def _row(account, now):
    from ccsr.policy.domain import accounts as rules

    return {
        "id": account.id,
        "name": account.name,
        "mail": account.mail,
        "roles": sorted(account.kinds),
        "authorities": list(account.authorities),
        "state": rules.state(account, now).token,
        "signed_in": account.signed_in and account.signed_in.isoformat(timespec="seconds"),
        "flags": [flag.token for flag in rules.flags(account, now)],
    }


def _line(row):
    parts = (row["name"], row["mail"], ", ".join(row["roles"]), row["state"])
    return "\t".join((*parts, row["signed_in"] or "never", ", ".join(row["flags"])))


@accounts.command()
@click.argument("name")
@click.argument("mail")
@click.argument("role")
@click.option("--authority", default="", help="Name or code, for a commissioner.")
@click.option("--language", default="en", show_default=True, help="Of the letter: en or cy.")
@AS_JSON
def invite(name, mail, role, authority, language, as_json) -> None:
    """Make an account for NAME with the address MAIL and print the link to pass on."""
    with site():
        from ccsr.content.noted import note
        from ccsr.policy.accounts import inviting
        from ccsr.policy.domain import invitations

        import transaction

        asked = invitations.Invitation(name, mail, role, authority, "", language)
        kept, errors = invitations.check(
            asked, lambda address: address in inviting.addresses(), lambda text: []
        )
        if errors:
            _refuse(errors.values(), as_json)
        user_id, token = inviting.invite(kept)
        note("account-invited", who=user_id, full_name=name, mail=kept.mail, role=role)
        link = inviting.link(token)
        transaction.commit()
    click.echo(json.dumps({"id": user_id, "link": link}) if as_json else link)


@accounts.command()
@click.argument("login")
@click.argument("reason")
@AS_JSON
def disable(login, reason, as_json) -> None:
    """Disable the account that signs in as LOGIN, for a REASON, and end its sessions."""
    with site():
        from ccsr.policy.accounts import acting
        from ccsr.policy.accounts import people
        from ccsr.policy.domain import accounts as rules

        import transaction

        account = next((one for one in people.everyone() if one.login == login.lower()), None)
        if account is None:
            raise instance.CannotRun(f"There is no account “{login}”.")
        try:
            acting.Administrator("system", True).disable(account, reason)
        except rules.Refused as error:
            _refuse([error.message], as_json)
        transaction.commit()
    click.echo(json.dumps({"disabled": account.id}) if as_json else f"“{login}” is disabled.")


def _refuse(messages, as_json):
    from zope.i18n import translate

    said = [translate(message, target_language="en") for message in messages]
    click.echo(json.dumps({"errors": said}) if as_json else "\n".join(said), err=not as_json)
    sys.exit(REFUSED)
