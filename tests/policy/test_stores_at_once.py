"""Processes that write the same tables of PostgreSQL at the same moment all succeed."""

from ccsr.policy.jobs import tables as jobs
from ccsr.policy.record import keeping
from ccsr.policy.record import store as record
from ccsr.policy.sign_in import sessions
from ccsr.policy.sign_in import tables as sign_in
from multiprocessing import get_context
from OFS.Folder import Folder
from sqlalchemy import create_engine
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from Testing.makerequest import makerequest

import pytest


SPAWN = get_context("spawn")
PATIENCE = 120


@pytest.fixture
def empty(postgresql, tmp_path, monkeypatch):
    """A database without tables, and a way to have everything taken out of it again."""
    monkeypatch.setenv("CCSR_VAR", str(tmp_path))
    monkeypatch.setenv("CCSR_DATABASE", postgresql.url)
    engine = create_engine(postgresql.url)

    def clear():
        with engine.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))

    clear()
    yield clear
    clear()
    engine.dispose()


def make_tables(_number):
    for one in (sign_in, jobs, record):
        one.engine().dispose()


def sign_in_often(_number):
    request = makerequest(Folder()).REQUEST
    for name in range(20):
        sessions.begin(f"olwen{name}", request, "", "/ccsr")


def keep_often(number):
    for _ in range(20):
        keeping.keep({"changes": 800 + number, "reads": 400 + number})


def at_once(barrier, told, work, number):
    try:
        barrier.wait(PATIENCE)
        work(number)
    except SQLAlchemyError as error:
        told.put(str(error))
    else:
        told.put("")


@pytest.mark.parametrize("work", [make_tables, sign_in_often, keep_often])
def test_all_succeed(empty, work):
    barrier, told = SPAWN.Barrier(4), SPAWN.Queue()
    others = [
        SPAWN.Process(target=at_once, args=(barrier, told, work, number)) for number in range(4)
    ]
    for process in others:
        process.start()
    said = [told.get(timeout=PATIENCE) for _ in others]
    for process in others:
        process.join(PATIENCE)
    assert said == [""] * 4
