"""The Zope instance that a command works on: where it is and how to open it.

``CCSR_VAR`` names another directory than the checkout's ``var`` for database,
files and logs; ``CCSR_HOST`` and ``CCSR_PORT`` say where to serve.
"""

from ccsr.policy.commands import logs
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
import fcntl
import gc
import logging
import os
import sys


SITE = "ccsr"


class CannotRun(click.ClickException):
    """The command cannot do its work at all; says what to do."""

    exit_code = 2


class DatabaseInUse(Exception):
    """Another process has the database open."""


def home() -> Path:
    """Return the directory that holds ``bin`` and ``parts``."""
    return Path(sys.argv[0]).resolve().parent.parent


def var() -> Path:
    """Return the directory of database, files and logs."""
    named = os.environ.get("CCSR_VAR")
    return Path(named).resolve() if named else home() / "var"


def address() -> tuple[str, int]:
    """Return host and port to serve on."""
    port = os.environ.get("CCSR_PORT", "8080")
    if not port.isdecimal():
        raise CannotRun(f"CCSR_PORT is “{port}”; it must be a number such as 8080.")
    return os.environ.get("CCSR_HOST", "localhost"), int(port)


def server_url() -> str:
    """Return the address of the server as a browser on this machine sees it."""
    host, port = address()
    return f"http://{'localhost' if host in ('', '0.0.0.0') else host}:{port}"


def site_url() -> str:
    """Return the address of the site as a browser on this machine sees it."""
    return f"{server_url()}/{SITE}"


def configuration() -> Path:
    """Return the path of the zope.conf for ``var()``, written where it is not buildout's."""
    built = home() / "parts" / "instance" / "etc" / "zope.conf"
    if var() == home() / "var":
        return built
    for name in ("blobstorage", "cache", "filestorage", "instance", "log"):
        (var() / name).mkdir(parents=True, exist_ok=True)
    text = built.read_text()
    if str(home() / "var") not in text:
        # A copied checkout still points at the first one's database.
        raise CannotRun(f"{built} was built for another directory. Run “make build” here first.")
    written = var() / "zope.conf"
    written.write_text(text.replace(str(home() / "var"), str(var())))
    return written


def shared_configuration() -> Path:
    """Return the path of the zope.conf with which several processes use the database."""
    from ccsr.policy.processes import storage

    text = configuration().read_text()
    written = var() / "zope-shared.conf"
    # Portal and worker may start at the same time.
    own = written.with_suffix(f".{os.getpid()}")
    own.write_text(storage.as_client(text))
    return own.rename(written)


def wsgi_app(is_shared: bool = False, log: str = "instance.log") -> Any:
    """Start Zope in this process and return its WSGI application.

    Shared, the database is that of the server which runs already
    (``ccsr.policy.processes.storage``); else nobody else can have it open.
    """
    from ccsr.policy.processes import reconnecting
    from ccsr.policy.processes import templates
    from zc.lockfile import LockError
    from Zope2.Startup.run import make_wsgi_app

    import Zope2

    # Database, index and logs are for the account alone that runs the portal.
    os.umask(0o077)
    log_to(var() / "log" / log)
    templates.keep(var() / "cache" / "templates")
    try:
        with _nothing_collected():
            app = make_wsgi_app({}, str(shared_configuration() if is_shared else configuration()))
    except LockError as error:
        raise DatabaseInUse(str(var())) from error
    reconnecting.forget_when_reconnected(Zope2.DB.storage)
    return app


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Look for no garbage while Zope starts, nor later in what it made then.

    400,000 objects are made that stay; to look through them again and again takes a
    fifth of the start.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.collect()
        gc.freeze()
        gc.enable()


def log_to(path: Path) -> None:
    """Write what Zope has to say to a file; a terminal shows errors only."""
    path.parent.mkdir(parents=True, exist_ok=True)
    file = logs.file(path)
    if not logs.is_json():
        file.setFormatter(logging.Formatter(logs.PLAIN))
    terminal = logging.StreamHandler()
    terminal.setLevel(logging.ERROR)
    logging.basicConfig(level=logging.INFO, handlers=[file, terminal])


@contextmanager
def portal_lock() -> Iterator[None]:
    """Be the only portal of this directory; the lock goes with the process."""
    os.umask(0o077)
    var().mkdir(parents=True, exist_ok=True)
    with (var() / "portal.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise DatabaseInUse(str(var())) from None
        yield


@contextmanager
def opened() -> Iterator[Any]:
    """Start Zope and yield the root application, to work on as the system."""
    from ccsr.policy.processes import storage

    storage.settle()
    wsgi_app()
    with root() as app:
        yield app


@contextmanager
def reached() -> Iterator[Any]:
    """Start Zope and yield the root application, also while a portal runs.

    Raises ``DatabaseInUse`` where a process has the database open that does not serve it.
    """
    from ccsr.policy.processes import storage

    if storage.is_file(configuration().read_text()) and not storage.answers():
        storage.settle()
        wsgi_app(log="command.log")
    else:
        wsgi_app(is_shared=True, log="command.log")
    with root() as app:
        yield app


@contextmanager
def root() -> Iterator[Any]:
    """Yield the root application of the running Zope; what is not committed is dropped."""
    from AccessControl.SecurityManagement import newSecurityManager
    from AccessControl.SecurityManagement import noSecurityManager
    from AccessControl.SpecialUsers import system
    from Testing.makerequest import makerequest
    from zope.component.hooks import setSite

    import transaction
    import Zope2

    app = makerequest(Zope2.app())
    # Whoever has a terminal on this machine has the database.
    newSecurityManager(None, system)
    try:
        yield app
    finally:
        # The site's own utilities are gone once the transaction is.
        setSite(None)
        transaction.abort()
        noSecurityManager()
        app._p_jar.close()
