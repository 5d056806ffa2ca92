"""What is read from a condition is what it says; what is not sure is not read."""

from ccsr.content.domain.conditions_read import read
from ccsr.content.domain.reading import typed
from ccsr.content.domain.reading.marks import segments
from datetime import date

import csv
import pytest


READ = (
    ("No more than four children may be accommodated.", {"places": 4}),
    ("The registered provider may accommodate a maximum of six (6) children.", {"places": 6}),
    ("The home may accommodate a maximum of 3 young people at any one time.", {"places": 3}),
    ("The number of children accommodated must not exceed twenty-four.", {"places": 24}),
    ("Not more than five young persons shall be accommodated at any one time.", {"places": 5}),
    ("The provider must not accommodate more than 2 children.", {"places": 2}),
    ("Maximum number of individuals: 8", {"places": 8}),
    ("The maximum number of residents that can live at the home is [12].", {"places": 12}),
    ("Accommodation is limited to seven young people in total.", {"places": 7}),
    (
        "The registered provider may accommodate four children aged between 10 and 17 years.",
        {"places": 4, "age_from": 10, "age_to": 17},
    ),
    ("No more than four children. No more than two may share a bedroom.", {"places": 4}),
    ("Up to three children, of whom no more than one may be under 8.", {"places": 3}),
    ("Children aged 8–18 years", {"age_from": 8, "age_to": 18}),
    ("Children aged from birth to 5 years may be admitted.", {"age_from": 0, "age_to": 5}),
    ("The home is registered for children aged under 18.", {"age_to": 17}),
    ("Only young people under the age of eighteen may live here.", {"age_to": 17}),
    ("Only persons aged 16 years or older may be placed.", {"age_from": 16}),
    ("Care is provided for children aged 17 and younger.", {"age_to": 17}),
    ("No child under the age of 8 shall be accommodated.", {"age_from": 8}),
    ("The home must not accommodate a child aged under ten.", {"age_from": 10}),
    ("The home may not admit anyone aged 18 or over.", {"age_to": 17}),
    ("Children aged 5 to 11 and 12 to 16 are admitted.", {"age_from": 5, "age_to": 16}),
    (
        "Children must be aged between eleven and sixteen on admission.",
        {"age_from": 11, "age_to": 16},
    ),
    ("Children between the ages of 8 and 12 may be placed.", {"age_from": 8, "age_to": 12}),
    ("Children aged 8 and under 18 may be accommodated.", {"age_to": 17}),
    (
        "Children may be admitted from 8 years until their 18th birthday.",
        {"age_from": 8, "age_to": 17},
    ),
    ("Age range: 7-13", {"age_from": 7, "age_to": 13}),
    (
        "Only girls aged 12 to 16 years may live at the home.",
        {"gender": "female", "age_from": 12, "age_to": 16},
    ),
    ("Accommodation is provided for boys.", {"gender": "male"}),
    ("The home provides care for four children of either gender.", {"gender": "any", "places": 4}),
    ("The home may accommodate boys and girls.", {"gender": "any"}),
    ("Boys aged 8 to 12 and girls aged 10 to 16 may be accommodated.", {"gender": "any"}),
    (
        "The home provides care for children with learning disabilities and autism.",
        {"needs": ("learning_disability", "autism")},
    ),
    (
        "Registered for up to 5 children with emotional and behavioural difficulties aged 8 to 17.",
        {"places": 5, "age_from": 8, "age_to": 17, "needs": ("emotional_behavioural",)},
    ),
    (
        "One named child who is over 18 until their placement ends on 1 March 2027.",
        {"due": date(2027, 3, 1)},
    ),
    ("This home is for boys aged 11-16.", {"gender": "male", "age_from": 11, "age_to": 16}),
    ("No child shall be placed who is under 11 or over 16.", {"age_from": 11}),
    ("Maximum of 8 children in total, no more than 2 of whom may use wheelchairs.", {"places": 8}),
    ("The kitchen is to be made good by 30/09/2026.", {"due": date(2026, 9, 30)}),
    ("To be completed no later than the 1st of June 2026.", {"due": date(2026, 6, 1)}),
)

UNSURE = (
    "",
    "No more than two children may share a bedroom.",
    "No more than two children with a history of absconding may be accommodated.",
    "In an emergency a maximum of five children may be accommodated.",
    "No more than four children. Where siblings are placed, up to five children may live here.",
    "A maximum of four (5) children.",
    "Three children in the main house and two children in the annexe.",
    "The condition that no more than four children may be accommodated is removed.",
    "The maximum number of children was 6.",
    "The provider proposes to accommodate a maximum of 6 children.",
    "At least two members of staff must be on duty for up to four children.",
    "A maximum of 28 days.",
    "One member of staff may work alone when no more than three children are present.",
    "The provider may accommodate three children at Number 4 and two children at Number 6.",
    "From 1 January 2027 the home may accommodate a maximum of 6 children.",
    "No more than 4 children, or 5 if they are siblings.",
    "No more than 2 children under 10 years of age may be accommodated.",
    "Aged 5-18, or up to 25 with the agreement of the inspectorate.",
    "Children aged up to 18 may be accommodated.",
    "Children over the age of 12 may be accommodated.",
    "Children aged 5 to 8 or 14 to 17 may be accommodated.",
    "Children aged under 12 must have their own bedroom.",
    "Persons aged 17 or under shall not be accommodated at the same time as persons aged 18 or over.",
    "Staff must be aged 21 years or older.",
    "Children aged 18 months to 5 years may be accommodated.",
    "Only persons aged 18 or older, with the exception of one child aged 15, may live here.",
    "Only female staff may work at night.",
    "The home must not accommodate boys.",
    "The home provides care for children with acquired brain injury and autism.",
    "The home may not provide care for children with a learning disability.",
    "Until 1 June 2026 or until the child moves, whichever is sooner.",
    "The plan agreed on 3 May 2026.",
    "By 31/02/2026 the fence is to be mended.",
    "Complete by 1/5/26.",
)

KINDS = (
    ("No more than four children may be accommodated.", "number"),
    ("Only girls aged 12 to 16 years may live at the home.", "description"),
    ("One named child who is over 18 until their placement ends on 1 March 2027.", "time"),
    ("A registered manager must be in post.", "staff"),
    ("The second floor of the premises must not be used.", "facilities"),
    ("The home may accommodate four children aged between 8 and 12.", ""),
)


@pytest.mark.parametrize(("text", "values"), READ)
def test_values_stand_in_the_words(text, values):
    assert read(text).values == values


@pytest.mark.parametrize("text", UNSURE)
def test_what_is_not_sure_is_not_read(text):
    assert read(text).values == {}


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_the_kind_is_read_where_there_is_one(text, kind):
    assert read(text).kind == kind


@pytest.mark.parametrize(("text", "values"), READ)
def test_each_value_comes_with_its_passage(text, values):
    assert all(text[one.start : one.end] == one.passage != "" for one in read(text).proposals)


def test_an_age_at_admission_says_so():
    read_from = read("Children must be aged between 8 and 12 on admission.")
    assert {one.remark for one in read_from.proposals} == {"on_admission"}


def test_an_exception_is_told():
    text = "Only persons aged 18 or younger, with the exception of those who finish school."
    assert read(text).get("age_to").remark == "exception"


def test_a_text_is_cut_where_passages_begin_and_end():
    text = "No more than four children aged 8 to 12 may live here."
    pieces = list(segments(text, read(text).proposals))
    assert "".join(one.text for one in pieces) == text
    assert {one.text: one.fields for one in pieces if one.fields} == {
        "No more than four children": ("places",),
        "aged 8 to 12": ("age_from", "age_to"),
    }


def test_what_is_typed_is_read_field_by_field():
    sent = {"places": " 4 ", "age_from": "x", "due": "2027-13-01", "needs": "autism"}
    values, problems = typed.read(sent, ["places", "age_from", "age_to", "due", "needs"])
    assert values == {"places": 4, "age_to": None, "needs": ["autism"]}
    assert set(problems) == {"age_from", "due"}


def test_stated_maxima_of_real_conditions_are_read_right(real_data):
    path = real_data / "registers" / "hiqa_register_with_conditions_part.csv"
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))[::10]
    pairs = [(read(row["Registration_Conditions"]), int(row["Maximum_Occupancy"])) for row in rows]
    found = [(reading.values.get("places"), most) for reading, most in pairs]
    right = [one for one, most in found if one == most]
    assert [pair for pair in found if pair[0] not in (None, pair[1])] == []
    assert len(right) >= 0.97 * len(rows)
