"""Python source is parsed by one thread at a time.

Python 3.11 counts how deep it is in a tree of source in one place for all threads. Where two of
them parse at the same moment, as when a portal has just started and several people ask for pages
that nobody has opened yet, one may fail: ``SystemError: AST constructor recursion depth mismatch``.
"""

from threading import RLock

import ast
import chameleon.astutil


_ONE = RLock()


def _compile(*args, **kwargs):
    with _ONE:
        return compile(*args, **kwargs)


def in_turn() -> None:
    """Make the parsers of templates and scripts wait for each other."""
    # Both look the name up as they run, so who has imported them already waits as well.
    for parser in (ast, chameleon.astutil):
        parser.compile = _compile
