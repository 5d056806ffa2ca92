"""What is raised while the database cannot be reached: ZEO's word, or that of PostgreSQL."""

from contextlib import suppress
from ZEO.Exceptions import ClientDisconnected


AWAY: tuple[type[Exception], ...] = (ClientDisconnected,)

# On one host there is no PostgreSQL, and nothing that speaks to it.
with suppress(ImportError):
    import psycopg2

    AWAY = (ClientDisconnected, psycopg2.OperationalError, psycopg2.InterfaceError)
