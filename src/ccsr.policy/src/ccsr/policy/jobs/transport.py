"""huey: carries the ids of jobs to a worker. What it loses is sent again from the table.

A file of SQLite in the directory of the database, or the Redis that ``CCSR_REDIS``
names, common to all hosts of a cluster.
"""

from ccsr.policy.commands import instance
from functools import cache
from huey import Huey
from huey import RedisHuey
from huey import SqliteHuey
from typing import Any

import os


NAME = "ccsr"


def queue() -> Huey:
    """Return the queue of this place."""
    return _queue(os.environ.get("CCSR_REDIS", ""), str(instance.var()))


@cache
def _queue(redis: str, folder: str) -> Huey:
    if redis:
        made = RedisHuey(NAME, url=redis, results=False)
    else:
        made = SqliteHuey(NAME, filename=f"{folder}/jobs-queue.sqlite", results=False)
    made.perform = made.task(name="perform")(_perform)
    return made


def send(id: str) -> None:
    """Hand a worker the id of a job."""
    queue().perform(id)


def _perform(id: str) -> Any:
    from ccsr.policy.jobs import performing

    performing.perform(id)
