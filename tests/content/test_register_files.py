"""A register's file is read as it is, and differs from the register by what is true.

What is true of the real files is counted here once more, by SQL over the bare CSV.
"""

from ccsr.content.domain.importing import difference
from ccsr.content.domain.importing import mapping as mappings
from ccsr.content.domain.importing import patterns
from ccsr.content.domain.importing import plan
from ccsr.content.domain.importing.entries import Entry
from ccsr.content.domain.importing.entries import Known
from ccsr.content.domain.importing.fields import authority
from ccsr.content.domain.importing.proposing import propose
from ccsr.content.domain.importing.reading import read
from ccsr.content.domain.importing.shipped import shipped
from ccsr.content.domain.importing.table import BadTable
from ccsr.content.domain.importing.table import day_in
from ccsr.content.domain.importing.table import table
from datetime import date
from io import BytesIO

import csv
import pytest
import sqlite3
import xlsxwriter
import zipfile


OWN = shipped()["own"]
SEEN = date(2025, 5, 31)
FIRST = "scotland_ci_childrens_services_2025-05-31.csv"
SECOND = "scotland_ci_childrens_services_2026-04-30.csv"
CIW = "ciw_care_homes_with_ratings_2026-04.csv"
OF_PROVIDER = ("provider", "provider_urn", "sector")


def own(*rows, header="urn;title;places;town;provider", sign="\n", encoding="utf-8"):
    """Return what the portal's own mapping reads of some rows."""
    return read(table(sign.join((header, *rows)).encode(encoding)), OWN)


def register(reading, mapping):
    """Return the register that has exactly what was read: services and providers."""
    providers, services = {}, []
    for row in reading.rows:
        said = row.values
        name = said.get("provider_urn") or said["provider"].casefold()
        numbers = [mapping.key(said["provider_urn"])] if "provider_urn" in said else []
        values = {"title": said["provider"], "urn": said.get("provider_urn")}
        found = Known(name, frozenset(numbers), values | {"sector": said.get("sector")})
        providers.setdefault(name, found)
        values = {key: value for key, value in said.items() if key not in OF_PROVIDER}
        one = Known(row.key, frozenset([row.key]), values, name, is_own=True, seen_on=SEEN)
        services.append(one)
    return services, list(providers.values())


def compared(old, new, mapping):
    """Return how a file differs from a register that has what an older one says."""
    return difference.difference(new, mapping, *register(old, mapping))


def real(folder, name, mapping):
    """Return what is read of a real file."""
    return read(table((folder / "registers" / name).read_bytes()), shipped()[mapping])


# -- reading ----------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1"])
@pytest.mark.parametrize(("delimiter", "end"), [(",", "\r\n"), (";", "\n")])
def test_every_usual_csv_is_read_alike(encoding, delimiter, end):
    rows = ("urn;title;places;town;provider", 'A1;"Tŷ; Coed";4;Y Barri;Gŵyl Cyf', "A2;Hafod;;;Afon")
    rows = [row.replace("ŷ", "ý").replace("ŵ", "û").replace("; Coed", " Coed") for row in rows]
    data = end.join(rows).replace(";", delimiter).encode(encoding)
    found = read(table(data), OWN)
    assert [row.line for row in found.rows] == [2, 3]
    assert found.rows[0].values == {
        "urn": "A1",
        "title": "Tý Coed",
        "places": 4,
        "town": "Y Barri",
        "provider": "Gûyl Cyf",
    }
    assert found.rows[1].values.keys() == {"urn", "title", "provider"}


def test_a_workbook_is_read_as_its_csv_is():
    data = BytesIO()
    book = xlsxwriter.Workbook(data)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["urn", "title", "places", "registered_on"])
    sheet.write_row(1, 0, ["8310", "Hafod", 4.0])
    sheet.write_datetime(1, 3, date(2020, 2, 1), book.add_format({"num_format": "dd/mm/yyyy"}))
    sheet.write_row(3, 0, [8311, "Bryn", "?"])
    book.close()
    found = read(table(data.getvalue()), OWN)
    said = {"urn": "8310", "title": "Hafod", "places": 4, "registered_on": date(2020, 2, 1)}
    assert [row.values for row in found.rows] == [said]
    assert [(one.line, one.number) for one in found.broken] == [(4, "8311")]


def packed(**parts):
    """Return a ZIP file."""
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "table_empty"),
        (b"%PDF-1.7\n", "table_not_a_table"),
        (b"a,b\n\0,1\n", "table_not_a_table"),
        (b"PK\x03\x04 nothing", "table_damaged"),
        (packed(sheet=b"0" * 251_000_000), "table_heavy"),
        (packed(**{"xl/vbaProject.bin": b"1"}), "table_macros"),
        (b"x" * 20_000_001, "table_too_large"),
    ],
    ids=["empty", "pdf", "binary", "damaged", "bomb", "macros", "large"],
)
def test_what_is_no_table_is_refused_with_a_reason(data, reason):
    with pytest.raises(BadTable) as refused:
        table(data)
    assert refused.value.message == reason


def test_a_broken_row_is_named_with_its_line_and_the_rest_goes_on():
    found = own(
        "A1;Hafod;4;Barry;Afon",
        'A2;"Two\nlines";5;Barry;Afon',
        "A3;;4;Barry;Afon",
        ";Nobody;4;Barry;Afon",
        "A4;Bryn;four;Barry;Afon",
        "A5;Glan;4;Barry",
        "A6;Derw;4;Barry;Afon;more",
        "A1;Hafod again;4;Barry;Afon",
        "A7;Coed;6.0;Barry;Afon",
    )
    assert [(row.line, row.values["urn"]) for row in found.rows] == [
        (2, "A1"),
        (3, "A2"),
        (11, "A7"),
    ]
    assert [(one.line, str(one.message)) for one in found.broken] == [
        (5, "read_empty"),
        (6, "read_empty"),
        (7, "read_no_number"),
        (8, "read_too_few"),
        (9, "read_too_many"),
        (10, "read_twice"),
    ]
    # What cannot be read has not vanished.
    assert found.seen >= {"a3", "a4", "a5", "a6"}


def test_what_a_mapping_does_not_know_is_left_alone_and_remarked_on():
    found = own("A1;Hafod;castle;Glasgow", header="urn;title;service_type;local_authority")
    assert found.rows[0].values.keys() == {"urn", "title"}
    assert [str(one.message) for one in found.remarks] == ["read_unknown", "read_no_authority"]


@pytest.mark.parametrize(
    "name",
    [
        "Isle of Anglesey",
        "ynys-mon",
        "Ynys Môn",
        "YNYS MON",
        "Anglesey County Council",
        "W06000001",
    ],
)
def test_an_authority_is_known_by_either_name(name):
    assert authority(name) == "W06000001"
    assert authority("Glasgow City") is None


def test_the_day_of_a_file_stands_in_its_name():
    today = date(2026, 11, 22)
    assert day_in(FIRST, today) == SEEN
    assert {day_in(name, today) for name in ("x.csv", "x_2026-04.csv", "x_2031-01-01.csv")} == {
        today
    }


# -- comparing --------------------------------------------------------------


def test_case_space_and_blanks_are_no_change():
    old = own("A1;Hafod  Wen;4;Barry;Afon Care", "A2;Bryn;;Neath;Afon Care")
    new = own("a 1;HAFOD WEN;4.0; barry ;AFON  CARE", "A-2;Bryn;;;afon care")
    assert compared(old, new, OWN).entries == []


def test_each_difference_is_an_entry_of_its_own():
    old = own("A1;Hafod;4;Barry;Afon", "A2;Bryn;3;Neath;Afon")
    new = own("A1;Hafod Wen;5;Barry;Afon", "A3;Glan;;Conwy;Newydd")
    found = [(one.group, one.number, one.old, one.new) for one in compared(old, new, OWN).entries]
    assert found == [
        ("renamed", "A1", "Hafod", "Hafod Wen"),
        ("changed:places", "A1", 4, 5),
        ("new", "A3", None, None),
        ("vanished", "A2", None, None),
    ]


def test_what_the_source_may_not_tell_overwrites_nothing():
    header = "urn;title;address;postcode;town"
    old = own("A1;Hafod;1 Stryd Fawr;CF10 1AA;Barry", header=header)
    new = own("A1;Hafod;Address withheld;WITHHELD;Barry", header=header)
    assert new.rows[0].withheld == {"address", "postcode"}
    services, providers = register(own("A1;Hafod;4;Barry;Afon"), OWN)
    services[0].values.update(old.rows[0].values)
    found = difference.difference(new, OWN, services, providers)
    assert (found.entries, found.kept["address"], found.kept["postcode"]) == ([], 1, 1)


def test_numbers_of_other_forms_are_the_same_number():
    ciw = shipped()["ciw"]
    assert ciw.key("SIN-00015562-BTNV") == ciw.key("sin 15562".replace(" ", "-"))
    assert ciw.key("SIN-00015562-BTNV") != ciw.key("CS15562")


def test_the_same_service_with_a_new_number_is_neither_new_nor_gone():
    entries = dict(
        enumerate(
            [
                Entry("vanished", "A1", "Hafod", "uid"),
                Entry("new", "A9", "Hafod"),
                Entry("successor", "A1", "Hafod", "uid", other="A9"),
            ]
        )
    )
    assert plan.plan(entries, {0: "yes", 1: "yes", 2: "renumbered"}) == [2]
    assert plan.plan(entries, {2: "follows"}) == [1, 2]


def test_a_mapping_is_proposed_by_the_names_of_columns():
    assert propose(["Centre_ID", "Centre_Title", "Registration_Provider", "Maximum_Occupancy"]) == {
        "urn": "Centre_ID",
        "title": "Centre_Title",
        "provider": "Registration_Provider",
        "places": "Maximum_Occupancy",
    }


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ([], "mapping_no_object"),
        ({"id": "X Y", "title": "T"}, "mapping_bad_id"),
        ({"id": "x", "title": "T", "columns": {"urn": "A"}}, "mapping_not_mapped"),
        ({"id": "x", "title": "T", "columns": {"colour": "A"}}, "mapping_unknown_field"),
        ({"id": "x", "title": "T", "columns": {}, "numbers": "("}, "mapping_not_mapped"),
        (
            {"id": "x", "title": "T", "columns": {"urn": "A", "title": "B"}, "numbers": "("},
            "mapping_bad_key",
        ),
        (
            {
                "id": "x",
                "title": "T",
                "columns": {
                    "urn": "A",
                    "title": "B",
                    "gender": {"columns": "C", "values": {"M": "m"}},
                },
            },
            "mapping_bad_token",
        ),
    ],
)
def test_a_mapping_that_cannot_be_used_is_refused(raw, reason):
    with pytest.raises(mappings.BadMapping) as refused:
        mappings.read(raw)
    assert refused.value.message == reason


@pytest.mark.parametrize(
    "pattern", ["", r"SIN-?0*(\d+)", r"CS\d{10}", r"(?:CS|SP)[-+*/]?\d+", r"a\+\+\+", r"(?P<n>\d+)"]
)
def test_patterns_of_numbers_are_quick(pattern):
    assert patterns.is_quick(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+b",
        r"(\w|\d)*x",
        "(?:a{1,9}){99}",
        "a*a*a*b",
        r"(a+)\1",
        "a?" * 30 + "b",
        "(a|ab)(b|c)" * 9,
        "(?:a{99}){99}",
        "(?P<n>a+)(?P=n)",
    ],
)
def test_a_pattern_that_may_hang_is_not(pattern):
    assert not patterns.is_quick(pattern)


def test_days_are_written_in_a_way_that_can_be_read():
    assert patterns.is_day("%d/%m/%Y")
    assert patterns.is_day("%d %B %Y")
    assert not any(map(patterns.is_day, ("%d%d", "%d/%m", "(", "%Q", "%", "")))


# -- the real registers -----------------------------------------------------


@pytest.fixture(scope="module")
def bare(real_data):
    """Both Scottish files as they are, in a database."""
    database = sqlite3.connect(":memory:")
    for name, file in (("old", FIRST), ("new", SECOND)):
        with (real_data / "registers" / file).open(encoding="utf-8-sig", newline="") as opened:
            header, *rows = csv.reader(opened)
        columns = ", ".join(f'"{one}"' for one in header)
        database.execute(f"create table {name} ({columns})")
        marks = ", ".join("?" * len(header))
        database.executemany(f"insert into {name} values ({marks})", rows)
    return database


def counted(database, sql):
    """Return the one number that a query answers."""
    return database.execute(sql).fetchone()[0]


def changes(database, *columns, of="CSNumber"):
    """Return how many have another value, which is not blank, in the newer file."""

    def joined(table):
        bare = (f"replace(trim(lower({table}.{one})), '  ', ' ')" for one in columns)
        return " || '|' || ".join(bare)

    return counted(
        database,
        f"select count(distinct old.{of}) from old join new using (CSNumber) "
        f"where {joined('old')} <> {joined('new')} and trim({joined('new')}, '| ') <> ''",
    )


def test_two_snapshots_of_a_real_register_differ_by_exactly_what_is_true(real_data, bare):
    scotland = shipped()["scotland"]
    old, new = (real(real_data, name, "scotland") for name in (FIRST, SECOND))
    found = compared(old, new, scotland)
    only = "select count(*) from {} where CSNumber not in (select CSNumber from {})"
    lines = [f"Address_line_{number}" for number in range(1, 5)]
    providers = changes(bare, "ServiceProvider", of="SP_number")
    counts = found.counts()
    successors = counts.pop("successor")
    assert counts == {
        "new": counted(bare, only.format("new", "old")),
        "vanished": counted(bare, only.format("old", "new")),
        "renamed": changes(bare, "ServiceName") + providers,
        "changed:registration_status": changes(bare, "ServiceStatus"),
        "changed:places": changes(bare, "Registered_Places"),
        "changed:town": changes(bare, "Service_town"),
        "changed:postcode": changes(bare, "Service_Postcode"),
        "changed:address": changes(bare, *lines),
    }
    assert counts == {
        "new": 35,
        "vanished": 25,
        "renamed": 7,
        "changed:registration_status": 5,
        "changed:places": 34,
        "changed:town": 5,
        "changed:postcode": 6,
        "changed:address": 9,
    }
    # What is withheld now was told before, and is kept.
    hidden = "from old join new using (CSNumber) where old.{0} <> '' and new.{0} = ''"
    assert found.kept["postcode"] == counted(
        bare, "select count(*) " + hidden.format("Service_Postcode")
    )
    assert (found.kept["address"], found.kept["postcode"], successors) == (62, 62, 13)


def test_every_gone_home_whose_name_and_town_are_new_again_is_suggested(real_data, bare):
    found = compared(
        real(real_data, FIRST, "scotland"),
        real(real_data, SECOND, "scotland"),
        shipped()["scotland"],
    )
    suggested = {(one.number, one.other) for one in found.entries if one.kind == "successor"}
    plain = set(
        bare.execute(
            "select old.CSNumber, new.CSNumber from old join new on "
            "lower(trim(old.ServiceName)) = lower(trim(new.ServiceName)) and "
            "lower(trim(old.Service_town)) = lower(trim(new.Service_town)) "
            "where old.CSNumber not in (select CSNumber from new) "
            "and new.CSNumber not in (select CSNumber from old)"
        )
    )
    assert len(plain) == 12
    # The other one was called after its provider before.
    assert suggested - plain == {("CS2019373084", "CS2026000148")}
    assert plain <= suggested


@pytest.mark.parametrize(
    ("name", "mapping", "rows"),
    [(FIRST, "scotland", 592), (SECOND, "scotland", 602), (CIW, "ciw", 1056)],
)
def test_a_real_register_differs_from_itself_in_nothing(real_data, name, mapping, rows):
    found = real(real_data, name, mapping)
    assert (len(found.rows), found.remarks) == (rows, [])
    again = compared(found, found, shipped()[mapping])
    assert (again.entries, len(again.matched)) == ([], rows)


def test_all_of_the_inspectorates_register_is_read(real_data):
    found = real(real_data, CIW, "ciw")
    with (real_data / "registers" / CIW).open(encoding="utf-8-sig", newline="") as opened:
        bare = list(csv.DictReader(opened))
    beds = [int(one["bed_count"]) for one in bare]
    assert [row.values["places"] for row in found.rows] == beds
    assert len({row.values["local_authority"] for row in found.rows}) == 22
    said = [authority(one["county"]) for one in bare]
    assert [row.values["local_authority"] for row in found.rows] == said
