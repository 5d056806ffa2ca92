"""Files that were uploaded and are to be filed."""

from ccsr.content import jobs
from ccsr.content.content import intake_item
from ccsr.content.content.intake_item import AREA
from ccsr.content.intake import batches
from ccsr.content.intake import discarding
from ccsr.content.intake import parts
from ccsr.content.intake import purging
from ccsr.content.intake import receiving
from ccsr.content.intake import same
from ccsr.content.intake import turns
from ccsr.content.intake import unpacking
from ccsr.content.intake.purging import Purge
from ccsr.content.intake.unpacking import Unpack
from ccsr.content.interfaces import IPages
from DateTime import DateTime
from datetime import timedelta
from io import BytesIO
from plone import api
from plone.app.testing import login
from threading import Thread
from time import time
from zope.i18n import translate

import pytest
import transaction
import world
import zipfile


WORDS = "What the inspectors found in this home on the days that they were there. " * 5
REPORT = world.pdf(WORDS)
#: Another file, the same words.
EXPORTED = world.pdf(*[f"{WORDS} "] * 1, "")


@pytest.fixture
def portal(integration):
    portal = integration["portal"]
    with api.env.adopt_user(username="admin"):
        world.create_accounts()
    login(portal, "ann.officer")
    return portal


@pytest.fixture
def batch(portal):
    return batches.make()


def receive(batch, key, data, name="../report.pdf"):
    return receiving.receive(batch, key, name, BytesIO(data))


def test_a_file_is_taken_with_its_text(portal, batch):
    entry = receive(batch, "a", REPORT)
    item = portal[AREA][entry.item]
    assert item.title == item.file.filename == entry.name == "report.pdf"
    assert "inspectors found" in IPages(item).pages[0]
    assert [one.getId for one in batches.items(batch)] == [entry.item]
    assert receive(batch, "a", REPORT) is entry
    assert len(portal[AREA]) == 1


@pytest.mark.parametrize("name", ["minutes.pdf", "minutes.PDF", "minutes.txt", "minutes"])
def test_what_is_refused_has_arrived_under_the_name_that_it_came_with(batch, name):
    batch.awaited.extend([(name, 5), ("report.pdf", 7)])
    assert receive(batch, "a", b"notes", name).name == name
    assert batch.missing() == [("report.pdf", 7)]


def test_the_same_bytes_are_taken_once(batch):
    receive(batch, "a", REPORT)
    again = receive(batch, "b", REPORT)
    assert (again.outcome, again.rule) == ("refused", "same_bytes")
    later = receive(batches.make(), "a", REPORT)
    assert (later.outcome, later.rule) == ("refused", "same_bytes")


def test_the_same_words_are_taken_and_named(portal, batch):
    one = receive(batch, "a", REPORT)
    other = receive(batch, "b", EXPORTED)
    assert other.outcome == "taken"
    (found,) = same.like(portal[AREA][other.item])
    assert found.getId == one.item


def test_what_is_no_pdf_says_so_under_its_own_name(batch):
    entry = receive(batch, "a", b"Dear Sir", "letter.docx")
    assert (entry.name, entry.outcome) == ("letter.docx", "refused")
    assert "not a PDF" in translate(entry.message)
    assert receive(batch, "b", b"").outcome == "refused"


def test_of_an_archive_each_file_is_taken_or_refused(portal, batch):
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("../../etc/one.pdf", REPORT)
        archive.writestr("two.pdf", REPORT)
        archive.writestr("notes.txt", "no PDF")
    assert receive(batch, "a", made.getvalue(), "all.zip").outcome == "unpacked"
    assert {one.name: one.outcome for one in batch.entries.values()} == {
        "all.zip": "unpacked",
        "one.pdf": "taken",
        "two.pdf": "refused",
        "notes.txt": "refused",
    }
    assert batch.counts() == {"taken": 1, "refused": 2}


def test_a_large_archive_is_unpacked_in_parts_and_nothing_twice(portal, batch):
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("one.pdf", REPORT)
        for number in range(unpacking.PART + 1):
            archive.writestr(f"{number}.txt", str(number))
    made.seek(0)
    batch.add("a", batches.Entry("all.zip", 0, batches.UNPACKING))
    batches.put_archive(batch, "a", made, "all.zip")
    told = []
    for _turn in range(3):
        Unpack().run(portal, lambda *done: told.append(done), batch=batch.id, key="a")
    assert told == [(unpacking.PART, unpacking.PART + 2), (unpacking.PART + 2,) * 2]
    assert batch.counts() == {"taken": 1, "refused": unpacking.PART + 1}
    assert (batch.entries["a"].outcome, len(batch.archives)) == ("unpacked", 0)


@pytest.fixture
def archive(batch):
    """An archive of the drop, whose unpacking was begun and has stopped."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for number in range(3):
            archive.writestr(f"{number}.txt", str(number))
    made.seek(0)
    entry = batch.add("a", batches.Entry("all.zip", 0, batches.UNPACKING))
    batches.put_archive(batch, "a", made, entry.name)
    batch.add("a-0", batches.Entry("0.txt", 1, batches.REFUSED))
    return entry


def test_of_an_unpacking_that_stopped_the_rest_can_be_discarded(portal, batch, archive):
    assert unpacking.give_up(batch, "a")
    Unpack().run(portal, jobs.UNSEEN, batch=batch.id, key="a")
    assert (archive.outcome, batch.counts()) == ("discarded", {"refused": 1, "discarded": 1})
    assert not purging.is_open(batch)


@pytest.mark.parametrize(
    "name",
    ["carys.commissioner", "ivor.inspector", "wil.partner", "mair.manager", "sian.siteadmin"],
)
def test_only_officers_and_reviewers_find_anything(portal, batch, name):
    entry = receive(batch, "a", REPORT)
    digest = IPages(portal[AREA][entry.item]).digest
    login(portal, "rhys.reviewer")
    assert same.bytes_like(digest)
    login(portal, name)
    assert not same.bytes_like(digest)
    assert not same.text_like([WORDS])
    assert not api.content.find(portal_type="IntakeArea")
    assert not api.user.has_permission("View", obj=portal[AREA][entry.item])


def test_a_drop_knows_what_was_filed_and_what_was_discarded(portal, batch):
    entries = [receive(batch, "a", REPORT), receive(batch, "b", EXPORTED)]
    intake_item.put_state(portal[AREA][entries[0].item], intake_item.FILED)
    for entry in entries:
        portal[AREA]._delObject(entry.item)
    assert [one.outcome for one in entries] == ["filed", "discarded"]


def test_what_nobody_files_is_deleted_and_its_drop_forgotten(portal, batch):
    kept, late = receive(batch, "a", REPORT), receive(batch, "b", EXPORTED)
    portal[AREA][late.item].creation_date = DateTime() - purging.days() - 1
    assert Purge().run(portal, print)["files"] == 1
    assert list(portal[AREA].objectIds()) == [kept.item]
    assert (kept.outcome, late.outcome) == ("taken", "purged")
    portal[AREA]._delObject(kept.item)
    batch.at -= timedelta(purging.days() + 1)
    assert Purge().run(portal, print)["drops"] == 1
    assert batches.get(batch.id) is None


def test_an_archive_that_nobody_unpacks_is_deleted_too(portal, batch):
    entry = batch.add("a", batches.Entry("reports.zip", 9, batches.UNPACKING))
    batches.put_archive(batch, "a", BytesIO(b"PK"), "reports.zip")
    assert Purge().run(portal, print)["drops"] == 0
    entry.at -= timedelta(purging.days() + 1)
    batch.at = entry.at
    assert Purge().run(portal, print)["drops"] == 1
    assert (entry.outcome, list(batch.archives)) == ("purged", [])


def test_what_was_discarded_may_come_again_until_it_is_taken_back(portal, batch):
    receive(batch, "a", REPORT)
    assert discarding.discard(batch) == 1
    assert not list(batches.items(batch))
    again = batches.make()
    assert receive(again, "a", REPORT).outcome == "taken"
    assert discarding.take_back(batch) == 1
    assert len(list(batches.items(batch))) == 1


def test_parts_of_files_that_never_came_whole_are_deleted(tmp_path, monkeypatch):
    monkeypatch.setenv("TUS_TMP_FILE_DIR", str(tmp_path))
    part = parts.begin("ann", "0" * 32, "a.pdf", 10)
    part.write(BytesIO(b"part"), 0)
    assert parts.purge() == 0
    assert parts.purge(time() + parts.EXPIRES + 1) == 1
    assert not list(tmp_path.iterdir())


def test_a_turn_that_was_not_kept_ends_nobody_elses(portal):
    turns.wait()
    mine = transaction.get()
    mine.join(Failing())
    with pytest.raises(Failed):
        mine.commit()
    other = Thread(target=turns._lock.acquire)
    other.start()
    other.join()
    mine.abort()
    assert turns._lock.locked()
    turns._lock.release()


class Failed(Exception):
    """The commit failed."""


class Failing:
    """Takes part in a transaction, and lets it fail."""

    transaction_manager = transaction.manager

    def sortKey(self):
        return ""

    def tpc_begin(self, transaction):
        raise Failed

    def abort(self, transaction):
        """Nothing was begun."""

    tpc_abort = abort
