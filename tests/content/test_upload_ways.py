"""Every way in leads to the same rules, and nothing of what is refused stays."""

from base64 import b64encode
from ccsr.content.domain.uploads import LARGEST
from html import unescape
from plone.formwidget.namedfile.interfaces import IFileUploadTemporaryStorage

import hostile
import json
import os
import pytest
import re
import transaction
import world


#: One of each kind, with words of the sentence that refuses it.
SAMPLES = {
    "Word with macros": "This is not a PDF.",
    "Word with XXE": "This is not a PDF.",
    "script in an object stream": "The PDF holds a program",
    "password to change": "protected by a password",
    "ZIP within the end": "something else at the same time",
    "600 MB in a stream": "becomes far too large",
    "cut in half": "The PDF is damaged",
}
NAME = "../re\nport\u202efdp.exe"
CLEAN = "reportfdp.exe.pdf"


@pytest.fixture(params=SAMPLES, scope="module")
def refused(request):
    """A hostile file, and words of the sentence that refuses it."""
    return hostile.FILES[request.param].make(), SAMPLES[request.param]


@pytest.fixture(scope="module")
def home(register):
    return register["Service", "shared"]


@pytest.fixture
def stored(layer, home, monkeypatch, tmp_path):
    """Return what is kept of uploads in database and files, right now."""
    monkeypatch.setenv("TUS_TMP_FILE_DIR", str(tmp_path))

    def look():
        transaction.begin()
        waiting = IFileUploadTemporaryStorage(layer["portal"]).upload_map
        return sorted(home.objectIds()), dict(waiting), os.listdir(tmp_path)

    return look


@pytest.fixture
def officer(visitor):
    return visitor("ann.officer").client


def path(thing):
    return thing.absolute_url()


def by_rest(officer, home, data, name="a.pdf"):
    file = {"data": b64encode(data).decode(), "encoding": "base64", "filename": name}
    file["content-type"] = "application/pdf"
    return officer.post(
        path(home),
        headers={"Accept": "application/json"},
        json={"@type": "ComplaintReport", "completed": "2026-05-21", "file": file},
    )


def by_batch(officer, home, data, name="a.pdf"):
    return officer.post(
        f"{path(home.__parent__.__parent__.__parent__)}/@upload",
        headers={"Accept": "application/json"},
        files={"file": (name, data, "application/pdf")},
        data={"row": json.dumps({"service": home.urn})},
    )


def by_parts(officer, home, data, name="a.pdf"):
    tus = {"Accept": "application/json", "Tus-Resumable": "1.0.0"}
    about = {"filename": name, "content-type": "application/pdf", "@type": "InspectionReport"}
    about["fieldname"] = "file"
    told = ",".join(f"{key} {b64encode(value.encode()).decode()}" for key, value in about.items())
    begun = officer.post(
        f"{path(home)}/@tus-upload",
        headers={**tus, "Upload-Length": str(len(data)), "Upload-Metadata": told},
    )
    if begun.status_code != 201:
        return begun
    sending = {**tus, "Content-Type": "application/offset+octet-stream", "Upload-Offset": "0"}
    return officer.patch(begun.headers["Location"], headers=sending, content=data)


def by_form(officer, home, data, name="a.pdf"):
    address = f"{path(home)}/++add++ComplaintReport"
    page = officer.get(address).text
    ticket = re.search(r'_authenticator"[^>]* value="(\w+)"', page)
    return officer.post(
        address,
        data={
            "_authenticator": ticket[1] if ticket else "",
            "form.widgets.completed": "2026-05-21",
            "form.buttons.save": "Save",
        },
        files={"form.widgets.file": (name, data, "application/pdf")},
    )


WAYS = [by_form, by_rest, by_batch, by_parts]


@pytest.mark.parametrize("way", WAYS)
def test_a_hostile_file_is_refused_with_its_sentence_and_nothing_stays(
    way, officer, home, refused, stored
):
    data, sentence = refused
    before = stored()
    answer = way(officer, home, data)
    assert answer.status_code == (200 if way is by_form else 400)
    assert sentence in unescape(answer.text)
    assert stored() == before


@pytest.mark.parametrize("way", WAYS)
def test_a_good_file_is_taken_under_a_name_that_can_be_kept(way, officer, home, stored):
    before, _waiting, parts = stored()
    name = "report\u202efdp.exe.pdf" if way in (by_form, by_batch) else f"{NAME}.pdf"
    # The same file is taken once.
    answer = way(officer, home, world.pdf(f"Taken by {way.__name__}."), name)
    assert answer.status_code < 400, answer.text
    ids, _waiting, left = stored()
    (new,) = set(ids) - set(before)
    assert home[new].file.filename == CLEAN
    assert home[new].file.contentType == "application/pdf"
    assert left == parts


def test_a_pdf_that_is_sent_as_something_else_is_refused(officer, home, stored):
    before = stored()
    file = {"data": b64encode(hostile.PDF).decode(), "encoding": "base64"}
    file |= {"filename": "a.html", "content-type": "text/html"}
    answer = officer.post(
        path(home),
        headers={"Accept": "application/json"},
        json={"@type": "ComplaintReport", "completed": "2026-05-21", "file": file},
    )
    assert answer.status_code == 400
    assert "This is not a PDF." in answer.text
    assert stored() == before


def test_parts_that_will_be_too_large_are_refused_before_they_are_sent(officer, home, stored):
    before = stored()
    answer = officer.post(
        f"{path(home)}/@tus-upload",
        headers={
            "Accept": "application/json",
            "Tus-Resumable": "1.0.0",
            "Upload-Length": str(LARGEST + 1),
        },
    )
    assert answer.status_code == 413
    assert "larger than 50 MB" in answer.json()["error"]["message"]
    assert stored() == before


@pytest.mark.parametrize("kind", ["File", "Image"])
def test_nobody_uploads_anything_that_is_no_document(kind, officer, layer, home):
    for place in (layer["portal"], layer["portal"]["register"], home):
        answer = officer.post(
            place.absolute_url(),
            headers={"Accept": "application/json"},
            json={"@type": kind, "title": "a", "file": {"data": "a", "filename": "a.exe"}},
        )
        assert answer.status_code in (400, 401, 403, 404)


def test_no_program_leaves_a_page_as_its_picture(visitor, layer):
    account = "carys.commissioner"
    site = layer["portal"].absolute_url()
    client = visitor(account).client
    picture = {"data": "<script>", "content-type": "text/html", "filename": "a.html"}
    answer = client.patch(
        f"{site}/@users/{account}",
        headers={"Accept": "application/json"},
        json={"portrait": picture},
    )
    assert answer.status_code == 400
    assert "Personal information" in answer.text
    assert client.get(f"{site}/@portrait/{account}").status_code == 404
    told = client.patch(
        f"{site}/@users/{account}",
        headers={"Accept": "application/json"},
        json={"fullname": "Carys"},
    )
    assert told.status_code == 204
