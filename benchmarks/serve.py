"""The portal of a benchmark in a process of its own, as ``bin/ccsr run`` serves it.

``benchmarks/serve.py [--clock FILE] [--profile FILE]``, with ``CCSR_VAR`` and
``CCSR_PORT``. With ``--clock`` the time of every request is told apart by part,
with ``--profile`` by function; what was found is written when the process is
ended. Figures are taken without either. With ``--beside`` it is one more client of
the database that a first one serves, without a worker.
"""

from ccsr.policy.commands import instance
from importlib import import_module
from pathlib import Path
from zope.component import provideHandler
from ZPublisher.interfaces import IPubBeforeAbort

import argparse
import clock
import cProfile
import json
import pstats
import signal
import sys
import threading


#: Part → the functions around which a clock is put; what is left is Zope's own.
PARTS = {
    "who may see": "ccsr.content.services.hits:visible",
    "text index": "ccsr.search.index:TantivyIndex.hits",
    "facets": (
        "ccsr.content.services.hits:Hits.counts",
        "ccsr.content.services.find:Find.rows",
    ),
    "order and brains": "ccsr.content.services.hits:Hits.batch",
    "passages": "ccsr.content.services.find:shown",
    "holders of hits": "ccsr.content.services.find:Find._places",
    "rest of @find": "ccsr.content.services.find:Find.__call__",
    "did you mean": "ccsr.content.services.find:corrected",
    "completions": "ccsr.search.index:TantivyIndex.completions",
    "addresses of filters": "ccsr.content.browser.finding.find:FindPage.url",
    "rendering": (
        "ccsr.content.browser.finding.find:FindPage.__call__",
        "Products.Five.browser.pagetemplatefile:ViewPageTemplateFile.__call__",
    ),
    "theme": "plone.transformchain.transformer:Transformer.__call__",
    "account": "Products.PluggableAuthService.PluggableAuthService:PluggableAuthService.validate",
}


#: The header of a request that is told apart; signing in and warming up have none.
HEADER = "X-Told-Apart"


def _is_asked(environ):
    return "HTTP_X_TOLD_APART" in environ


def clocked(app, watch):
    """Return a WSGI application whose requests are timed by part."""

    def answer(environ, start_response):
        if not _is_asked(environ):
            return app(environ, start_response)
        with watch.part("publishing"):
            return app(environ, start_response)

    return answer


class Profiled:
    """A WSGI application whose requests are profiled, one at a time."""

    def __init__(self, app):
        self.app = app
        self.profile = cProfile.Profile()
        self._one = threading.Lock()

    def __call__(self, environ, start_response):
        if not _is_asked(environ):
            return self.app(environ, start_response)
        with self._one:
            self.profile.enable()
            try:
                return self.app(environ, start_response)
            finally:
                self.profile.disable()

    def write(self, path):
        """Write the functions that take most, with and without what they call."""
        with open(path, "w") as out:
            found = pstats.Stats(self.profile, stream=out)
            found.sort_stats("cumulative").print_stats(90)
            found.sort_stats("tottime").print_stats(40)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clock")
    parser.add_argument("--profile")
    parser.add_argument("--beside", action="store_true")
    parser.add_argument("--conflicts", help="a file for the number of requests done again")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    # The package's attribute of that name is the command.
    run = import_module("ccsr.policy.commands.run")
    serve = run.serve
    ended = []
    if options.conflicts:
        told = Conflicts()
        ended.append(lambda: Path(options.conflicts).write_text(str(told.count)))
    try:
        if options.beside:
            serve(instance.wsgi_app(is_shared=True, log=f"instance-{instance.address()[1]}.log"))
        else:
            _run_told_apart(options, run, ended)
    finally:
        for write in ended:
            write()


class Conflicts:
    """Counts requests that are answered anew, since another changed the same."""

    def __init__(self):
        self.count = 0
        provideHandler(self.note, (IPubBeforeAbort,))

    def note(self, event):
        """Count what will be asked once more."""
        self.count += bool(event.retry)


def _run_told_apart(options, run, ended):
    serve = run.serve

    def serve_told_apart(app):
        if options.clock:
            watch = clock.Clock()
            watch.wrap_all(PARTS)
            app = clocked(app, watch)
            ended.append(lambda: _write_clock(options.clock, watch))
        if options.profile:
            app = Profiled(app)
            ended.append(lambda: app.write(options.profile))
        serve(app)

    run.serve = serve_told_apart
    run.run.callback()


def _write_clock(path, watch):
    with open(path, "w") as out:
        json.dump({"seconds": watch.seconds, "absent": watch.absent}, out)


if __name__ == "__main__":
    main()
