"""Files that nobody should be able to leave in the portal, made by code.

``FILES`` maps a name to a ``Hostile``: how to make the file, and the rules of
which one refuses it. ``HARMLESS`` holds their twins that must be accepted.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import io
import pikepdf
import zipfile
import zlib


EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@dataclass(frozen=True)
class Hostile:
    """A file and the rules that may refuse it."""

    make: Callable[[], bytes]
    rules: tuple[str, ...]


# Building PDFs object by object


def stream(data, entries=b""):
    """Return a stream object."""
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(data), data)


def assemble(objects, trailer=b"", start=b"%PDF-1.7\n"):
    """Return a PDF of these numbered objects with a right table of them."""
    out, places = bytearray(start), {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 %s \n" % (places.get(number, 0), b"n" if number in places else b"f")
    out += b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, table)
    return bytes(out)


def document(catalog=b"", page=b"", more=None, trailer=b"", pages=b"/Kids[3 0 R]/Count 1", **kw):
    """Return a PDF of one page with something put into its objects."""
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog,
        2: b"<</Type/Pages%s>>" % pages,
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>%s>>" % page,
        4: stream(b"BT /F1 12 Tf 20 100 Td (Good) Tj ET"),
        5: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    }
    return assemble({**objects, **(more or {})}, trailer, **kw)


def annotated(annotation, more=None):
    """Return a PDF with an annotation on its page."""
    subtype = b"" if b"/Subtype" in annotation else b"/Subtype/Link"
    whole = b"<</Type/Annot%s/Rect[0 0 9 9]%s>>" % (subtype, annotation)
    return document(page=b"/Annots[%s]" % whole, more=more)


def packed(data):
    """Return the same document with its objects in object streams."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as opened:
        opened.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def encrypted(**how):
    """Return a document that pikepdf has encrypted."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(document())) as opened:
        opened.save(out, encryption=pikepdf.Encryption(**how))
    return out.getvalue()


def updated(data, objects):
    """Return a document to which later versions of objects were added, as editors do."""
    before = int(data.rsplit(b"startxref", 1)[1].split()[0])
    out = bytearray(data)
    entries = b""
    for number, body in objects.items():
        entries += b"%d 1\n%010d 00000 n \n" % (number, len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n%strailer<</Size 9/Root 1 0 R/Prev %d>>" % (entries, before)
    return bytes(out + b"\nstartxref\n%d\n%%%%EOF\n" % table)


def archive(**files):
    """Return a ZIP; ``__`` in a name stands for a slash, ``_`` for a point."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as opened:
        for name, text in files.items():
            opened.writestr(name.replace("__", "/").replace("_", "."), text)
    return out.getvalue()


# Office files


XXE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'


def word(**parts):
    """Return a file as Word writes it, so far as anybody looks."""
    return archive(word__document_xml="<w:document/>", **parts)


def odt(content):
    """Return a file as LibreOffice writes it, so far as anybody looks."""
    return archive(mimetype="application/vnd.oasis.opendocument.text", content_xml=content)


# Two kinds at once


def zip_inside():
    """Return a PDF whose last lines stand in the comment of a ZIP."""
    whole = document()
    place = whole.rindex(b"xref\n0 ")
    held, table = archive(evil_exe="MZ"), whole[place:]
    moved = table.replace(b"startxref\n%d" % place, b"startxref\n%d" % (place + len(held)))
    ending = held[:-2] + len(moved).to_bytes(2, "little")
    return whole[:place] + ending + moved


def headed(line):
    """Return a PDF with a line of another kind behind its first."""
    return document(start=b"%%PDF-1.7\n%%%s\n" % line)


# Structures that do not end


def page_loop():
    """Return a PDF whose page tree holds itself."""
    return document(pages=b"/Kids[2 0 R]/Count 1")


def page_ring():
    """Return a PDF whose page tree goes round."""
    ring = {6: b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R 3 0 R]/Count 1>>"}
    return document(pages=b"/Kids[6 0 R]/Count 1", more=ring)


def table_loop():
    """Return a PDF whose table of objects names itself as the one before."""
    whole = document()
    place = whole.rindex(b"xref\n0 ")
    return document(trailer=b"/Prev %d" % place)


def nested(opening, closing, depth):
    """Return a PDF with brackets in brackets."""
    return document(catalog=b"/Deep " + opening * depth + closing * depth)


def many_pages(count, entries=b"", more=None):
    """Return a PDF of many pages, with these entries in each."""
    leaf = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]%s>>" % entries
    leaves = dict.fromkeys(range(6, count + 6), leaf)
    kids = b" ".join(b"%d 0 R" % number for number in leaves)
    return document(pages=b"/Kids[%s]/Count %d" % (kids, count), more={**leaves, **(more or {})})


# Little that becomes much


def deflated(megabytes):
    """Return that many megabytes of nothing, packed."""
    packer = zlib.compressobj(9)
    return b"".join([*(packer.compress(bytes(1 << 20)) for _ in range(megabytes)), packer.flush()])


def flate_bomb():
    """Return a PDF whose contents unpack to 600 MB."""
    return document(more={4: stream(deflated(600), b"/Filter/FlateDecode")})


def many_small_bombs():
    """Return a PDF with 20 streams of 40 MB each."""
    one = stream(deflated(40), b"/Filter/FlateDecode")
    return document(more=dict.fromkeys(range(6, 26), one))


def double_bomb():
    """Return a PDF with a bomb packed once more."""
    twice = zlib.compress(deflated(200), 9)
    return document(more={4: stream(twice, b"/Filter[/FlateDecode/FlateDecode]")})


def run_length_bomb():
    """Return a PDF whose contents repeat one character 700 million times."""
    return document(more={4: stream(b"\x81 " * (700 * 8192), b"/Filter/RunLengthDecode")})


def object_stream_bomb():
    """Return a PDF whose objects stand in a stream that unpacks to 700 MB."""
    bomb = stream(deflated(700), b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode")
    return document(more={6: bomb})


def laughing_forms(levels=30, times=10):
    """Return a PDF whose page draws a form that draws forms that draw forms."""
    forms = {}
    for number in range(6, 6 + levels):
        draw = b"/X Do " * times if number < 5 + levels else b"BT /F1 9 Tf (ha) Tj ET "
        inner = b"/XObject<</X %d 0 R>>" % (number + 1) if number < 5 + levels else b""
        entries = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"
        entries += b"/Resources<</Font<</F1 5 0 R>>%s>>" % inner
        forms[number] = stream(draw, entries)
    page = {
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R"
        b"/Resources<</XObject<</X 6 0 R>>>>>>",
        4: stream(b"/X Do " * times),
    }
    return document(more={**page, **forms})


def endless_text(lines, pages):
    """Return a PDF with so many pages of so many lines, 600 characters each."""
    said = (b"T* (%06d %s) Tj\n" % (number, b"words " * 100) for number in range(lines))
    text = b"BT /F1 0.1 Tf 0.019 TL 10 199 Td " + b"".join(said) + b"ET"
    leaf = b"/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>"
    packed = {4: stream(zlib.compress(text), b"/Filter/FlateDecode")}
    return many_pages(pages, leaf, packed)


def huge_image(kind):
    """Return a PDF with an image of four billion points."""
    entries = b"/Type/XObject/Subtype/Image/Width 65535/Height 65535/BitsPerComponent 1"
    image = stream(b"\0" * 40, entries + b"/ColorSpace/DeviceGray/Filter/" + kind)
    return document(page=b"/Resources<</XObject<</I 6 0 R>>>>", more={6: image})


def link(address):
    """Return a PDF with a link on its page."""
    return annotated(b"/A<</S/URI/URI<%s>>>" % address.hex().encode())


BASE = b"<</Base(file://host/share/)>>"
JS = b"<</S/JavaScript/JS(app.alert(1))>>"
LAUNCH = b"<</S/Launch/F(cmd.exe)>>"
FILE = {6: b"<</Type/Filespec/F(a.exe)/EF<</F 7 0 R>>>>", 7: stream(b"MZ", b"/Type/EmbeddedFile")}
PDF = document()

KINDS = {
    "program for Windows": b"MZ\x90\x00" + bytes(60),
    "program for Linux": b"\x7fELF" + bytes(60),
    "page of HTML": b"<!doctype html><script>alert(1)</script>",
    "drawing in SVG": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "picture PNG": b"\x89PNG\r\n\x1a\n" + bytes(60),
    "text in RTF": rb"{\rtf1 {\object\objdata 01}}",
    "PostScript": b"%!PS-Adobe-3.0\n(cmd) run",
    "EICAR alone": EICAR,
    "ZIP": archive(a_txt="a"),
    "Word": word(),
    "Word with macros": word(word__vbaProject_bin="Auto_Open"),
    "Word with an external template": word(word___rels__settings_xml_rels='Target="http://a/b"'),
    "Word with XXE": word(customXml__item1_xml=XXE),
    "Word with laughs": word(customXml__item1_xml=LAUGHS),
    "ODT with XXE": odt(XXE),
    "ODT with a macro": archive(content_xml="<a/>", Basic__Standard__Module1_xml="Shell"),
    "header after a space": b" " + PDF,
    "header after a line": b"\n" + PDF,
    "header after 1,000 characters": b"\0" * 1000 + PDF,
    "header after a byte order mark": b"\xef\xbb\xbf" + PDF,
    "header in UTF-16": PDF.decode("latin-1").encode("utf-16"),
    "header in small letters": PDF.replace(b"%PDF", b"%pdf", 1),
    "GIF and PDF": b"GIF89a" + bytes(20) + PDF,
    "JPEG and PDF": b"\xff\xd8\xff\xfe\x04\x00" + PDF,
    "ZIP before PDF": archive(a_txt="a") + PDF,
    "HTML before PDF": b"<html><!--" + PDF + b"--></html>",
}

#: Name → rule → PDF, where making it costs nothing.
BUILT = {
    "mixed": {
        "ZIP within the end": zip_inside(),
        "HTML in the second line": headed(b"<html><script>alert(1)</script>"),
        "PHP in the second line": headed(b"<?php system($_GET[0]);"),
        "two PDFs": PDF + PDF,
    },
    "trailing": {
        "ZIP after the end": PDF + archive(a_txt="a"),
        "program after the end": PDF + b"MZ\x90" + bytes(60),
        "HTML after the end": PDF + b"<script>alert(1)</script>",
        "one character after the end": PDF + b"x",
        "an update that is cut off": updated(PDF, {4: stream(b"x")})[:-40],
    },
    "damaged": {
        "header alone": b"%PDF-1.7\n",
        "noise": b"%PDF-1.7\n" + bytes(range(256)) * 40,
        "cut in half": PDF[: len(PDF) // 2],
        "last line cut off": PDF[: PDF.rindex(b"startxref")],
        "cut and ended": PDF[: len(PDF) // 2] + b"\nstartxref\n0\n%%EOF\n",
        "end that points nowhere": PDF.replace(b"startxref\n", b"startxref\n9"),
        "objects elsewhere": PDF.replace(b"%PDF-1.7\n", b"%PDF-1.7\n% moved by a few\n"),
        "no catalog": PDF.replace(b"/Root 1 0 R", b"/Toor 1 0 R"),
        "no page tree": PDF.replace(b"/Pages 2 0 R", b"/Pages 9 0 R"),
        "page count too high": document(pages=b"/Kids[3 0 R]/Count 900"),
        "page tree that holds itself": page_loop(),
        "page tree that goes round": page_ring(),
        "table that goes round": table_loop(),
    },
    "encrypted": {
        "password to read": encrypted(user="a", owner="b"),
        "password to change": encrypted(user="", owner="b"),
        "old password": encrypted(user="a", owner="b", R=3, aes=False, metadata=False),
    },
    "script": {
        "script on opening": document(catalog=b"/OpenAction" + JS),
        "script behind a reference": document(catalog=b"/OpenAction 6 0 R", more={6: JS}),
        "script in an object stream": packed(document(catalog=b"/OpenAction 6 0 R", more={6: JS})),
        "script by another spelling": document(
            catalog=b"/OpenAction<</S/J#61v#61Script/J#53(app.alert(1))>>"
        ),
        "script in a stream": document(
            catalog=b"/OpenAction<</S/JavaScript/JS 6 0 R>>", more={6: stream(b"app.alert(1)")}
        ),
        "script in the names": document(
            catalog=b"/Names<</JavaScript<</Names[(a)6 0 R]>>>>", more={6: JS}
        ),
        "script that nothing leads to": document(more={6: JS}),
        "script in a later version": updated(
            PDF, {1: b"<</Type/Catalog/Pages 2 0 R/OpenAction%s>>" % JS}
        ),
        "script after a jump": document(catalog=b"/OpenAction<</S/GoTo/D[3 0 R/Fit]/Next%s>>" % JS),
        "script in a field": annotated(b"/Subtype/Widget/FT/Tx/T(a)/A" + JS),
        "script in an earlier version": updated(
            document(catalog=b"/OpenAction" + JS), {1: b"<</Type/Catalog/Pages 2 0 R>>"}
        ),
        "script two versions before": updated(
            updated(document(more={6: JS}), {6: b"null"}), {6: b"<<>>"}
        ),
        "script that links begin with": document(catalog=b"/URI<</Base(javascript:)>>"),
        "script as a link, escaped": link(b"java%2573cript:alert%281%29"),
        "script as a link, in wide letters": link("\uff4aavascript:x".encode("utf-16")),
        "script as a link": annotated(b"/A<</S/URI/URI( java\\nscript:alert\\(1\\))>>"),
    },
    "action": {
        "program on opening": document(catalog=b"/OpenAction" + LAUNCH),
        "program behind a link": annotated(b"/A 6 0 R", {6: LAUNCH}),
        "program in an object stream": packed(annotated(b"/A 6 0 R", {6: LAUNCH})),
        "address on opening": document(catalog=b"/OpenAction<</S/URI/URI(http://a.example)>>"),
        "action when a page is turned": document(page=b"/AA<</O<</S/Named/N/Print>>>>"),
        "action when it is closed": document(catalog=b"/AA 6 0 R", more={6: b"<</WC 7 0 R>>"}),
    },
    "attachment": {
        "file attached": document(
            catalog=b"/Names<</EmbeddedFiles<</Names[(a)6 0 R]>>>>", more=FILE
        ),
        "file attached to the page": annotated(b"/Subtype/FileAttachment/FS 6 0 R", FILE),
        "file attached beside": document(catalog=b"/AF[6 0 R]", more=FILE),
        "file in an object stream": packed(document(catalog=b"/AF[6 0 R]", more=FILE)),
        "portfolio": document(catalog=b"/Collection<</View/T>>"),
        "file named beside": document(catalog=b"/AF[6 0 R]", more={6: b"<</F(a.exe)>>"}),
        "file named": document(more={6: b"<</Type/Filespec/UF(a.exe)>>"}),
        "thread in another file": annotated(b"/A<</S/Thread/F(http://a.example/)/D 0>>"),
        "page of another file": document(
            more={6: stream(b"", b"/Type/XObject/Subtype/Form/Ref<</F(b.pdf)/Page 0>>")}
        ),
        "jump to a file elsewhere": annotated(
            rb"/A<</S/GoToR/F(\\\\host\\share\\a.pdf)/D[0/Fit]>>"
        ),
        "jump into a file inside": annotated(b"/A<</S/GoToE/T<</R/C/N(a)>>/D[0/Fit]>>"),
        "contents in a file elsewhere": document(more={6: stream(b"", b"/F(/etc/passwd)")}),
        "contents at an address": document(more={6: b"<</FS/URL/F(http://a.example/x)>>"}),
    },
    "link": {
        "link to a file": link(b"file:///etc/passwd"),
        "link to a program": link(b"file:///C:/Windows/System32/calc.exe"),
        "link to a program beside": link(rb"..\report.pdf.lnk"),
        "link to another computer": link(rb"\\host\share\a.pdf"),
        "link to another computer, escaped": link(b"%5C%5Chost/share"),
        "link to another computer by file": link(b"file://host/share/a.pdf"),
        "link to another computer by five strokes": link(b"file://///host/share"),
        "link with a scheme of Windows": link(b"ms-msdt:/id PCWDiagnostic"),
        "link by FTP": link(b"FTP://host/a.pdf"),
        "file that links begin with": document(catalog=b"/URI 6 0 R", more={6: BASE}),
    },
    "form": {
        "form that is sent": annotated(b"/A<</S/SubmitForm/F(http://a.example)>>"),
        "form that loads data": annotated(b"/A<</S/ImportData/F(a.fdf)>>"),
        "XFA": document(
            catalog=b"/AcroForm<</Fields[]/XFA 6 0 R>>", more={6: stream(XXE.encode())}
        ),
    },
    "media": {
        "Flash": annotated(b"/Subtype/RichMedia"),
        "film": annotated(b"/Subtype/Movie/Movie<<>>"),
        "film on the screen": annotated(b"/Subtype/Screen"),
        "sound": annotated(b"/A<</S/Sound>>"),
        "model": annotated(b"/Subtype/3D"),
        "film behind a link": annotated(b"/A<</S/Rendition/OP 0>>"),
    },
    "heavy": {
        "JBIG2 of four billion points": huge_image(b"JBIG2Decode"),
        "JPEG of four billion points": huge_image(b"DCTDecode"),
    },
}

#: Made when they are wanted.
BOMBS = {
    "600 MB in a stream": Hostile(flate_bomb, ("heavy",)),
    "800 MB in 20 streams": Hostile(many_small_bombs, ("heavy",)),
    "packed twice": Hostile(double_bomb, ("heavy",)),
    "one character 700 million times": Hostile(run_length_bomb, ("heavy", "unexamined")),
    "700 MB of objects": Hostile(object_stream_bomb, ("heavy", "unexamined", "damaged")),
    "forms in forms in forms": Hostile(laughing_forms, ("unexamined",)),
    "six million characters": Hostile(partial(endless_text, 1_000, 10), ("heavy",)),
    "six million on a page": Hostile(partial(endless_text, 10_000, 1), ("heavy", "unexamined")),
    "100,000 pages": Hostile(partial(many_pages, 100_000), ("pages",)),
    "100,000 brackets": Hostile(partial(nested, b"[", b"]", 100_000), ("damaged", "unexamined")),
    "100,000 dictionaries": Hostile(
        partial(nested, b"<</A ", b">>", 100_000), ("damaged", "unexamined")
    ),
    "51 MB": Hostile(lambda: PDF + b" " * (51 << 20), ("too_large",)),
}

FILES = {
    "nothing": Hostile(bytes, ("empty",)),
    **{name: Hostile(lambda data=data: data, ("not_pdf",)) for name, data in KINDS.items()},
    **{
        name: Hostile(lambda data=data: data, (rule,))
        for rule, files in BUILT.items()
        for name, data in files.items()
    },
    "page that is none": Hostile(
        lambda: document(pages=b"/Kids[9 0 R]/Count 1"), ("no_pages", "damaged")
    ),
    "no pages": Hostile(lambda: document(pages=b"/Kids[]/Count 0"), ("no_pages", "damaged")),
    **BOMBS,
}

HARMLESS = {
    "plain": PDF,
    "in object streams": packed(PDF),
    "blank lines after the end": PDF + b"\r\n\0\n",
    "opens on its page": document(catalog=b"/OpenAction[3 0 R/Fit]"),
    "opens by a jump": document(catalog=b"/OpenAction<</S/GoTo/D[3 0 R/Fit]>>"),
    "link to an address": annotated(b"/A<</S/URI/URI(https://www.careinspectorate.wales)>>"),
    "link to an e-mail": link(b"mailto:someone@example.org"),
    "link without http": link(b"www.careinspectorate.wales/a"),
    "link as a converter spoils it": link(b"file:///D:/TEMP/www.gov.uk/ofsted"),
    "links that begin with the web": document(catalog=b"/URI<</Base(https://a.example/)>>"),
    "thread in the same file": annotated(b"/A<</S/Thread/D 0>>"),
    "form that was filled in": document(catalog=b"/AcroForm<</Fields[]>>"),
    "changed by an editor": updated(PDF, {5: b"<</Type/Font/Subtype/Type1/BaseFont/Courier>>"}),
    "2,000 pages": many_pages(2_000),
}

#: What a file may come with as its name → what is kept.
NAMES = {
    "../../etc/passwd": "passwd.pdf",
    "..\\..\\boot.pdf": "boot.pdf",
    "C:\\fakepath\\report.pdf": "report.pdf",
    "report\0.exe.pdf": "report.exe.pdf",
    "re\nport\r\n.pdf": "report.pdf",
    "report\u202efdp.exe": "reportfdp.exe.pdf",
    "\u2066report\u2069.PDF": "report.PDF",
    "\ufeffreport\u200b.pdf": "report.pdf",
    "Ty\u0302 Gwyn.pdf": "T\u0177 Gwyn.pdf",
    "x" * 600 + ".pdf": "x" * 116 + ".pdf",
    "": "document.pdf",
    "...": "document.pdf",
    ".pdf": "document.pdf",
    ".htaccess": "htaccess.pdf",
    "report.html": "report.html.pdf",
}
