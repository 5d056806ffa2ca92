"""What ``bin/ccsr check`` looks at besides the site's own state: the host around it.

Each check is a function that yields findings; ``HOST`` needs no database, ``SITE``
is asked with it open. Plain English: the terminal is an administrator's.
"""

from dataclasses import dataclass


OK, WARN, LATE = "ok", "warn", "late"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; ``flag`` is ``ok``, ``warn``, ``late`` or None for a fact.

    ``check`` and ``name`` tell it to programs, ``title`` and ``value`` to people;
    ``advice`` says what to do.
    """

    check: str
    name: str
    title: str
    value: str
    flag: str | None = OK
    advice: str = ""
