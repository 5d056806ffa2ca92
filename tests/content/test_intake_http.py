"""Files arrive in parts, over connections that end; the page does the same without script."""

from base64 import b64encode
from ccsr.content import jobs
from ccsr.content.intake import batches
from ccsr.content.intake import parts
from ccsr.content.intake import turns
from ccsr.content.intake import unpacking
from collections import Counter
from io import BytesIO
from visits import HTML
from visits import JSON

import pytest
import re
import transaction
import world
import zipfile


TUS = {"Accept": JSON, "Tus-Resumable": "1.0.0"}
WORDS = "What was found in the home on the days of the inspection, and what is to change. " * 4


class Officer:
    """An account that uploads."""

    def __init__(self, visitor, name="ann.officer"):
        self.client, self.base = visitor(name).client, visitor(name).base

    def begin(self):
        answer = self.client.post(f"{self.base}/intake/@intake", headers={"Accept": JSON})
        assert answer.status_code == 201, answer.text
        return answer.json()

    def announce(self, batch, length, name="report.pdf"):
        told = f"filename {b64encode(name.encode()).decode()}"
        headers = {**TUS, "Upload-Length": str(length), "Upload-Metadata": told}
        return self.client.post(batch["upload"], headers=headers)

    def send(self, address, data, offset=0):
        headers = {**TUS, "Content-Type": "application/offset+octet-stream"}
        headers["Upload-Offset"] = str(offset)
        return self.client.patch(address, headers=headers, content=data)

    def offset(self, address):
        answer = self.client.head(address, headers=TUS)
        return int(answer.headers["Upload-Offset"]) if answer.status_code == 200 else None

    def files(self, batch):
        return self.client.get(batch["@id"], headers={"Accept": JSON}).json()["files"]

    def post(self, query="", files=None, **form):
        page = self.client.get(f"{self.base}/intake{query}", headers={"Accept": HTML}).text
        form["_authenticator"] = re.search(r'_authenticator"[^>]* value="(\w+)"', page)[1]
        address = f"{self.base}/intake/@@view"
        return self.client.post(address, data=form, files=files, follow_redirects=True)


@pytest.fixture
def officer(visitor):
    return Officer(visitor)


def test_a_file_arrives_in_parts_and_what_comes_twice_is_taken_once(officer):
    data = world.pdf(f"{WORDS} In parts.")
    batch = officer.begin()
    address = officer.announce(batch, len(data)).headers["Location"]
    assert officer.send(address, data[:100]).headers["Upload-Offset"] == "100"
    assert officer.send(address, data[200:], 200).status_code == 409
    assert officer.offset(address) == 100
    assert officer.send(address, data[50:], 50).status_code == 204
    assert officer.send(address, data[50:], 50).status_code == 204
    assert officer.offset(address) == len(data)
    (file,) = officer.files(batch)
    assert (file["name"], file["key"]) == ("report.pdf", address.rsplit("/", 1)[-1])
    assert file["item"]


def test_a_file_that_was_whole_when_the_portal_ended_is_asked_for_again(officer):
    data = world.pdf(f"{WORDS} Ended.")
    batch = officer.begin()
    address = officer.announce(batch, len(data)).headers["Location"]
    parts.find(address.rsplit("/", 1)[-1], "ann.officer").path.write_bytes(data)
    assert officer.offset(address) == len(data) - 1
    assert officer.send(address, data[-1:], len(data) - 1).status_code == 204
    assert officer.files(batch)[0]["item"]


def test_what_is_begun_by_one_is_not_there_for_another(officer, visitor):
    batch = officer.begin()
    address = officer.announce(batch, 10).headers["Location"]
    reviewer = Officer(visitor, "rhys.reviewer")
    assert reviewer.offset(address) is None
    assert reviewer.send(address, b"x").status_code == 404
    assert reviewer.client.delete(address, headers=TUS).status_code == 404
    assert reviewer.announce(batch, 10).status_code == 404
    assert officer.offset(address) == 0
    assert officer.client.delete(address, headers=TUS).status_code == 204
    assert officer.offset(address) is None


@pytest.mark.parametrize(
    "name", ["carys.commissioner", "ivor.inspector", "wil.partner", "mair.manager"]
)
def test_nobody_else_is_told_that_there_is_an_intake(officer, visitor, name):
    batch = officer.begin()
    client = visitor(name).client
    for address in (f"{officer.base}/intake", f"{officer.base}/intake?batch={batch['batch']}"):
        assert client.get(address, headers={"Accept": HTML}).status_code == 404
    for address in (batch["@id"], batch["upload"], f"{officer.base}/intake/@intake"):
        asked = {"headers": {**TUS, "Upload-Length": "1", "Upload-Metadata": "filename YQ=="}}
        missing = client.post(f"{officer.base}/nothing/@intake", **asked)
        assert client.post(address, **asked).status_code == missing.status_code == 404


def test_a_refused_file_says_why_and_one_too_large_is_not_begun(officer):
    batch = officer.begin()
    address = officer.announce(batch, 4, "letter.docx").headers["Location"]
    assert officer.send(address, b"Dear").status_code == 204
    (file,) = officer.files(batch)
    assert (file["state"], file["rule"], file["item"]) == ("refused", "file", None)
    assert "not a PDF" in file["message"]
    assert officer.announce(batch, 10**12).status_code == 413
    assert officer.announce(batch, 10**12, "all.zip").status_code == 413


def test_without_a_worker_an_archive_is_unpacked_while_others_write(officer, monkeypatch):
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("one.pdf", world.pdf(f"{WORDS} In an archive."))
        for number in range(2 * unpacking.PART):
            archive.writestr(f"{number}.txt", str(number))
    data, free, real = made.getvalue(), [], unpacking.examine
    monkeypatch.setattr(
        unpacking, "examine", lambda *given: (free.append(turns.is_free()), real(*given))
    )
    batch = officer.begin()
    address = officer.announce(batch, len(data), "all.zip").headers["Location"]
    assert officer.send(address, data).status_code == 204
    states = Counter(one["state"] for one in officer.files(batch))
    assert (states["unpacked"], states["refused"], sum(states.values())) == (1, 10, 12)
    # Before it is kept, and before each of its three parts.
    assert free == [True] * 4


@pytest.fixture
def stopped(officer):
    """A drop with an archive whose unpacking has stopped."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("a.txt", "No PDF")
    made.seek(0)
    batch = officer.begin()
    transaction.begin()
    found = batches.get(batch["batch"])
    found.add("a", batches.Entry("all.zip", 0, batches.UNPACKING))
    batches.put_archive(found, "a", made, "all.zip")
    transaction.commit()
    return batch


def test_an_unpacking_that_stopped_says_what_happened(officer, stopped):
    found = batches.get(stopped["batch"])

    def told():
        transaction.commit()
        [file] = officer.files(stopped)
        return file["state"], (file["message"] or "").partition(".")[0]

    assert told() == ("stopped", "The unpacking was interrupted")
    unpacking.go_on(found, "a")
    assert told() == ("unpacking", "")
    jobs.cancel(found.entries["a"].job)
    assert told() == ("stopped", "The unpacking was cancelled")
    found.entries["a"].job, found.by = "", "gone.officer"
    assert told() == ("stopped", "The account that uploaded it is gone")


@pytest.mark.parametrize(
    ("action", "said"),
    [("anew", "The unpacking was begun anew."), ("discard", "1 file discarded.")],
)
def test_what_stopped_is_begun_anew_or_discarded_by_whoever_sees_it(visitor, stopped, action, said):
    reviewer = Officer(visitor, "rhys.reviewer")
    form = {"action": action, "batch": stopped["batch"], "key": "a"}
    assert said in reviewer.post(f"?batch={stopped['batch']}", **form).text
    transaction.begin()
    found = batches.get(stopped["batch"])
    assert not found.archives
    assert ("a-0" in found.entries) == (action == "anew")


def test_without_script_the_form_takes_files_and_takes_back_what_it_discarded(officer):
    data = world.pdf(f"{WORDS} By form.")
    files = [("files", ("one.pdf", data)), ("files", ("two.pdf", data)), ("files", ("c.txt", b"c"))]
    page = officer.post(files=files, action="upload")
    assert page.text.count("The same file is in this upload already, as") == 1
    assert "This is not a PDF." in page.text
    batch = page.url.params["batch"]
    query = f"?batch={batch}"
    assert f"@@check{query}" in page.text
    assert f"@@check{query}" not in officer.post(query, action="discard", batch=batch).text
    assert f"@@check{query}" in officer.post(query, action="restore", batch=batch).text


def test_a_form_without_its_token_does_nothing(officer):
    data = world.pdf(f"{WORDS} No token.")
    batch = officer.begin()
    officer.send(officer.announce(batch, len(data)).headers["Location"], data)
    form = {"action": "discard", "batch": batch["batch"]}
    assert officer.client.post(f"{officer.base}/intake/@@view", data=form).status_code == 404
    assert officer.files(batch)[0]["item"]
