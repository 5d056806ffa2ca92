"""How long an evidence pack takes, from the button to the ZIP.

``benchmarks/packs.py URL PASSWORDS [--documents 200] [--reports FOLDER]`` asks a running
portal (``bin/ccsr run``, its worker too); ``PASSWORDS`` is its ``demo-accounts.json``. As
the partner it adds so many pieces of evidence, each a PDF (real reports in turn, where they
are at hand), asks for the pack of their framework, waits for its job and fetches it. The
pack is checked: every sum, every document once. The evidence stays.
"""

from base64 import b64encode
from hashlib import sha256
from lxml import html
from pathlib import Path
from zipfile import ZipFile

import argparse
import httpx
import io
import json
import time


REPORTS = Path(__file__).resolve().parents[2] / "shared" / "data" / "reports"
KEY = "ofsted_ilacs_2026"
ELEMENTS = ("leaders", "help_protection", "in_care", "care_leavers")
JSON = {"Accept": "application/json"}
PLAIN = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


def signed_in(url, passwords):
    """Return a client that is signed in as the partner."""
    client = httpx.Client(base_url=url, follow_redirects=True, timeout=120)
    page = client.get("login")
    [form] = [one for one in html.fromstring(page.text).forms if "__ac_name" in one.fields]
    fields = {
        **dict(form.form_values()),
        "__ac_name": "partner",
        "__ac_password": passwords["partner"],
    }
    fields["buttons.login"] = "Log in"
    client.post(str(page.url), data=fields)
    return client


def papers(folder):
    """Return the PDFs to use in turn."""
    found = sorted(folder.glob("*.pdf")) if folder.is_dir() else []
    return [path.read_bytes() for path in found] or [PLAIN]


def add(client, number, data):
    """Add one piece of evidence."""
    file = {
        "data": b64encode(data).decode(),
        "encoding": "base64",
        "content-type": "application/pdf",
    }
    body = {
        "@type": "Evidence",
        "title": f"Evidence {number}",
        "file": {**file, "filename": f"evidence-{number}.pdf"},
        "elements": [f"{KEY}/{ELEMENTS[number % len(ELEMENTS)]}"],
    }
    answer = client.post("readiness", json=body, headers=JSON)
    answer.raise_for_status()


def make(client):
    """Ask for the pack and return it with the seconds that it took."""
    page = html.fromstring(client.get("readiness/@@packs").text)
    [form] = page.cssselect("form[action$='@@packs']")
    fields = {**dict(form.form_values()), "of": f"framework:{KEY}"}
    began = time.perf_counter()
    page = client.post(form.get("action"), data=fields)
    job = page.url.params["job"]
    while client.get(f"@jobs/{job}", headers=JSON).json()["busy"]:
        time.sleep(0.2)
    made = time.perf_counter() - began
    link = html.fromstring(client.get("readiness/@@packs").text).cssselect("#packs ul a")[0]
    data = client.get(link.get("href")).content
    return data, made, time.perf_counter() - began - made


def check(data):
    """Return how many documents a pack holds; every sum is compared."""
    archive = ZipFile(io.BytesIO(data))
    lines = archive.read("SHA256SUMS").decode().splitlines()
    for digest, path in (line.split("  ", 1) for line in lines):
        assert sha256(archive.read(path)).hexdigest() == digest, path
    return len(lines) - 2


def main():
    """Add, make, fetch, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    parser.add_argument("passwords", type=Path)
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--reports", type=Path, default=REPORTS)
    asked = parser.parse_args()
    client = signed_in(asked.url.rstrip("/") + "/", json.loads(asked.passwords.read_text()))
    found = papers(asked.reports)
    began = time.perf_counter()
    for number in range(asked.documents):
        add(client, number, found[number % len(found)])
    print(f"added {asked.documents} in {time.perf_counter() - began:.1f} s")
    data, made, fetched = make(client)
    size = len(data) / 1024 / 1024
    print(
        f"pack of {check(data)} documents, {size:.0f} MB: made in {made:.1f} s, fetched in {fetched:.1f} s"
    )


if __name__ == "__main__":
    main()
