"""Export of a result list: what is in the files, what is not, and what an export leaves behind."""

from ccsr.content.browser.finding.export import Stream
from ccsr.content.domain import export
from ccsr.content.services.export import Export
from ccsr.content.services.turns import NoTurn
from datetime import date
from datetime import datetime
from datetime import timedelta
from io import BytesIO
from io import StringIO
from lxml import etree
from plone import api
from plone.app.testing import login
from plone.app.testing import logout
from visits import HTML
from visits import JSON
from visits import Probe
from zipfile import ZipFile
from zope.interface.verify import verifyObject
from ZPublisher.Iterators import IUnboundStreamIterator

import csv
import json
import pytest
import tempfile
import time
import transaction
import world


COMMISSIONER = "carys.commissioner"
OFFICER = "ann.officer"

HOSTILE = (
    '=HYPERLINK("https://example.org/?"&A1;"Open")',
    "+44 29 2000 0000",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "＝1+1",
    'A "quoted" name, with a comma',
    "First line\nsecond line",
    "<r><t>not markup</t></r>",
    "Tŷ Ŵyn",
)


@pytest.fixture(scope="module")
def hostile(layer, register):
    """Shared services with names that a spreadsheet would take for more than names."""
    with api.env.adopt_user(username="rhys.reviewer"):
        provider = world.provider(layer["portal"]["register"], "hostile")
        world.transition(provider, "share")
        for number, name in enumerate(HOSTILE):
            one = world.service(provider, f"hostile-{number}", "fostering_public")
            one.title = name
            one.reindexObject()
            world.transition(one, "share")
    transaction.commit()


@pytest.fixture
def exported(visitor):
    """Ask for an export; the answer, which must have this status."""

    def ask(query="", who=COMMISSIONER, status=200, method="GET", **headers):
        probe = Probe(method, f"/@@export{query}", HTML, headers=tuple(headers.items()))
        answer = visitor(who).ask("", probe)
        # The language that was asked for is kept in a cookie.
        visitor(who).client.cookies.clear()
        assert answer.status_code == status, answer.text
        return answer

    return ask


@pytest.fixture
def asked(layer):
    """Make an ``Export`` as a user, in this thread."""
    portal, request = layer["portal"], layer["request"]

    def make(who=COMMISSIONER, **form):
        login(portal, who)
        request.form = form
        made = Export(portal, request)
        made.prepare()
        return made

    transaction.begin()
    yield make
    request.form = {}
    logout()


def table(answer):
    """Return the rows of a CSV by column."""
    text = answer.content.decode("utf-8")
    assert text[0] == "\ufeff", "Excel would not know it for UTF-8"
    return list(csv.DictReader(StringIO(text[1:], newline="")))


NAMES = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def sheet(content, number=1):
    """Return a sheet's cells as ``(type, text)`` by their address."""
    root = etree.fromstring(ZipFile(BytesIO(content)).read(f"xl/worksheets/sheet{number}.xml"))
    assert not root.xpath("//m:f | //m:hyperlinks", namespaces=NAMES)
    return {
        cell.get("r"): (cell.get("t", "n"), "".join(cell.itertext()))
        for cell in root.iterfind(".//m:c", NAMES)
    }


def column(cells, heading):
    """Return the cells below a heading."""
    letter = next(at for at, (_type, text) in cells.items() if text == heading).rstrip("1")
    return [cell for at, cell in cells.items() if at.rstrip("0123456789") == letter][1:]


# -- what is in it ---------------------------------------------------------------


def test_a_list_is_exported_whole_and_in_the_order_of_find(visitor, exported):
    listed = visitor(COMMISSIONER).get("/@find?q=Zwmbarlwm&sort=date&b_size=100", JSON).json()
    rows = table(exported("?q=Zwmbarlwm&sort=date&b_size=1&b_start=1&format=csv"))
    assert [row["Address of the page"] for row in rows] == [one["@id"] for one in listed["items"]]
    assert [row["Title"] for row in rows] == [one["title"] for one in listed["items"]]
    assert len(rows) == listed["items_total"] > 3


def test_a_report_comes_with_what_is_known_of_its_service(exported):
    [row] = table(exported("?type=InspectionReport"))
    assert row | {"Address of the page": ""} == {
        "Title": "Zwmbarlwm InspectionReport shared",
        "Welsh title": "",
        "Kind": "Inspection report",
        "Service": "Zwmbarlwm Home shared",
        "Provider": "Zwmbarlwm Provider shared",
        "Local authority": "Cardiff",
        "Region": "Mid and South Wales",
        "Type of service": "Children's home",
        "Registration status": "Registered",
        "URN": "Zwmbarlwm-S-shared",
        "Date": "2026-03-04",
        "Framework": "Care Inspectorate Wales ratings (2024)",
        "Judgements": "Well-being: Requires significant improvement",
        "Places": "",
        "Age from": "",
        "Age to": "",
        "Address of the page": "",
    }


def test_a_service_comes_with_its_welsh_name_and_places(exported):
    [row] = table(exported("?type=Service&service_type=childrens_home"))
    assert (row["Welsh title"], row["Places"]) == ("Cartref shared", "4")


def test_a_welsh_reader_gets_welsh_headings_and_terms(exported):
    answer = exported("?type=InspectionReport&set_language=cy")
    [row] = table(answer)
    assert "Caerdydd" in row.values()
    assert "Cartref shared" in row.values()


def test_only_those_who_see_more_than_what_is_shared_get_a_state(exported):
    assert all("State" not in row for row in table(exported("?type=Service")))
    states = {row["State"] for row in table(exported("?type=Service", OFFICER))}
    assert states == {"Draft", "Shared", "Concealed"}


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_addresses_of_services_and_hidden_things_are_not_in_it(exported, kind):
    content = exported(f"?format={kind}").content
    parts = ZipFile(BytesIO(content)) if kind == "xlsx" else None
    text = b"".join(map(parts.read, parts.namelist())) if parts else content
    assert b"Zwmbarlwm Home shared" in text
    for secret in (b"Street", b"CF10", b"oncealed", b"raft", b"029 0000"):
        assert secret not in text, secret


def test_a_workbook_says_what_was_asked_and_when(exported):
    answer = exported("?q=Zwmbarlwm&local_authority=W06000015&type=InspectionReport&format=xlsx")
    about = sheet(answer.content, 2)
    facts = {about[f"A{row}"][1]: about[f"B{row}"] for row in range(1, 8) if f"A{row}" in about}
    assert facts["Words"] == ("inlineStr", "Zwmbarlwm")
    assert facts["Kind"] == ("inlineStr", "Inspection report")
    assert facts["Local authority"] == ("inlineStr", "Cardiff")
    assert facts["Results"] == ("n", "1")
    assert "type=InspectionReport" in facts["The same search in the portal"][1]
    made = datetime(1899, 12, 30) + timedelta(days=float(facts["Made"][1]))
    assert abs(made - datetime.now()) < timedelta(days=1)


def test_a_workbook_has_real_dates_and_numbers(exported):
    cells = sheet(exported("?format=xlsx").content)
    days = {date(1899, 12, 30) + timedelta(days=int(day)) for _type, day in column(cells, "Date")}
    assert date(2026, 3, 4) in days
    assert ("n", "4") in column(cells, "Places")


# -- what programs make of it ---------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE)
def test_no_name_is_read_as_a_formula(hostile, exported, text):
    rows = table(exported("?service_type=fostering_public&type=Service"))
    safe = {name: "'" + name for name in HOSTILE[:6]}.get(text, text)
    assert safe in [row["Title"] for row in rows]
    cells = sheet(exported("?service_type=fostering_public&type=Service&format=xlsx").content)
    assert ("inlineStr", text) in [
        (kind, written.removesuffix(" ") if "<r>" in written else written.replace("_x0009_", "\t"))
        for kind, written in column(cells, "Title")
    ]


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("  -1", "'  -1"),
        ("\u00a0@x", "'\u00a0@x"),
        ("\ufeff=1", "'\ufeff=1"),
        ("＋1", "'＋1"),
        ("﹣1", "'﹣1"),
        ("−1", "'−1"),
        ("\rx", "'\rx"),
        ("Bryn;=1+1", "Bryn;'=1+1"),
        ("Bryn - 1 = 2", "Bryn - 1 = 2"),
        ("a@example.org", "a@example.org"),
        ("", ""),
        (-4, "-4"),
        (date(2026, 3, 4), "2026-03-04"),
        (None, ""),
    ],
)
def test_a_cell_of_a_csv_is_harmless_and_a_number_stays_one(cell, written):
    read = csv.reader(StringIO(export.csv_lines([[cell, "end"]]).decode(), newline=""))
    assert next(read) == [written, "end"]


@pytest.mark.parametrize(
    ("name", "plain", "full"),
    [
        ("Rhestr ŵ.csv", "Rhestr w.csv", "Rhestr%20%C5%B5.csv"),
        ('a"b\r\nc.csv', "abc.csv", "a%22b%0D%0Ac.csv"),
    ],
)
def test_the_name_of_the_file_is_its_name_in_every_browser(name, plain, full):
    header = export.disposition(name)
    assert header == f"attachment; filename=\"{plain}\"; filename*=UTF-8''{full}"


# -- the answer ------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_answer_is_a_private_download(exported, kind):
    head = exported(f"?format={kind}", method="HEAD")
    answer = exported(f"?format={kind}")
    for got in (head, answer):
        assert got.headers["content-type"] == export.CONTENT_TYPES[kind]
        assert got.headers["content-disposition"].startswith("attachment; filename=")
        assert f".{kind}" in got.headers["content-disposition"]
        assert got.headers["cache-control"] == "private, no-store"
        assert got.headers["x-content-type-options"] == "nosniff"
    assert (head.content, bool(answer.content)) == (b"", True)


@pytest.mark.parametrize("query", ["?colour=red", "?format=pdf", "?type=Folder", "?progress=2"])
def test_what_cannot_be_asked_is_one_sentence(exported, query):
    answer = exported(query, status=400)
    assert "content-disposition" not in answer.headers
    assert query.partition("=")[0][1:] in answer.text
    assert exported(query, status=400, method="HEAD").content == b""


@pytest.mark.parametrize(
    ("who", "status"), [(None, 302), ("petra.contact", 404), ("wil.partner", 404), (OFFICER, 200)]
)
def test_export_is_for_those_who_may_use_find(exported, who, status):
    exported("?format=csv", who, status)


def test_nothing_found_is_a_table_without_rows(exported):
    assert table(exported("?q=unicorns")) == []
    assert column(sheet(exported("?q=unicorns&format=xlsx").content), "Title") == []


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_progress_goes_before_the_same_file(exported, kind, monkeypatch):
    monkeypatch.setattr("ccsr.content.services.export.CHUNK", 2)
    rest = exported(f"?format={kind}&progress=1").content
    lines = []
    while not lines or "file" not in lines[-1]:
        line, rest = rest.split(b"\n", 1)
        lines.append(json.loads(line))
    total = lines[0]["of"]
    assert lines[-2]["rows"] == total > 4
    assert lines[-2]["say"] == f"Rows: {total} of {total}"
    assert len(lines) == 2 + -(-total // 2)
    assert lines[-1]["file"] == len(rest)
    plain = exported(f"?format={kind}").content
    assert (rest == plain) if kind == "csv" else (sheet(rest) == sheet(plain))


# -- while it runs ---------------------------------------------------------------------


def test_what_is_concealed_while_it_runs_is_not_in_the_rest(asked, register, monkeypatch):
    monkeypatch.setattr("ccsr.content.services.export.CHUNK", 1)
    report = register["InspectionReport", "shared"]
    chunks = asked(sort="title").chunks()
    next(chunks)
    before = [row[0] for rows in asked(sort="title").chunks() for row in rows]
    with api.env.adopt_user(username="rhys.reviewer"):
        world.transition(report, "conceal")
        transaction.commit()
    rest = [row[0] for rows in chunks for row in rows]
    assert rest == [title for title in before[1:] if title != report.Title()]
    assert len(rest) == len(before) - 2
    with api.env.adopt_user(username="rhys.reviewer"):
        world.transition(report, "reveal")
        transaction.commit()


def test_a_service_concealed_while_it_runs_is_not_named_by_its_documents(
    asked, register, monkeypatch
):
    monkeypatch.setattr("ccsr.content.services.export.CHUNK", 1)
    home = register["Service", "shared"]
    chunks = asked(sort="title").chunks()
    next(chunks)
    with api.env.adopt_user(username="rhys.reviewer"):
        world.transition(home, "conceal")
        transaction.commit()
    rest = [cell for rows in chunks for row in rows for cell in row]
    assert rest
    assert home.Title() not in rest
    with api.env.adopt_user(username="rhys.reviewer"):
        world.transition(home, "reveal")
        transaction.commit()


def test_what_is_deleted_while_it_runs_is_left_out(asked, layer, monkeypatch):
    monkeypatch.setattr("ccsr.content.services.export.CHUNK", 1)
    with api.env.adopt_user(username="admin"):
        late = world.provider(layer["portal"]["register"], "zzz-late")
        transaction.commit()
    made = asked(OFFICER, sort="title")
    total, chunks = made.total, made.chunks()
    next(chunks)
    with api.env.adopt_user(username="admin"):
        api.content.delete(late, check_linkintegrity=False)
        transaction.commit()
    assert sum(map(len, chunks)) == total - 2


def open_connections(layer):
    """Return how many connections to the database are in use."""
    database = layer["portal"]._p_jar.db()
    return sum(1 for one in database.connectionDebugInfo() if one["opened"])


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    """A folder of its own for what is temporary."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_no_connection_waits_for_the_reader(asked, layer):
    before = open_connections(layer)
    chunks = asked().chunks()
    next(chunks)
    assert open_connections(layer) == before


@pytest.mark.parametrize("query", ["format=csv", "format=csv&progress=1", "format=xlsx&progress=1"])
def test_a_reader_who_goes_away_leaves_nothing_behind(
    visitor, layer, temporary, monkeypatch, query
):
    monkeypatch.setattr("ccsr.content.services.export.CHUNK", 1)
    asker = visitor(COMMISSIONER)
    before = open_connections(layer)
    with asker.client.stream("GET", f"{asker.base}/@@export?{query}") as answer:
        next(answer.iter_raw())
    end = time.monotonic() + 20
    while time.monotonic() < end and (
        list(temporary.iterdir()) or open_connections(layer) > before
    ):
        time.sleep(0.05)
    assert list(temporary.iterdir()) == []
    assert open_connections(layer) == before


def test_a_stream_that_is_closed_early_deletes_its_file(layer, asked, temporary):
    asked()
    layer["request"].form = {"format": "xlsx", "progress": "1"}
    stream = api.content.get_view("export", layer["portal"], layer["request"])()
    assert verifyObject(IUnboundStreamIterator, stream)
    assert isinstance(stream, Stream)
    while b'"rows"' not in next(stream):
        pass
    assert list(temporary.iterdir()) != []
    stream.close()
    assert list(temporary.iterdir()) == []
    with pytest.raises(StopIteration):
        next(stream)


def test_each_has_one_list_made_at_a_time_and_a_few_have(asked, layer, register, monkeypatch):
    monkeypatch.setattr("ccsr.content.services.turns.PATIENCE", 0)
    asked()
    first = Stream((piece for piece in ()), "one")
    second = Stream((piece for piece in ()), "two")
    for account, own in (("one", True), ("three", False)):
        with pytest.raises(NoTurn) as refused:
            Stream((piece for piece in ()), account)
        assert refused.value.own is own
    layer["request"].form = {"format": "xlsx"}
    assert "for others" in api.content.get_view("export", layer["portal"], layer["request"])()
    assert layer["request"].response.getStatus() == 429
    first.close()
    third = Stream((piece for piece in ()), "three")
    # One that was made and never handed out.
    del second, third
    Stream((piece for piece in ()), "two").close()


def test_a_finished_stream_leaves_nothing_behind(exported, temporary):
    exported("?format=xlsx")
    exported("?format=csv&progress=1")
    assert list(temporary.iterdir()) == []
