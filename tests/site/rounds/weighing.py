"""``make page-weight``: what the main pages weigh, shift and answer with, in Chromium.

``--running VAR URL`` takes a demo that runs already. Of each page, visited for the second
time: bytes that came over the network, the sum of layout shifts, milliseconds to the first
paint; and the longest milliseconds from a key, a click or a tick to the next paint.
Prints a table and JSON; nothing of it is a test.
"""

from pathlib import Path
from playwright.sync_api import sync_playwright
from processes import Process
from rounds import pages
from tempfile import TemporaryDirectory

import argparse
import json


#: To reach: bytes of a later visit, sum of shifts (none that can be seen), ms of an interaction.
BYTES, SHIFT, INTERACTION = 300_000, 0.01, 100
WATCH = """
window.ccsrShift = 0; window.ccsrEvents = [];
new PerformanceObserver((list) => { for (const one of list.getEntries()) {
  if (!one.hadRecentInput) window.ccsrShift += one.value; } })
  .observe({type: "layout-shift", buffered: true});
new PerformanceObserver((list) => { for (const one of list.getEntries()) {
  window.ccsrEvents.push([one.name, one.duration]); } })
  .observe({type: "event", durationThreshold: 16, buffered: true});
"""
PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"


def main():
    """Weigh, print a table and JSON."""
    parser = argparse.ArgumentParser(prog="make page-weight", description=__doc__)
    parser.add_argument("--running", nargs=2, metavar=("VAR", "URL"))
    options = parser.parse_args()
    if options.running:
        var, url = options.running
        found = weigh_all(url, json.loads((Path(var) / "demo-accounts.json").read_text()))
    else:
        with TemporaryDirectory(prefix="weight-") as folder:
            running = Process(Path(folder))
            try:
                running.wait()
                found = weigh_all(running.url, running.passwords)
            finally:
                running.stop()
    show(found)


def weigh_all(url, passwords):
    """Return a row of figures of each page of each role."""
    found = []
    with sync_playwright() as playwright, pages.chromium(playwright) as browser:
        for who, ways in pages.PAGES.items():
            context = browser.new_context(
                viewport={"width": 1280, "height": 900},
                storage_state=pages.signed_in(browser, url, who, passwords[who]),
            )
            context.add_init_script(WATCH)
            page = context.new_page()
            counted = counting(context, page)
            for name, way in ways.items():
                pages.go(page, url, way)
                address = page.url
                counted["bytes"] = 0
                page.goto(address)
                page.wait_for_load_state("networkidle")
                row = {
                    "who": who,
                    "page": name,
                    "bytes": counted["bytes"],
                    "shift": round(page.evaluate("window.ccsrShift"), 4),
                    "paint_ms": round(page.evaluate(PAINT)),
                    "interaction_ms": interaction(page),
                }
                found.append(row)
            context.close()
    return found


def counting(context, page):
    """Return a count of bytes that goes up with every answer of the network."""
    counted = {"bytes": 0}
    session = context.new_cdp_session(page)
    session.send("Network.enable")

    def finished(event):
        counted["bytes"] += event["encodedDataLength"]

    session.on("Network.loadingFinished", finished)
    return counted


def interaction(page):
    """Use the page as somebody does, without leaving it; return the longest wait for a paint."""
    for kind in ("main input[type=search]", "header input[type=search]", "main input[type=text]"):
        field = page.locator(f"{kind}:visible").first
        if field.count():
            field.click()
            page.keyboard.type("care", delay=60)
            break
    for kind in ("main summary:visible", "main input[type=checkbox]:visible"):
        found = page.locator(kind).first
        if found.count():
            found.click()
    page.keyboard.press("Tab")
    page.wait_for_timeout(300)
    events = page.evaluate("window.ccsrEvents")
    return max((duration for _name, duration in events), default=0)


def show(found):
    """Print the table, what is above its target, and JSON."""
    print(f"{'page':32} {'bytes':>8} {'shift':>7} {'paint':>6} {'action':>7}")
    for row in found:
        name = f"{row['who']}, {row['page']}"
        numbers = f"{row['bytes']:8} {row['shift']:7} {row['paint_ms']:6} {row['interaction_ms']:7}"
        above = [
            word
            for word, is_above in (
                ("heavy", row["bytes"] > BYTES),
                ("shifts", row["shift"] > SHIFT),
                ("slow", row["interaction_ms"] > INTERACTION),
            )
            if is_above
        ]
        print(f"{name:32} {numbers} {' '.join(above)}")
    print(json.dumps(found))


if __name__ == "__main__":
    main()
