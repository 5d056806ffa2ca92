"""``bin/ccsr unlock``: let an account, or an internet address, try to sign in again at once.

The way out when every administrator's name has to wait. The portal may be running.
"""

import click


@click.command()
@click.argument("names", metavar="NAME…", nargs=-1, required=True)
@click.option("--address", is_flag=True, help="The names are internet addresses.")
def unlock(names: tuple[str, ...], address: bool) -> None:
    """Let these accounts sign in again at once, after too many failed attempts."""
    from ccsr.policy.sign_in import lockout

    free = lockout.unlock_address if address else lockout.unlock
    for name in names:
        free(name)
        click.echo(f"{name} may try again.")
