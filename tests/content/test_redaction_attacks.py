"""What was marked is gone from the copy, wherever the original had hidden it."""

from ccsr.content.domain import examiner
from ccsr.content.domain import paper
from ccsr.content.domain import uploads
from ccsr.content.domain.redaction import covering
from ccsr.content.domain.redaction import making
from ccsr.content.domain.redaction import proof
from ccsr.content.domain.redaction.making import Copy
from ccsr.content.domain.redaction.marks import Mark
from ccsr.content.domain.redaction.marks import new_id
from ccsr.content.domain.redaction.occurrences import occurrences
from dataclasses import replace
from datetime import datetime
from datetime import UTC
from hostile import assemble
from hostile import stream
from hostile import updated
from PIL import Image

import io
import pikepdf
import pypdfium2
import pytest
import zlib


NAME = "Gwenllian"
LABELS = {"child": "Removed: a child"}
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>Gwenllian</x:xmpmeta>"


def paged(contents, page=b"", more=None, catalog=b"", trailer=b"", box=b"[0 0 300 300]"):
    """Return a PDF of pages with this content each."""
    count = len(contents)
    kids = b" ".join(b"%d 0 R" % (10 + 2 * at) for at in range(count))
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog,
        2: b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count),
        3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    }
    for at, content in enumerate(contents):
        objects[10 + 2 * at] = (
            b"<</Type/Page/Parent 2 0 R/MediaBox%s/Contents %d 0 R"
            b"/Resources<</Font<</F 3 0 R>>/XObject<</X 4 0 R>>>>%s>>" % (box, 11 + 2 * at, page)
        )
        objects[11 + 2 * at] = stream(content)
    return assemble(
        {4: stream(b"", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"), **objects, **(more or {})},
        trailer,
    )


def text(said, across=20, up=200, size=12, how=b""):
    """Return what draws a text."""
    return b"BT %s /F %d Tf %d %d Td (%s) Tj ET\n" % (how, size, across, up, said)


VISIBLE = text(b"The child Gwenllian is well.")


def jpeg_with_thumbnail():
    """Return a picture with the name in its comment."""
    out = io.BytesIO()
    Image.new("RGB", (20, 20), (200, 30, 30)).save(
        out, "JPEG", comment=NAME, exif=b"Exif\0\0" + NAME.encode()
    )
    return out.getvalue()


FILES = {
    "in an annotation": paged(
        [VISIBLE],
        b"/Annots[<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents(Gwenllian)>>]",
    ),
    "as replacement and alternative text": paged(
        [
            VISIBLE
            + b"/Span<</ActualText(Gwenllian)/Alt<FEFF004700770065006E006C006C00690061006E>>>BDC "
            + text(b"She", up=150)
            + b"EMC"
        ]
    ),
    "in metadata": paged(
        [VISIBLE],
        catalog=b"/Metadata 5 0 R",
        more={5: stream(XMP, b"/Type/Metadata/Subtype/XML"), 6: b"<</Title(Gwenllian)>>"},
        trailer=b"/Info 6 0 R",
    ),
    "in an outline": paged(
        [VISIBLE],
        catalog=b"/Outlines 5 0 R",
        more={5: b"<</First 6 0 R/Last 6 0 R/Count 1>>", 6: b"<</Title(Gwenllian)/Parent 5 0 R>>"},
    ),
    "in a form field": paged(
        [VISIBLE],
        b"/Annots[5 0 R]",
        catalog=b"/AcroForm<</Fields[5 0 R]>>",
        more={5: b"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(Gwenllian)/Rect[0 0 50 20]>>"},
    ),
    "in an object that is used nowhere": paged([VISIBLE], more={5: stream(NAME.encode())}),
    "in a picture's comment and thumbnail": paged(
        [VISIBLE + b"q 20 0 0 20 20 20 cm /X Do Q"],
        more={
            4: stream(
                jpeg_with_thumbnail(),
                b"/Type/XObject/Subtype/Image/Width 20/Height 20/ColorSpace/DeviceRGB"
                b"/BitsPerComponent 8/Filter/DCTDecode",
            )
        },
    ),
    "in a part that two pages show": paged(
        [b"q 1 0 0 1 0 0 cm /X Do Q"] * 2,
        more={
            4: stream(
                VISIBLE,
                b"/Type/XObject/Subtype/Form/BBox[0 0 300 300]/Resources<</Font<</F 3 0 R>>>>",
            )
        },
    ),
    "in compressed content": paged(
        [b""],
        more={11: stream(zlib.compress(VISIBLE), b"/Filter/FlateDecode")},
    ),
    "in an earlier version": updated(
        paged([VISIBLE]), {11: stream(text(b"The child Gwenllian was well."))}
    ),
    "on a turned page": paged([VISIBLE], b"/Rotate 90"),
    "on a cropped page": paged([VISIBLE], b"/CropBox[10 150 250 290]"),
    "on a page with a unit of its own": paged([VISIBLE], b"/UserUnit 2.0"),
    "over two lines": paged([text(b"The child Gwen-") + text(b"llian is well.", up=186)]),
}


def marked(data, phrase=NAME, drawn=()):
    """Return the copy of a file with each occurrence of a phrase marked, and boxes drawn."""
    pages = []
    for sheet in paper.sheets(data):
        marks = [
            mark(sheet.number, [covering.box_of(sheet.words[at]) for at in places], phrase)
            for places in occurrences(sheet.words, phrase)
        ]
        marks += [mark(sheet.number, [box], "", drawn=True) for box in drawn]
        pages.append(making.Wanted(sheet.number, sheet.words, tuple(marks)))
    return making.make(data, pages, LABELS, "en", lambda _done, _total: None)


def mark(page, boxes, said, drawn=False):
    """Return a mark."""
    now = datetime.now(UTC)
    return Mark(page, tuple(boxes), said, "child", "", "ann", now, drawn=drawn, id=new_id())


def proved(copy):
    """Return the proof of a copy."""
    return proof.prove(copy, LABELS.values(), "en")


def everything(data):
    """Return all that a file holds: its bytes, texts and streams, and what two readers read."""
    found = [data]
    with pikepdf.open(io.BytesIO(data)) as opened:
        for one in opened.objects:
            if isinstance(one, pikepdf.Stream):
                found.append(
                    one.read_bytes() if one.get("/Subtype") != "/Image" else one.read_raw_bytes()
                )
            found.append(repr(one).encode())
    document = pypdfium2.PdfDocument(data)
    found += [page.get_textpage().get_text_range().encode() for page in document]
    return b"\n".join(found).lower()


FORMS = tuple(
    spelled
    for said in (NAME.lower(), "gwen-", "llian")
    for spelled in (
        said.encode(),
        said.encode("utf-16-be"),
        said.encode("utf-16-le"),
        said.encode().hex().encode(),
        said.encode("utf-16-be").hex().encode(),
    )
)


@pytest.mark.parametrize("place", FILES)
def test_a_name_is_gone_from_the_copy_wherever_it_stood(place):
    original = FILES[place]
    assert any(spelled in everything(original) for spelled in FORMS)
    copy = marked(original)
    assert proved(copy).failures == ()
    assert not [spelled for spelled in FORMS if spelled in everything(copy.data)]
    assert "child" in " ".join(uploads.accept(copy.data).pages)


def test_words_that_nobody_can_see_are_left_out():
    covered = text(b"Gwenllian", up=100) + b"0 0 0 rg 10 90 200 30 re f\n"
    white = b"1 1 1 rg " + text(b"Gwenllian", up=150) + b"0 g\n"
    copy = marked(paged([covered + white + text(b"The rest stays.")]), phrase="nothing")
    assert [page.unseen for page in copy.pages] == [2]
    assert not [spelled for spelled in FORMS if spelled in everything(copy.data)]
    assert "The rest stays." in " ".join(uploads.accept(copy.data).pages)


def test_a_box_that_touches_a_word_takes_the_whole_word():
    data = paged([VISIBLE])
    word = next(one for one in paper.sheets(data)[0].words if one.text == NAME)
    middle = (word.left + word.right) / 2
    copy = marked(data, "nothing", [(middle, word.top, middle + 0.01, word.bottom)])
    assert proved(copy).holds
    assert [one.text for one in copy.pages[0].words] == ["The", "child", "is", "well."]
    image = pypdfium2.PdfDocument(copy.data)[0].render(scale=2).to_pil().convert("L")
    left, right = (round(side * image.width) for side in (word.left, word.right))
    across = round((word.top + word.bottom) / 2 * image.height)
    assert max(image.getpixel((at, across)) for at in range(left + 1, right - 1)) < 24


def test_ligatures_and_a_split_word_are_found_by_what_they_say():
    words = [
        paper.Word(said, 0.1, top, 0.2, top + 0.02)
        for said, top in (("Caer-", 0.1), ("fyrddin", 0.13))
    ]
    assert [*occurrences(words, "caerfyrddin")] == [(0, 1)]
    assert [*occurrences([paper.Word("Grif\ufb01ths,", 0, 0, 1, 1)], "Griffiths")] == [(0,)]


def broken(copy):
    """Yield copies that somebody made worse, each with the rule that must find it."""
    data, word = copy.data, copy.pages[0].words[0]
    yield "history", replace(copy, data=updated(data, {1: b"<</Type/Catalog/Pages 2 0 R>>"}))
    yield "strings", replace(copy, data=changed(data, lambda page: page.__setitem__("/Alt", NAME)))
    yield "keys", replace(copy, data=changed(data, lambda page: page.__setitem__("/Thumb", 1)))
    yield "text", replace(copy, pages=(replace(copy.pages[0], words=(word,)),))
    gone = ((word.left, word.top, word.right, word.bottom),)
    yield "under", replace(copy, pages=(replace(copy.pages[0], gone=gone),))
    yield "pixels", replace(copy, pages=(replace(copy.pages[0], painted=((0, 0, 1, 1),)),))
    more = changed(data, lambda page: page.Contents.write(page.Contents.read_bytes() + b"(Gw) Tj"))
    yield "streams", replace(copy, data=more)


def changed(data, change):
    """Return a PDF with a change of its first page."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as opened:
        change(opened.pages[0].obj)
        opened.save(out)
    return out.getvalue()


def test_the_proof_finds_what_is_left():
    copy = marked(paged([VISIBLE]))
    for rule, worse in broken(copy):
        assert rule in {found for found, _page in proved(worse).failures}


def test_what_is_no_answer_proves_nothing(monkeypatch):
    copy = marked(paged([VISIBLE]))
    assert not proved(Copy(b"%PDF-1.7 nothing", copy.pages)).holds
    monkeypatch.setattr(examiner, "parts", lambda *_asked: [b'{"failures": "x"}'])
    assert not proved(copy).holds


def test_what_is_said_elsewhere_is_told_with_its_parts():
    words = {7: [paper.Word(one, 0, 0, 1, 1) for one in ("Miss", "Prys", "said")]}
    found = proof.elsewhere(["Gwenllian Prys"], words)
    assert [(one.phrase, one.pages) for one in found] == [("Prys", (7,))]
    assert proof.said_in(["Gwenllian Prys"], "Letter about Gwenllian Prys") == (
        "Gwenllian Prys",
        "Gwenllian",
        "Prys",
    )
