"""``bin/ccsr run``: serve the portal in the foreground."""

from ccsr.policy import metrics
from ccsr.policy.commands import instance
from ccsr.policy.commands import logs
from ccsr.policy.commands import standing
from ccsr.policy.commands.demo import accounts_file
from ccsr.policy.commands.demo import ensure_site
from ccsr.policy.metrics import requests
from ccsr.policy.processes import storage
from ccsr.policy.processes.children import Child
from ccsr.policy.publication import headers
from ccsr.policy.publication import hosts
from ccsr.policy.publication import numbered
from ccsr.policy.publication import proxies
from ccsr.policy.publication import readable
from ccsr.policy.publication import ready
from ccsr.policy.publication import unavailable
from collections.abc import Iterator
from contextlib import contextmanager
from contextlib import ExitStack
from functools import partial
from paste.translogger import TransLogger
from ZPublisher.httpexceptions import HTTPExceptionHandler

import click
import json
import logging
import os
import signal
import socket
import sys
import waitress


THREADS = 4
#: One upload with its form (bytes).
LARGEST_BODY = 64 * 1024 * 1024
#: Seconds after the start of the portal until that of the worker, which takes as much
#: of the machine as the portal's own.
WORKER_AFTER = 5.0
#: Proposed where the port is taken.
OTHER_PORT = 8090


@click.command()
def run() -> None:
    """Serve the portal; make it with its demo if there is none."""
    check_address()
    try:
        with instance.portal_lock(), terminable(), ExitStack() as children:
            server = storage.started()
            if server is not None:
                # The database is closed when the portal has ended.
                children.callback(server.stop)
            storage.wait(server)
            app = instance.wsgi_app(is_shared=True)
            standing.check()
            ensure_site()
            jobs = worker()
            jobs.start()
            children.callback(jobs.stop)
            announce()
            serve(app)
    except instance.DatabaseInUse:
        raise instance.CannotRun(
            "The portal is running already, or another command has its database open."
        ) from None


@contextmanager
def terminable() -> Iterator[None]:
    """Let what is inside be ended in order by a signal, which then ends the process."""
    asked = []

    def ask(*_: object) -> None:
        asked.append(True)
        sys.exit()

    before = signal.signal(signal.SIGTERM, ask)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
        # The server of HTTP takes the exit for its own.
        if asked:
            os.kill(os.getpid(), signal.SIGTERM)


def worker() -> Child:
    """Return the process that does jobs; it starts when the first page has been served."""
    command = [str(instance.home() / "bin" / "worker")]
    return Child("worker", command, WORKER_AFTER, metrics.next_port())


def check_address() -> None:
    """Raise CannotRun where nothing can be served; asked before a portal is made."""
    host, port = instance.address()
    try:
        socket.create_server((host, port)).close()
    except (OSError, OverflowError) as error:
        raise instance.CannotRun(
            f"The portal cannot be served at {instance.site_url()} ({error}). Stop what runs "
            f"there, or choose another port: CCSR_PORT={OTHER_PORT} make run"
        ) from error


def announce() -> None:
    """Print the address, and the demo's accounts where there is a demo."""
    click.echo(f"\nThe portal is at {instance.site_url()}  (stop it with Ctrl-C)")
    if accounts_file().exists():
        click.echo("Demo accounts:")
        for name, password in json.loads(accounts_file().read_text()).items():
            click.echo(f"  {name:14}{password}")


def serve(app) -> None:
    """Serve until interrupted; requests are logged to ``var/log/access.log``."""
    # With it comes what other commands do without.
    from ccsr.policy.processes import warming

    # Nobody else could answer meanwhile: pages are served from the first moment.
    warmed = warming.begun(THREADS)
    metrics.start()
    is_ready = ready.Readiness(lambda: warmed.is_over)
    waitress.serve(logged(guarded(app, is_ready), "access.log"), **options())


def options() -> dict:
    """Return how the server of HTTP is set up."""
    host, port = instance.address()
    return {
        "host": host,
        "port": port,
        "threads": THREADS,
        "ident": None,
        "max_request_body_size": LARGEST_BODY,
        # ``proxies`` does it; waitress knows of one proxy and hides what that says.
        "clear_untrusted_proxy_headers": False,
    }


def logged(app, name: str):
    """Return the WSGI application whose requests are logged to a file in ``var/log``."""
    logger = requests.logger if logs.is_json() else logging.getLogger("ccsr.access")
    logger.addHandler(logs.file(instance.var() / "log" / name))
    for one in (logger, requests.logger):
        one.propagate = False
    if logs.is_json():
        return app
    return TransLogger(app, logger=logger, setup_console_handler=False)


def guarded(app, is_ready=ready.database_answers):
    """Return the WSGI application with all that stands before it."""
    app = hosts.known(HTTPExceptionHandler(app), hosts.public_host)
    for layer in (
        unavailable.told,
        readable.understood,
        headers.completed,
        nameless,
        bodiless,
        partial(ready.told, is_ready=is_ready),
        requests.measured,
        numbered.numbered,
        proxies.heard,
    ):
        app = layer(app)
    return app


def bodiless(app):
    """Return the WSGI application that answers a HEAD with headers alone.

    What comes behind them is read as the next answer, by a proxy as somebody else's.
    """

    def answer(environ, start_response):
        pieces = app(environ, start_response)
        if environ["REQUEST_METHOD"] != "HEAD":
            return pieces
        if hasattr(pieces, "close"):
            pieces.close()
        return []

    return answer


def nameless(app):
    """Return the WSGI application without the header that tells what runs here."""

    def answer(environ, start_response):
        def start(status, headers, exc_info=None):
            kept = [pair for pair in headers if pair[0] != "X-Powered-By"]
            return start_response(status, kept, exc_info)

        return app(environ, start)

    return answer
