"""The clock of a host jumps, and its index of texts cannot be written: ``make faults``."""

from contextlib import contextmanager
from faults import killing
from faults import letters
from faults.load import account
from faults.load import Load
from faults.load import Paper
from faults.places import OneHost
from faults.places import until
from pathlib import Path
from processes import Process

import base64
import json
import os
import pytest
import subprocess
import world


pytestmark = pytest.mark.uncounted

LIBRARY = next(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"), None)
A_DAY = 24 * 60 * 60


class Clock:
    """What a portal takes for the time."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.jump(0)

    def jump(self, seconds: int) -> None:
        """Be ahead of the clock of the machine from now on, or behind it."""
        self.file.write_text(f"{seconds:+d}\n")

    @property
    def environment(self) -> dict[str, str]:
        """What has the processes of a portal look there."""
        return {
            "LD_PRELOAD": str(LIBRARY),
            "FAKETIME_TIMESTAMP_FILE": str(self.file),
            "FAKETIME_NO_CACHE": "1",
            # A jump of the clock is none of what only counts on.
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "PYTHONPATH": str(Path(__file__).parent / "sleeping"),
        }


@pytest.fixture(scope="module")
def clock(tmp_path_factory):
    if LIBRARY is None:
        pytest.skip("Debian's package libfaketime is not installed.")
    return Clock(tmp_path_factory.mktemp("clock") / "time")


@pytest.fixture(scope="module")
def place(clock, tmp_path_factory):
    """A portal with a clock of its own."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in clock.environment.items():
            patch.setenv(name, value)
        process = Process(tmp_path_factory.mktemp("jumps"))
    process.wait(600)
    yield OneHost(process)
    process.stop()


def checked(place, name: str) -> dict[str, str]:
    """Return what ``bin/ccsr check`` says of something."""
    told = subprocess.run(
        [place.home / "bin" / "ccsr", "check", "--json"],
        env=place.environment,
        capture_output=True,
        text=True,
    )
    return {
        row["name"]: row["flag"] for row in json.loads(told.stdout)["rows"] if name in row.values()
    }


@pytest.mark.parametrize("seconds", [2 * A_DAY, -A_DAY], ids=["ahead", "back"])
def test_after_a_jump_of_the_clock_one_works_on_and_nothing_is_lost_or_told_twice(
    place, clock, seconds
):
    with letters.told(place) as box:
        load = Load(place.url, place.passwords, seed=51000 + seconds)
        load.start()
        letters.subscribe(place, load)
        load.wait(3)
        clock.jump(seconds)
        load.wait(6, 300)
        flags = checked(place, "clock")
        clock.jump(0)
        load.wait(6, 300)
        load.stop()
        assert load.unkept() + load.refused + load.failed == []
        assert killing.look(place) == []
        assert box.twice() == []
    came = sum(box.came.values())
    print(f"clock {seconds:+d} s: {load.answered} answered, {came} told, check says {flags}")


@contextmanager
def read_only(folder: Path):
    """Let nobody write in a directory, the administrator included."""
    for words in (("--bind", folder, folder), ("-o", "remount,bind,ro", folder)):
        if os.geteuid() or subprocess.run(["mount", *words], capture_output=True).returncode:
            pytest.skip("No directory can be mounted anew here.")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def test_with_an_index_that_cannot_be_written_all_is_found_and_then_it_is_written(place):
    process = place.process
    load = Load(place.url, place.passwords, threads=0, seed=52000, is_alone=False)
    load.start()
    papers = []

    def uploaded():
        number = len(papers)
        data = base64.b64encode(world.pdf(f"Read only {number}")).decode()
        papers.append(Paper(f"fault52000x0x{number}", load.services[0], data))
        load.papers.append(papers[-1])
        assert load._upload(client, papers[-1])
        return papers[-1].word

    def found(word):
        return client.get("/@find", params={"q": word}).raise_for_status().json()["items_total"]

    with account(place.url, place.passwords, "reviewer") as client:
        with read_only(process.var / "search"):
            with pytest.raises(OSError, match="Read-only"):
                (process.var / "search" / "mine").write_text("mine")
            for _ in range(3):
                word = uploaded()
                until(lambda word=word: found(word) == 1, 60)
        word = uploaded()
        until(lambda: found(word) == 1, 60)
    assert load.unkept() == []
    assert killing.look(place) == []
    process.process.kill()
    process.process.wait()
    process.start()
    place.wait()
    with account(place.url, place.passwords, "reviewer") as client:
        for paper in papers:
            until(lambda paper=paper: found(paper.word) == 1, 60)
