"""How soon the first page of a long report is seen: pictures of pages, or PDF.js.

``benchmarks/reader.py URL PASSWORDS [--times N] [--pdfjs FOLDER] [--reports FOLDER]``
asks a running portal (``bin/ccsr run``, its worker too); ``PASSWORDS`` is its
``demo-accounts.json``. It makes a report of 60 pages, of real ones where they are at
hand, files it as a draft, opens it in Chromium, and deletes it.

Times in ms from the navigation to the frame with the first page on it. Cold: the
browser has nothing of the portal, and no picture is kept. Warm: the style and the
scripts are known, the pictures are kept. For PDF.js (``FOLDER`` is ``node_modules/pdfjs-dist``)
the script of the same page is another, which draws the first page on a canvas of the
same width; PDF.js and its worker come from the disk.
"""

from base64 import b64encode
from contextlib import contextmanager
from figures import percentiles
from pathlib import Path
from playwright.sync_api import sync_playwright

import argparse
import httpx
import io
import json
import os
import shutil
import time


PAGES = 60
WIDE = {"width": 1280, "height": 900}
JSON = {"Accept": "application/json"}
REPORTS = Path(__file__).resolve().parents[2] / "shared" / "data" / "reports"

#: Tells when the first page is on the screen.
SEEN = """
function watch() {
  const image = document.querySelector(".reader-sheet > img");
  const canvas = document.querySelector("canvas.is-drawn");
  if (canvas || (image && image.complete && image.naturalWidth)) {
    requestAnimationFrame(() => (window.seen = performance.now()));
  } else {
    requestAnimationFrame(watch);
  }
}
requestAnimationFrame(watch);
"""
PDFJS = """
import * as pdfjs from "./pdf.min.mjs";
pdfjs.GlobalWorkerOptions.workerSrc = new URL("./pdf.worker.min.mjs", import.meta.url).href;
const sheet = document.querySelector(".reader-sheet");
const file = location.pathname.replace("@@read", "@@display-file/file");
const page = await (await pdfjs.getDocument({ url: file, isEvalSupported: false }).promise).getPage(1);
const scale = sheet.clientWidth / page.getViewport({ scale: 1 }).width;
const viewport = page.getViewport({ scale });
const canvas = document.createElement("canvas");
canvas.width = viewport.width;
canvas.height = viewport.height;
sheet.replaceChildren(canvas);
await page.render({ canvas, canvasContext: canvas.getContext("2d"), viewport }).promise;
canvas.className = "is-drawn";
"""


def main():
    """Print percentiles of each way as JSON; the ways take turns, so that they meet the same load."""
    asked = arguments()
    passwords = json.loads(asked.passwords.read_text())
    data = report(asked.reports)
    with filed(asked.url, passwords, data) as addresses, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        bench = Bench(browser, asked.url, passwords["officer"], asked.pdfjs)
        fresh, kept = addresses
        bench.keep(kept, fresh)
        ways = {"pictures": False, **({"PDF.js": True} if asked.pdfjs else {})}
        taken = {f"{way}, {state}": [] for way in ways for state in ("cold", "warm")}
        for _time in range(asked.times):
            for way, pdfjs in ways.items():
                taken[f"{way}, cold"].append(bench.cold(fresh, pdfjs))
                taken[f"{way}, warm"].append(bench.warm(kept, pdfjs))
    told = {"pages": PAGES, "bytes": len(data), "times": asked.times}
    found = {way: percentiles(times) for way, times in taken.items()}
    print(json.dumps({**told, "load": os.getloadavg(), **found}, indent=1))


def arguments():
    """Return what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("url")
    parser.add_argument("passwords", type=Path)
    parser.add_argument("--times", type=int, default=30)
    parser.add_argument("--pdfjs", type=Path)
    parser.add_argument("--reports", type=Path, default=REPORTS)
    return parser.parse_args()


def report(folder):
    """Return a PDF of 60 pages."""
    import paper
    import pikepdf

    made, out = pikepdf.new(), io.BytesIO()
    for path in sorted(folder.glob("*.pdf")):
        with pikepdf.open(path) as one:
            made.pages.extend(one.pages[: PAGES - len(made.pages)])
    if not made.pages:
        lines = "\n".join(f"Line {number} of what was found here." for number in range(45))
        return paper.pdf([lines] * PAGES)
    made.save(out)
    return out.getvalue()


@contextmanager
def filed(url, passwords, data):
    """Yield the addresses of two such reports, filed as drafts under some service."""
    auth = ("officer", passwords["officer"])
    with httpx.Client(auth=auth, headers=JSON, timeout=300) as client:
        found = client.get(f"{url}/@find", params={"type": "Service", "b_size": 1}).json()
        encoded = b64encode(data).decode()
        file = {"filename": "sixty.pdf", "encoding": "base64", "content-type": "application/pdf"}
        body = {"@type": "InspectionReport", "file": {**file, "data": encoded}}
        body |= {"title": "Sixty pages", "inspectorate": "ciw", "framework": "ciw_2024"}
        made = [client.post(found["items"][0]["@id"], json=body) for _which in range(2)]
        addresses = [one.raise_for_status().json()["@id"] for one in made]
        try:
            yield addresses
        finally:
            for address in addresses:
                client.delete(address).raise_for_status()


class Bench:
    """Opens one document again and again."""

    def __init__(self, browser, url, password, pdfjs):
        self.browser, self.pdfjs = browser, pdfjs
        page = browser.new_page()
        page.goto(f"{url}/login")
        page.locator("[name=__ac_name]").fill("officer")
        page.locator("[name=__ac_password]").fill(password)
        with page.expect_navigation():
            page.locator("[name=__ac_password]").press("Enter")
        self.session = page.context.storage_state()
        page.context.close()

    def cold(self, address, pdfjs=False):
        """Return how long an opening takes in a browser that knows nothing."""
        with self.page(pdfjs) as page:
            return self.seen(page, address)

    def warm(self, address, pdfjs=False):
        """Return how long the second opening takes."""
        with self.page(pdfjs) as page:
            self.seen(page, address)
            return self.seen(page, address)

    @contextmanager
    def page(self, pdfjs=False):
        """Yield a page that keeps no pictures, with PDF.js in place of the reader's script."""
        context = self.browser.new_context(storage_state=self.session, viewport=WIDE)
        context.route("**/@@read-keep", lambda route: route.abort())
        if pdfjs:
            context.route("**/@@read-picture*", lambda route: route.abort())
            context.route(
                "**/reader.js", lambda route: route.fulfill(body=PDFJS, content_type=KIND)
            )
            for name in ("pdf.min.mjs", "pdf.worker.min.mjs"):
                context.route(f"**/{name}", self.from_disk(name))
        page = context.new_page()
        page.add_init_script(SEEN)
        yield page
        context.close()

    def from_disk(self, name):
        """Return what answers with a file of PDF.js."""
        path = self.pdfjs / "build" / name
        return lambda route: route.fulfill(path=path, content_type=KIND)

    def seen(self, page, address):
        """Return when the first page was seen, in ms."""
        page.goto(f"{address}/@@read")
        while not (found := page.evaluate("window.seen || 0")):
            time.sleep(0.02)
        return found

    def keep(self, address, fresh):
        """Have the pictures of one kept, and wait until its last comes faster than the other's."""
        context = self.browser.new_context(storage_state=self.session, viewport=WIDE)
        page = context.new_page()
        page.goto(f"{address}/@@read")
        for _try in range(60):
            time.sleep(5)
            if self.picture(page, address) < 0.6 * self.picture(page, fresh):
                break
        context.close()

    def picture(self, page, address):
        """Return how long the last of the pictures takes that are kept, in ms."""
        begun = time.perf_counter()
        for _time in range(8):
            page.request.get(f"{address}/@@read-picture?page={PAGES}&width=160")
        return (time.perf_counter() - begun) * 1000 / 8


KIND = "text/javascript"


if __name__ == "__main__":
    main()
