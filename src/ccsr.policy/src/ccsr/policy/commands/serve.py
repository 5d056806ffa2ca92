"""``bin/ccsr serve``: one of several processes that serve the portal from one database.

Behind a proxy, beside a server of the database and a worker that others start
(``profiles/production.cfg``). ``CCSR_PORT`` says where.
"""

from ccsr.policy import metrics
from ccsr.policy.commands import instance
from ccsr.policy.commands import standing
from ccsr.policy.commands.run import check_address
from ccsr.policy.commands.run import guarded
from ccsr.policy.commands.run import logged
from ccsr.policy.commands.run import options
from ccsr.policy.commands.run import THREADS
from ccsr.policy.processes import draining
from ccsr.policy.publication.ready import Readiness

import click


#: Seconds after which it serves all the same; the page of what was found says what is missing.
LONGEST_WAIT = 900.0
NO_SITE = "There is no site yet. Make one with: bin/ccsr create"


def wait_for_texts(site) -> None:
    """Let other hosts answer until the index of this one, which may be new, holds every text."""
    site.portal_catalog._catalog.getIndex("SearchableText").settle(LONGEST_WAIT)


@click.command()
@click.option("--name", default="client", show_default=True, help="Begins the names of its logs.")
def serve(name: str) -> None:
    """Serve the portal beside others, from the same database."""
    # With it comes what other commands do without.
    from ccsr.policy.processes import warming

    check_address()
    try:
        app = instance.wsgi_app(is_shared=True, log=f"{name}.log")
    except instance.DatabaseInUse:
        raise instance.CannotRun("Another process has the database open alone.") from None
    standing.check()
    with instance.root() as root:
        if instance.SITE not in root.objectIds():
            raise instance.CannotRun(NO_SITE)
        wait_for_texts(root[instance.SITE])
    # Before its door is open, so that a proxy asks others meanwhile.
    warming.begun(THREADS).wait()
    metrics.start()
    is_ready = Readiness()
    told = logged(guarded(app, is_ready), f"{name}-access.log")
    draining.serve(told, is_ready, **options())
