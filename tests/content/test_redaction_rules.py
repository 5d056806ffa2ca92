"""What the rules propose for removal, in English and Welsh, and what they leave alone."""

from ccsr.content.domain.paper import Word
from ccsr.content.domain.redaction.marks import read_box
from ccsr.content.domain.redaction.suggestions import suggestions

import pytest


def page(said):
    """Return the words of a page that says this, ten a line."""
    return [
        Word(one, at % 10 / 10, at // 10 / 50, at % 10 / 10 + 0.09, at // 10 / 50 + 0.015)
        for at, one in enumerate(said.split())
    ]


def found(said):
    """Return rule and words of each suggestion."""
    return [(one.rule, one.text) for one in suggestions(1, page(said))]


@pytest.mark.parametrize(
    ("said", "rule", "words"),
    [
        ("Date of birth: 3 March 2012", "birth", "3 March 2012"),
        ("DOB 03/04/2012.", "birth", "03/04/2012"),
        ("She was born on 1st January 2011", "birth", "1st January 2011"),
        ("Dyddiad geni: 3 o Fawrth 2012", "birth", "3 o Fawrth 2012"),
        ("Ganwyd ar 12fed Rhagfyr 2009", "birth", "12fed Rhagfyr 2009"),
        ("seen by Mrs Siân ap Rhys today", "name", "Mrs Siân ap Rhys"),
        ("Dr. J. O’Neill-Jones wrote", "name", "Dr. J. O'Neill-Jones"),
        ("lives at 12 Heol y Bont with", "address", "12 Heol y Bont"),
        ("lives at Flat 2, 14a Station Road with", "address", "Flat 2, 14a Station Road"),
        ("of Bangor LL57 2DG.", "postcode", "LL57 2DG"),
        ("ring 029 2037 1234 or", "telephone", "029 2037 1234"),
        ("ring +44 (0)7700 900123", "telephone", "+44 (0)7700 900123"),
        ("write to sian.rhys@example.org.", "email", "sian.rhys@example.org"),
        ("NHS number 943 476 5919", "nhs", "943 476 5919"),
        ("NI number QQ 12 34 56 C is", "ni", None),
        ("NI number AB 12 34 56 C is", "ni", "AB 12 34 56 C"),
    ],
)
def test_a_rule_finds_what_it_is_for_and_no_more(said, rule, words):
    assert found(said) == ([(rule, words)] if words else [])


@pytest.mark.parametrize(
    "said",
    [
        "Inspected from 3 March 2026 to 5 March 2026",
        "Regulation 12 of 2017 and section 5.2, page 14",
        "The Mrs and Mr of the house, Miss",
        "Published under reference 160034, URN 2637539",
        "Telephone 0300 123 1231, enquiries@ofsted.gov.uk",
        "943 476 5918 has a wrong check digit",
        "In 2019 Park Place was good; 4 Children were seen",
        "Y cartref oedd yn dda ym Mawrth 2012",
    ],
)
def test_a_rule_leaves_alone_what_no_officer_would_take(said):
    assert found(said) == []


@pytest.mark.parametrize("value", ["", "1,2,3", "a,b,c,d", "nan,0,1,1", "0,0,inf,1", "0,0,0.001,1"])
def test_what_is_no_box_is_none(value):
    assert read_box(value) is None


def test_a_box_is_turned_the_right_way_and_kept_on_the_page():
    assert read_box("0.5,0.6,-0.1,0.2") == (0.0, 0.2, 0.5, 0.6)
