"""The tables of alerts; times are seconds since 1970, UTC."""

from ccsr.policy import database
from sqlalchemy import Column
from sqlalchemy import Float
from sqlalchemy import Index
from sqlalchemy import Integer
from sqlalchemy import MetaData
from sqlalchemy import String
from sqlalchemy import Table
from sqlalchemy import Text
from sqlalchemy import UniqueConstraint
from sqlalchemy.engine import Engine


TABLES = MetaData()

#: ``target`` is the UID of a service, the code of an authority or the id of a saved
#: search; ``looked`` up to when a saved search was asked.
SUBSCRIPTIONS = Table(
    "alert_subscriptions",
    TABLES,
    Column("id", String(32), primary_key=True),
    Column("account", String(255), nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("target", String(64), nullable=False),
    Column("time", String(8), nullable=False),
    Column("made", Float, nullable=False),
    Column("looked", Float, nullable=False),
    UniqueConstraint("account", "kind", "target"),
    Index("alert_subscriptions_by_target", "kind", "target"),
)

#: One row for each account, thing and kind, so that nothing is told twice.
#: ``mail``: waiting, handing (its end was on its way to the mail server), sent, none,
#: or failed.
ALERTS = Table(
    "alerts",
    TABLES,
    Column("id", Integer, primary_key=True),
    Column("account", String(255), nullable=False),
    Column("uid", String(64), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("reasons", Text, nullable=False),
    Column("time", String(8), nullable=False),
    Column("made", Float, nullable=False),
    Column("read", Float),
    Column("mail", String(8), nullable=False),
    Column("not_before", Float, nullable=False),
    Column("tries", Integer, nullable=False, default=0),
    Column("handed", Float),
    UniqueConstraint("account", "uid", "kind"),
    Index("alerts_of_account", "account", "made"),
    Index("alerts_to_send", "mail", "not_before"),
)

#: Hashes of the secrets in addresses; ``about`` are the subscriptions of a letter.
SECRETS = Table(
    "alert_secrets",
    TABLES,
    Column("hash", String(64), primary_key=True),
    Column("use", String(16), nullable=False),
    Column("account", String(255), nullable=False, index=True),
    Column("about", Text, nullable=False),
    Column("made", Float, nullable=False),
)


def engine() -> Engine:
    """Return the way to these tables."""
    return database.engine("alerts", TABLES)
