"""How well and how fast scanned pages are read: ``benchmarks/scans.py [--pages N] [--reports FOLDER]``.

Pages of real reports (of a Welsh text, too) are drawn in 200 dpi with a copier's noise,
lean to either side and lie on any of their sides, and come as pictures in a PDF. The
words that are read are held against those of the digital page: words changed, left out
or added, of those that are there. Seconds are processor time of this machine's cores,
so that other work beside it counts little.
"""

from ccsr.content.domain import ocr
from io import BytesIO
from pathlib import Path
from PIL import Image
from PIL import ImageChops
from rapidfuzz.distance import Levenshtein

import argparse
import json
import pypdfium2
import re
import resource
import time
import typst


REPORTS = Path(__file__).resolve().parents[2] / "shared" / "data" / "reports"
RESOLUTION = 200
#: Degrees anticlockwise; page by page.
LEANS = (0, 1.2, -2.0, 3.5, 0.6)
TURNS = (0, 0, 0, 90, 0, 0, 180, 0, 0, 270)
WELSH = (
    "Cynhaliwyd yr arolygiad hwn ar 14 a 15 Mai 2025. Mae'r cartref wedi'i gofrestru i ddarparu "
    "gofal a llety i bedwar o blant rhwng un ar ddeg a dwy ar bymtheg oed.",
    "Mae'r plant yn cael gofal da gan staff sy'n eu hadnabod yn dda. Maent yn teimlo'n ddiogel ac "
    "yn cael eu hannog i siarad am yr hyn sy'n bwysig iddynt.",
    "Gwelsom fod y tŷ yn lân, yn gynnes ac yn olau. Mae gan bob plentyn ei ystafell ei hun, ac "
    "mae'r ardd yn cael ei defnyddio bob dydd yn ystod yr haf, hyd at wyth o'r gloch.",
    "Rhaid i'r darparwr sicrhau bod pob cofnod wedi'i lofnodi gan reolwr, a bod gwersi wedi'u "
    "dysgu ar ôl pob digwyddiad. Dylid cynnig hyfforddiant ar ŵyliau crefyddol i'r tîm cyfan.",
)


def main():
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=int, default=20)
    parser.add_argument("--reports", type=Path, default=REPORTS)
    asked = parser.parse_args()
    found = {
        "English": measured(*english(asked.reports, asked.pages)),
        "Welsh": measured(
            scanned(*[typst.compile(list_of(WELSH).encode())] * 4), [list_of(WELSH)] * 4
        ),
    }
    print(json.dumps(found, indent=1))


def list_of(paragraphs):
    """Return paragraphs as one text."""
    return "\n\n".join(paragraphs)


def english(folder, count):
    """Return a scan of so many pages of reports, and the text of each."""
    pages, texts = [], []
    for path in sorted(folder.glob("*.pdf")):
        document = pypdfium2.PdfDocument(path)
        for number in range(min(len(document), count - len(pages))):
            pages.append(document[number])
            texts.append(document[number].get_textpage().get_text_bounded())
    if not pages:
        raise SystemExit(f"There are no reports in {folder}.")
    return as_pdf(pages), texts


def scanned(*files):
    """Return a scan of the pages of PDFs."""
    return as_pdf([page for data in files for page in pypdfium2.PdfDocument(data)])


def as_pdf(pages):
    """Return a PDF of pictures of pages."""
    first, *others = [copied(page, number) for number, page in enumerate(pages)]
    out = BytesIO()
    first.save(out, "PDF", resolution=RESOLUTION, save_all=True, append_images=others)
    return out.getvalue()


def copied(page, number):
    """Return a page as a copier gives it."""
    drawn = page.render(scale=RESOLUTION / 72, grayscale=True).to_pil().convert("L")
    lean, turn = LEANS[number % len(LEANS)], TURNS[number % len(TURNS)]
    leaning = drawn.rotate(lean, Image.Resampling.BICUBIC, fillcolor=255)
    noisy = ImageChops.add(leaning, Image.effect_noise(leaning.size, 24), offset=-128)
    return noisy.rotate(turn, expand=True)


def measured(data, texts):
    """Return words that are wrong, per cent, and seconds."""
    began, worked = time.monotonic(), work()
    read = {page.number: page for page in ocr.read(data, range(1, len(texts) + 1))}
    seconds, worked = time.monotonic() - began, work() - worked
    wrong = sum(
        Levenshtein.distance(words(text), words(read[number].text))
        for number, text in enumerate(texts, 1)
    )
    said = sum(len(words(text)) for text in texts)
    sure = sum(page.confidence for page in read.values()) / len(read)
    return {
        "pages": len(texts),
        "words": said,
        "wrong, %": round(100 * wrong / said, 2),
        "sure, %": round(sure, 1),
        "seconds on the clock": round(seconds, 1),
        "seconds of Tesseract a page": round(worked / len(texts), 2),
        "memory of Tesseract, MB": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
    }


def words(text):
    """Return the words of a text, case and marks apart."""
    return re.findall(r"\w+", text.casefold())


def work():
    """Return the seconds of work of the processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
