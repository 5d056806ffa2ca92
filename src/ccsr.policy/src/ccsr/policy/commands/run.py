"""``bin/ccsr run``: serve the portal in the foreground."""

from ccsr.policy.commands import instance
from ccsr.policy.commands.demo import accounts_file
from ccsr.policy.commands.demo import ensure_site
from paste.translogger import TransLogger
from ZPublisher.httpexceptions import HTTPExceptionHandler

import click
import json
import logging
import waitress


THREADS = 4
#: One upload with its form (bytes).
LARGEST_BODY = 64 * 1024 * 1024


@click.command()
def run() -> None:
    """Serve the portal in the foreground; make it with its demo if there is none."""
    try:
        app = instance.wsgi_app()
    except instance.DatabaseInUse:
        raise click.ClickException(
            "The portal is running already, or another command has its database open."
        ) from None
    ensure_site()
    announce()
    serve(app)


def announce() -> None:
    """Print the address, and the demo's accounts where there is a demo."""
    click.echo(f"\nThe portal is at {instance.site_url()}  (stop it with Ctrl-C)")
    if accounts_file().exists():
        click.echo("Demo accounts:")
        for name, password in json.loads(accounts_file().read_text()).items():
            click.echo(f"  {name:14}{password}")


def serve(app) -> None:
    """Serve until interrupted; requests are logged to ``var/log/access.log``."""
    handler = logging.FileHandler(instance.var() / "log" / "access.log")
    logger = logging.getLogger("ccsr.access")
    logger.addHandler(handler)
    logger.propagate = False
    host, port = instance.address()
    waitress.serve(
        TransLogger(HTTPExceptionHandler(app), logger=logger, setup_console_handler=False),
        host=host,
        port=port,
        threads=THREADS,
        ident=None,
        max_request_body_size=LARGEST_BODY,
        clear_untrusted_proxy_headers=True,
    )
