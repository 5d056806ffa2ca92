"""Fields of rows: what a form or a service gives is read row by row, or refused in a sentence."""

from ccsr.content.content.invariants import Refused
from ccsr.content.content.rows_field import read
from ccsr.content.content.rows_field import Rows
from datetime import date
from zope import schema
from zope.i18n import translate
from zope.interface import Interface

import pytest


class IColumns(Interface):
    name = schema.TextLine(title="Name", max_length=10)
    day = schema.Date(title="Day", required=False)
    party = schema.Choice(title="Party", values=["ccsr", "ciw"], required=False)


FIELD = Rows(title="People", columns=IColumns, required=False)


def test_rows_are_typed_and_empty_ones_left_out():
    typed = [
        {"name": " Ann   Price ", "day": "2026-01-02", "party": "ccsr"},
        {"name": " ", "day": "", "party": ""},
        {"name": "Bob"},
    ]
    found = read(FIELD, typed, None)
    assert found == [
        {"name": "Ann Price", "day": date(2026, 1, 2), "party": "ccsr"},
        {"name": "Bob", "day": None, "party": None},
    ]
    assert read(FIELD, found, None) == found
    FIELD.validate(found)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ([{"name": "Ann"}, {"party": "ciw"}], "Row 2: “Name” is missing."),
        ([{"name": "Ann", "day": "soon"}], "Row 1: “soon” in “Day” is no date."),
        ([{"name": "Ann", "party": "x"}], "Row 1: “x” cannot be chosen as “Party”."),
        ([{"name": "Annabella Jones"}], "Row 1: “Name” is longer than 10 signs."),
        ([{"name": "Ann", "age": 3}], "Row 1: “age” is no column of this list."),
        ([{"name": 3}], "Row 1, “Name”: Object is of wrong type."),
        ("Ann", "This takes a list of rows, each with named columns."),
    ],
)
def test_a_bad_row_is_refused_by_its_number(given, sentence):
    with pytest.raises(Refused) as refused:
        read(FIELD, given, None)
    assert translate(refused.value.doc()) == sentence
