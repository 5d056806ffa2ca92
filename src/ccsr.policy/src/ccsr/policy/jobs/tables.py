"""The tables of jobs; times are seconds since 1970, UTC."""

from ccsr.policy import database
from sqlalchemy import Boolean
from sqlalchemy import Column
from sqlalchemy import Float
from sqlalchemy import Index
from sqlalchemy import Integer
from sqlalchemy import MetaData
from sqlalchemy import String
from sqlalchemy import Table
from sqlalchemy import Text
from sqlalchemy.engine import Engine


TABLES = MetaData()

#: ``site`` is a path; ``sent`` when the id was last handed to huey; ``worker`` and
#: ``tries`` name the one that may say what became of it, until ``lease``.
JOBS = Table(
    "jobs",
    TABLES,
    Column("id", String(32), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("site", String(255), nullable=False),
    Column("arguments", Text, nullable=False),
    Column("account", String(255), nullable=False),
    Column("state", String(16), nullable=False),
    Column("done", Integer, nullable=False, default=0),
    Column("total", Integer, nullable=False, default=0),
    Column("message", Text, nullable=False, default='""'),
    Column("result", Text, nullable=False, default="null"),
    Column("error", Text, nullable=False, default=""),
    Column("tries", Integer, nullable=False, default=0),
    Column("worker", String(32), nullable=False, default=""),
    Column("lease", Float, nullable=False, default=0.0),
    Column("is_cancelled", Boolean, nullable=False, default=False),
    Column("not_before", Float, nullable=False, default=0.0),
    Column("sent", Float, nullable=False, default=0.0),
    Column("queued", Float, nullable=False),
    Column("started", Float),
    Column("ended", Float),
    Index("jobs_by_state", "state", "queued"),
    Index("jobs_by_time", "queued"),
)

#: The last period in which each job of the timetable was queued, and as which one.
TIMETABLE = Table(
    "jobs_timetable",
    TABLES,
    Column("name", String(200), primary_key=True),
    Column("period", String(20), nullable=False),
    Column("job", String(32), nullable=False),
)

WORKERS = Table(
    "jobs_workers",
    TABLES,
    Column("id", String(32), primary_key=True),
    Column("host", String(255), nullable=False),
    Column("pid", Integer, nullable=False),
    Column("started", Float, nullable=False),
    Column("seen", Float, nullable=False),
)


def engine() -> Engine:
    """Return the way to these tables."""
    return database.engine("jobs", TABLES)
