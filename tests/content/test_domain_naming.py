"""Names and titles: in the reader's language, and ids that tell nothing."""

from ccsr.content.domain import naming
from ccsr.content.domain import titles
from datetime import date
from types import SimpleNamespace

import pytest


@pytest.mark.parametrize(
    ("language", "title_cy", "shown"),
    [
        ("cy", "Cartref", "Cartref"),
        ("cy", None, "Home"),
        ("cy", "", "Home"),
        ("en", "Cartref", "Home"),
        (None, "Cartref", "Home"),
    ],
)
def test_a_welsh_reader_gets_the_welsh_name_where_there_is_one(language, title_cy, shown):
    assert naming.title_in(language, "Home", title_cy) == shown


def test_a_random_id_spells_no_word_and_does_not_come_twice():
    ids = {naming.random_id() for _ in range(500)}
    assert len(ids) == 500
    assert all(len(one) == naming.ID_LENGTH for one in ids)
    assert not set("aeiouy01l") & set("".join(ids))


def test_a_readable_id_does_not_show_whether_there_is_another_of_the_name():
    first, second = (naming.readable_id("Tŷ Gwyn, Caerdydd") for _ in range(2))
    assert first != second
    assert first.startswith("ty-gwyn-caerdydd-")
    assert len(first) == len(second)


@pytest.mark.parametrize("title", ["", "!!!"])
def test_a_title_without_letters_has_an_id(title):
    assert naming.readable_id(title).startswith("entry-")


def test_a_long_title_is_cut():
    assert len(naming.readable_id("very long name " * 20)) <= 40 + 1 + naming.SUFFIX_LENGTH


def document(portal_type, **values):
    return SimpleNamespace(
        portal_type=portal_type, __parent__=SimpleNamespace(title="Hafan Deg"), **values
    )


@pytest.mark.parametrize(
    ("thing", "title"),
    [
        (
            document("InspectionReport", inspected_to=date(2026, 5, 21), issued=date(2026, 7, 1)),
            "Inspection report, Hafan Deg, 2026-05-21",
        ),
        (
            document("InspectionReport", inspected_to=None, issued=date(2026, 7, 1)),
            "Inspection report, Hafan Deg, 2026-07-01",
        ),
        (
            document("ComplaintReport", completed=date(2026, 2, 3)),
            "Complaint report, Hafan Deg, 2026-02-03",
        ),
        (document("EnforcementAction", notice_date=None), "Enforcement action, Hafan Deg"),
    ],
)
def test_a_document_is_named_by_kind_service_and_day(thing, title):
    assert titles.document_title(thing) == title


def test_what_is_no_document_has_no_day():
    assert titles.document_date(SimpleNamespace(portal_type="Service")) is None


def test_a_title_that_was_made_is_made_in_welsh_too():
    report = document("InspectionReport", inspected_to=date(2026, 5, 21))
    report.title = titles.document_title(report)
    assert titles.document_title_cy(report) == "Adroddiad arolygu, Hafan Deg, 2026-05-21"
    report.__parent__.title_cy = "Yr Hafan"
    assert titles.document_title_cy(report) == "Adroddiad arolygu, Yr Hafan, 2026-05-21"
    report.title = "What somebody typed"
    assert titles.document_title_cy(report) is None


def test_welsh_names_are_sorted_by_the_welsh_alphabet():
    names = ["Dda", "Dwy", "Tŷ", "Thomas", "Chwilog", "Cwm", "Llan", "Lôn", "Gwy", "Ngor", "Hafan"]
    welsh = ["Cwm", "Chwilog", "Dwy", "Dda", "Gwy", "Ngor", "Hafan", "Lôn", "Llan", "Tŷ", "Thomas"]
    assert sorted(names, key=lambda one: naming.alphabetic(one, "cy")) == welsh
    english = [
        "Chwilog",
        "Cwm",
        "Dda",
        "Dwy",
        "Gwy",
        "Hafan",
        "Llan",
        "Lôn",
        "Ngor",
        "Thomas",
        "Tŷ",
    ]
    assert sorted(names, key=lambda one: naming.alphabetic(one, "en")) == english
