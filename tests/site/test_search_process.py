"""Whatever happens to a portal's process or to the folder of its index, Find is right again."""

from base64 import b64encode
from contextlib import contextmanager
from pathlib import Path
from processes import Process
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage

import httpx
import itertools
import os
import pytest
import random
import shutil
import subprocess
import threading
import time
import transaction
import world


pytestmark = pytest.mark.uncounted

JSON = {"Accept": "application/json"}
REVIEW = {"comment": "Asked for", "review_date": world.REVIEW.isoformat()}
SECONDS = 40
#: How often the process is killed.
MOMENTS = 4


class Portal:
    """A portal's directory with whatever process serves it now."""

    def __init__(self, var):
        self.var = var
        self.process = None
        self.clients = {}
        self.start()

    def start(self):
        """Serve the directory."""
        self.process = Process(self.var)
        self.process.wait()
        self.clients = {}

    def kill(self):
        """End the process as a power cut does."""
        self.process.process.kill()
        self.process.process.wait()
        self.process.log.close()

    def stop(self):
        """End the process in order."""
        self.process.stop()

    @property
    def index(self):
        """The folder of the index."""
        return self.var / "search"

    @property
    def log(self):
        """What the process has logged."""
        return (self.var / "log" / "instance.log").read_text()

    def client(self, name):
        """Return an account's way in."""
        if name not in self.clients:
            account = {"login": name, "password": self.process.passwords[name]}
            answer = httpx.post(
                f"{self.process.url}/@login", json=account, headers=JSON, timeout=60
            )
            headers = {
                **JSON,
                "Authorization": f"Bearer {answer.raise_for_status().json()['token']}",
            }
            self.clients[name] = httpx.Client(
                base_url=self.process.url, headers=headers, timeout=60
            )
        return self.clients[name]

    def find(self, word, name="reviewer"):
        """Return the titles of what an account finds; total and counts must agree."""
        answer = self.client(name).get("/@find", params={"q": word, "b_size": 100})
        found = answer.raise_for_status().json()
        assert found["items_total"] == sum(row["count"] for row in found["facets"]["type"])
        assert found["items_total"] == len(found["items"])
        return sorted(item["title"] for item in found["items"])

    def listed(self, prefix):
        """Return the titles of the documents that are there, whatever their text."""
        query = {"portal_type": "ComplaintReport", "b_size": 2000}
        items = self.client("reviewer").get("/@search", params=query).json()["items"]
        return {one["title"] for one in items if one["title"].startswith(f"Complaint {prefix}")}

    def upload(self, word):
        """File a document with a word in its PDF; return its path."""
        answer = self.client("officer").post(self.service, json=json_document(word))
        assert answer.status_code == 201, answer.text
        return answer.json()["@id"].removeprefix(self.process.url)

    def send(self, path, transition):
        """Send a document through a transition."""
        body = REVIEW if transition == "conceal" else {}
        answer = self.client("reviewer").post(f"{path}/@workflow/{transition}", json=body)
        assert answer.status_code == 200, answer.text

    @property
    def service(self):
        """The path of a shared service in a shared provider."""
        query = {"portal_type": "Service", "review_state": "shared", "sort_on": "path"}
        items = self.client("commissioner").get("/@search", params=query).json()["items"]
        return items[0]["@id"].removeprefix(self.process.url)

    def state(self):
        """Return what administrators are told of the index, by name."""
        checks = self.client("admin").get("/@ccsr-state").raise_for_status().json()["checks"]
        return {row["name"]: row for row in checks["search"]}

    def recovers(self):
        """Ask until the folder is complete and nothing is wrong with it any more."""
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            state = self.state()
            flags = {state["state"]["flag"], state["error"]["flag"]}
            if flags == {"ok"} and state["missing"]["value"] == "0":
                return True
            time.sleep(0.3)
        pytest.fail(f"{state}")


def json_document(word):
    """Return the fields of a complete complaint whose PDF holds a word."""
    pdf = world.pdf(f"{word} llythyr")
    return {
        "@type": "ComplaintReport",
        "title": f"Complaint {word}",
        "reference": f"C/{word}",
        "received": "2026-05-01",
        "completed": "2026-06-01",
        "subject": "Bedtimes",
        "outcome": "upheld",
        "shareable_declared": True,
        "file": {
            "filename": "complaint.pdf",
            "content-type": "application/pdf",
            "encoding": "base64",
            "data": b64encode(pdf).decode(),
        },
    }


@pytest.fixture(scope="module")
def portal(demo, tmp_path_factory):
    served = Portal(demo(tmp_path_factory.mktemp("var")))
    yield served
    served.stop()


@pytest.fixture
def shared(portal):
    """A shared document: its word and path."""
    word = f"llythyr{random.randrange(10**9)}"
    path = portal.upload(word)
    portal.send(path, "share")
    assert portal.recovers()
    return word, path


def works(portal, word, path):
    """Search, conceal, reveal and upload as if nothing were; all of it exact at once."""
    title = f"Complaint {word}"
    assert portal.find(word, "commissioner") == [title]
    portal.send(path, "conceal")
    assert portal.find(word, "commissioner") == []
    assert portal.find(word) == [title]
    portal.send(path, "reveal")
    assert portal.find(word, "commissioner") == [title]
    more = f"{word}x{random.randrange(10**6)}"
    portal.upload(more)
    assert portal.find(more) == [f"Complaint {more}"]
    assert set(portal.find(f"{word}*")) >= {title, f"Complaint {more}"}


def deleted(folder):
    shutil.rmtree(folder)


def cut_short(folder):
    """Put shorter files in the place of its files, as a copy that was broken off does."""
    for path in folder.glob("*/v*/*.*"):
        if path.suffix in (".idx", ".term", ".fast", ".store", ".pos", ".json"):
            shorter = path.with_name("shorter")
            shorter.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
            shorter.replace(path)


@pytest.mark.parametrize("damage", [deleted, cut_short])
def test_a_folder_that_is_damaged_while_it_is_used_is_made_anew(portal, shared, damage):
    damage(portal.index)
    works(portal, *shared)
    assert portal.recovers()
    assert portal.find(shared[0], "commissioner") == [f"Complaint {shared[0]}"]


@contextmanager
def read_only(folder):
    """Let nobody, root included, write to a folder."""
    bind = ["mount", "--bind", str(folder), str(folder)]
    if os.geteuid() or subprocess.run(bind, capture_output=True).returncode:
        pytest.skip("no file system can be mounted here")
    remount = ["mount", "-o", "remount,ro,bind", str(folder)]
    try:
        # Not while somebody writes.
        while subprocess.run(remount, capture_output=True).returncode:
            time.sleep(0.1)
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_while_the_folder_is_read_only_all_goes_on_and_administrators_are_told(portal, shared):
    with read_only(portal.index):
        works(portal, *shared)
        state = portal.state()
        assert state["error"]["flag"] == "warn"
        for told in (state["error"]["value"], portal.log):
            assert "Read-only file system" in told
        home = portal.client("admin").get("", headers={"Accept": "text/html"}).text
        assert state["error"]["advice"] in home
    assert portal.recovers()
    works(portal, *shared)


def upload_until_killed(portal, prefix, answered):
    """Upload documents one after the other; note the word of each that was answered for."""
    client, service = portal.client("officer"), portal.service
    for number in itertools.count():
        word = f"{prefix}{number}"
        try:
            answer = client.post(service, json=json_document(word))
        except httpx.TransportError:
            return
        assert answer.status_code == 201, answer.text
        answered.append(word)


def test_killed_at_any_moment_what_was_answered_is_found_and_nothing_else(portal):
    dice = random.Random(7)
    for turn in range(MOMENTS):
        answered = []
        prefix = f"tro{turn}x"
        # Signed in beforehand.
        portal.client("officer")
        uploads = threading.Thread(target=upload_until_killed, args=(portal, prefix, answered))
        uploads.start()
        while not answered:
            time.sleep(0.01)
        time.sleep(dice.random())
        portal.kill()
        uploads.join()
        portal.start()
        there = portal.listed(prefix)
        assert there >= {f"Complaint {word}" for word in answered}
        assert set(portal.find(f"{prefix}*")) == there
        assert portal.find(answered[-1]) == [f"Complaint {answered[-1]}"]
    assert portal.recovers()


@contextmanager
def database(portal):
    """Open the database of a portal that is stopped."""
    blobs = portal.var / "blobstorage"
    opened = DB(FileStorage(str(portal.var / "filestorage" / "Data.fs"), blob_dir=str(blobs)))
    yield opened
    opened.close()


def last_change(opened, path):
    """Return the transaction that last did something with a document."""
    told = opened.undoInfo(0, 100)
    own = [one["id"] for one in told if Path(path).name in one["description"]]
    assert own, told[:10]
    return own[0]


def test_undo_pack_and_an_older_database_are_followed(portal):
    portal.stop()
    older = shutil.copytree(portal.var / "filestorage", portal.var / "older")
    portal.start()
    path = portal.upload("zwmbarig")
    portal.send(path, "share")
    assert portal.find("zwmbarig", "commissioner") == ["Complaint zwmbarig"]
    assert portal.recovers()
    portal.stop()
    with database(portal) as opened:
        opened.undo(last_change(opened, path))
        transaction.commit()
        opened.pack()
    portal.start()
    assert portal.find("zwmbarig", "commissioner") == []
    assert portal.find("zwmbarig") == ["Complaint zwmbarig"]
    portal.send(path, "share")
    assert portal.find("zwmbarig", "commissioner") == ["Complaint zwmbarig"]
    portal.stop()
    shutil.rmtree(portal.var / "filestorage")
    older.rename(portal.var / "filestorage")
    portal.start()
    assert portal.find("zwmbarig") == []
    assert portal.recovers()
    portal.upload("zwmbarigeto")
    assert portal.find("zwmbarig*") == ["Complaint zwmbarigeto"]
