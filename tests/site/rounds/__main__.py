"""``make screenshots``: each role's main pages in one contact sheet.

``--to FOLDER`` (var/screenshots) gets a PNG of each page at 1280 and 320 px, in English and
Welsh, light, and dark at 1280 in English; ``index.html`` shows them all and
``sheet-ROLE.png`` what stands first on each. ``--who NAME`` one role's alone; ``--running VAR URL`` takes a demo
that runs already. The exit status is 1 where a page did not answer.
"""

from itertools import groupby
from pathlib import Path
from PIL import Image
from PIL import ImageDraw
from PIL import ImageFont
from playwright.sync_api import sync_playwright
from processes import Process
from rounds import pages
from tempfile import TemporaryDirectory

import argparse
import html
import json
import sys


#: Width, language, scheme.
WAYS = ((1280, "en", "light"), (1280, "cy", "light"), (320, "en", "light"), (320, "cy", "light"))
DARK = (1280, "en", "dark")
HEIGHT = 900
#: A page on the sheet; of a long page its beginning.
THUMB, LINE, COLUMNS = (400, 500), 22, 5


def main():
    """Take the pictures and return the exit status."""
    parser = argparse.ArgumentParser(prog="make screenshots", description=__doc__)
    parser.add_argument("--to", type=Path, default=Path("var/screenshots"))
    parser.add_argument("--who", choices=pages.PAGES, action="append")
    parser.add_argument("--running", nargs=2, metavar=("VAR", "URL"))
    options = parser.parse_args()
    options.to.mkdir(parents=True, exist_ok=True)
    if options.running:
        var, url = options.running
        passwords = json.loads((Path(var) / "demo-accounts.json").read_text())
        return round_of(options, url, passwords)
    with TemporaryDirectory(prefix="screenshots-") as folder:
        running = Process(Path(folder))
        try:
            running.wait()
            return round_of(options, running.url, running.passwords)
        finally:
            running.stop()


def round_of(options, url, passwords):
    """Go round as each role."""
    taken, missing = [], []
    with sync_playwright() as playwright, pages.chromium(playwright) as browser:
        for who in options.who or pages.PAGES:
            kept = pages.signed_in(browser, url, who, passwords[who])
            for width, language, scheme in (*WAYS, DARK):
                context = browser.new_context(
                    viewport={"width": width, "height": HEIGHT},
                    color_scheme=scheme,
                    storage_state=kept,
                    reduced_motion="reduce",
                )
                page = context.new_page()
                page.goto(f"{url}?set_language={language}")
                for name, way in pages.PAGES[who].items():
                    title = f"{who}, {name}, {width} px, {language}, {scheme}"
                    if not pages.go(page, url, way):
                        missing.append(title)
                        continue
                    path = options.to / f"{title.replace(', ', '-').replace(' ', '-')}.png"
                    page.screenshot(path=path, full_page=True)
                    taken.append((title, path))
                context.close()
            print(f"{who}: {len(taken)} pictures so far", file=sys.stderr, flush=True)
    (options.to / "index.html").write_text(PAGE.format("\n".join(map(figure, taken))))
    for who, of_role in groupby(taken, key=lambda one: one[0].partition(",")[0]):
        contact_sheet(list(of_role), options.to / f"sheet-{who}.png")
    print("\n".join(f"not there: {title}" for title in missing))
    print(f"{len(taken)} pictures in {options.to}")
    return 1 if missing else 0


def figure(one):
    """Return a picture as HTML, with what it shows."""
    title, path = one
    return (
        f'<figure><a href="{path.name}"><img src="{path.name}" alt=""></a>'
        f"<figcaption>{html.escape(title)}</figcaption></figure>"
    )


def contact_sheet(taken, to):
    """Write what stands first on each page side by side as one picture."""
    width, height = THUMB
    rows = -(-len(taken) // COLUMNS)
    sheet = Image.new("RGB", (COLUMNS * width, rows * (height + LINE)), "white")
    draw = ImageDraw.Draw(sheet)
    for number, (title, path) in enumerate(taken):
        left, top = number % COLUMNS * width, number // COLUMNS * (height + LINE)
        draw.text((left + 4, top + 4), title, fill="black", font=ImageFont.load_default())
        with Image.open(path) as picture:
            scale = (width - 8) / picture.width
            first = picture.crop((0, 0, picture.width, int(min(picture.height, height / scale))))
            small = first.resize((width - 8, int(first.height * scale)))
            sheet.paste(small, (left + 4, top + LINE))
    sheet.save(to)


PAGE = """<!DOCTYPE html>
<html lang="en"><meta charset="utf-8"><title>Contact sheet</title>
<style>
body {{ display: flex; flex-wrap: wrap; gap: 1rem; font: 14px system-ui; }}
figure {{ width: 20rem; margin: 0; }}
a {{ display: block; height: 24rem; overflow: hidden; border: 1px solid; }}
img {{ width: 100%; }}
</style>
{}
</html>
"""


if __name__ == "__main__":
    sys.exit(main())
