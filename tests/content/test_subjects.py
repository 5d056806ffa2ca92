"""A paper is given to a service only where it is the one, and clear."""

from ccsr.content.domain.recognition.authority_names import gss_of
from ccsr.content.domain.recognition.candidates import OF_AUTHORITY
from ccsr.content.domain.recognition.subjects import Candidate
from ccsr.content.domain.recognition.subjects import chosen
from ccsr.content.domain.recognition.subjects import match
from ccsr.content.domain.recognition.values import Passage
from ccsr.content.domain.recognition.values import Subject
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as some

import pytest


HOME = Candidate(
    "u1",
    "/r/derwlas",
    "Derwlas House",
    "Tŷ Derwlas",
    also_known_as=("The Old Vicarage",),
    earlier_names=("Maes y Felin",),
    urn="SIN-00012345-BTNV",
    former_urns=("W01000777",),
    service_type="childrens_home",
    local_authority="W06000015",
    provider="Derwlas Care Ltd",
)
OTHER = Candidate("u2", "/r/eirian", "Bryn Eirian", urn="SC012345", provider="Eirian Homes")
BRADFORD = Candidate("u3", "/r/b", "Bradford", urn="80449", service_type=OF_AUTHORITY)
HARINGEY = Candidate("u4", "/r/h", "Haringey children's services", service_type=OF_AUTHORITY)
GWYNEDD = Candidate(
    "u5",
    "/r/g",
    "Gwynedd children's services",
    service_type=OF_AUTHORITY,
    local_authority="W06000002",
)
REGISTER = (HOME, OTHER, BRADFORD, HARINGEY, GWYNEDD)


def subject(name="", urn="", authority="", **more):
    return Subject(name, urn, authority, Passage(1, name), **more)


def best(asked, register=REGISTER):
    found = match(asked, register)
    return found[0] if found else None


@pytest.mark.parametrize(
    ("urn", "wanted"),
    [
        ("SIN-00012345-BTNV", HOME),
        ("sin 00012345 btnv", HOME),
        ("W01000777", HOME),
        ("SC012345", OTHER),
        ("SC 12345", OTHER),
        ("sc0012345", OTHER),
        ("80449", BRADFORD),
        ("00080449", BRADFORD),
    ],
)
def test_a_number_decides_in_any_of_its_forms(urn, wanted):
    assert chosen(match(subject(urn=urn), REGISTER)) == wanted
    assert best(subject(urn=urn)).score >= 85


def test_a_number_beside_quite_another_name_decides_nothing():
    found = best(subject("Coleg y Graig", "SC012345"))
    assert (found.candidate, found.certain) == (OTHER, False)
    assert set(found.reasons) >= {"match_number", "match_other_name"}


@pytest.mark.parametrize(
    "name", ["Derwlas House", "TY DERWLAS", "The old vicarage", "Maes-y-felin"]
)
def test_every_name_it_has_or_had_is_known_where_something_else_agrees(name):
    assert chosen(match(subject(name, provider="Derwlas Care Limited"), REGISTER)) == HOME
    assert chosen(match(subject(name, authority="Cyngor Caerdydd"), REGISTER)) == HOME
    alone = match(subject(name), REGISTER)
    assert (alone[0].candidate, chosen(alone)) == (HOME, None)


@pytest.mark.parametrize(
    "more",
    [
        {"provider": "Quite Another Company plc"},
        {"authority": "Cardiff Council", "service_type": "fostering_independent"},
        {"provider": "Derwlas Care Ltd", "authority": "Wrexham"},
    ],
)
def test_a_name_that_something_speaks_against_is_not_certain(more):
    assert chosen(match(subject("Derwlas House", **more), REGISTER)) is None


def test_two_of_nearly_the_same_name_are_both_offered_and_none_is_chosen():
    twin = Candidate("u9", "/r/twin", "Derwlass House", provider="Derwlas Care Ltd")
    found = match(subject("Derwlas House", provider="Derwlas Care Ltd"), (*REGISTER, twin))
    assert [one.candidate for one in found[:2]] == [HOME, twin]
    assert chosen(found) is None
    assert all("match_rival" in one.reasons for one in found[:2])


def test_two_of_one_name_are_told_apart_by_provider_or_authority():
    twin = Candidate("u9", "/r/twin", "Derwlas House", provider="Sea View Fostering")
    register = (*REGISTER, twin)
    assert chosen(match(subject("Derwlas House", provider="Derwlas Care Ltd"), register)) == HOME
    assert chosen(match(subject("Derwlas House", provider="Sea View Fostering"), register)) == twin
    assert chosen(match(subject("Derwlas House", service_type="childrens_home"), register)) is None


def test_two_of_one_number_are_both_offered_and_none_is_chosen():
    twin = Candidate("u9", "/r/twin", "Sea View", former_urns=("80449",))
    found = match(subject(urn="80449"), (*REGISTER, twin))
    assert ({one.candidate for one in found}, chosen(found)) == ({BRADFORD, twin}, None)


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        ("Bradford", BRADFORD),
        ("City of Bradford Metropolitan District Council", BRADFORD),
        ("Bradford Children and Families Trust", BRADFORD),
        ("London Borough of Haringey", HARINGEY),
        ("Haringey Council children’s services", HARINGEY),
        ("Cyngor Gwynedd", GWYNEDD),
        ("Gwynedd County Council", GWYNEDD),
    ],
)
def test_the_report_of_an_authority_is_that_of_its_own_service(printed, wanted):
    asked = subject(printed, authority=printed, service_type=OF_AUTHORITY)
    assert chosen(match(asked, REGISTER)) == wanted


def test_the_number_of_another_authority_decides_nothing():
    asked = subject("Sunderland", "80449", service_type=OF_AUTHORITY)
    assert chosen(match(asked, REGISTER)) is None


@pytest.mark.parametrize(
    ("printed", "gss"),
    [
        ("Conwy County Borough Council", "W06000003"),
        ("Cyngor Bwrdeistref Sirol Conwy", "W06000003"),
        ("Cyngor Sir Ynys Môn", "W06000001"),
        ("Isle of Anglesey County Council", "W06000001"),
        ("City and County of Swansea", "W06000011"),
        ("Dinas a Sir Abertawe", "W06000011"),
        ("Cyngor Sir Benfro", "W06000009"),
        ("Sir y Fflint", "W06000005"),
        ("the Vale of Glamorgan Council", "W06000014"),
        ("Rhondda Cynon Taff CBC", "W06000016"),
        ("Cyngor Bwrdeistref Sirol Pen-y-bont ar Ogwr", "W06000013"),
        ("Newport City Council Social Services Department", "W06000022"),
        ("Newport Pagnell", None),
        ("", None),
    ],
)
def test_an_authority_is_known_in_both_languages(printed, gss):
    assert gss_of(printed) == gss


digits = some.text("0123456789", min_size=7, max_size=7)


@given(printed=digits, known=digits)
@settings(max_examples=60, deadline=None)
def test_a_paper_with_one_number_is_never_given_to_a_service_with_another(printed, known):
    one = Candidate("u", "/r/u", "Tan y Rhiw", urn=known, provider="Rhiw Ltd")
    found = match(subject("Tan y Rhiw", printed, provider="Rhiw Ltd"), [one])
    is_same = int(printed) == int(known)
    assert chosen(found) == (one if is_same else None)
    differing = sum(a != b for a, b in zip(printed, known, strict=True))
    assert bool(found) == (is_same or differing <= 1)


@given(place=some.integers(0, 12), letter=some.sampled_from("abcdehilnortuwy1"))
@settings(max_examples=40, deadline=None)
def test_a_misread_name_is_offered_and_not_certain(place, letter):
    name = HOME.title[:place] + letter + HOME.title[place + 1 :]
    found = match(subject(name, provider="Derwlas Care Ltd"), REGISTER)
    assert found[0].candidate == HOME
    assert found[0].certain == (name.casefold() == HOME.title.casefold())


def test_what_is_like_nothing_is_given_to_nothing():
    assert match(subject("Zzyzx"), REGISTER) == ()
    assert match(subject(), REGISTER) == ()


def test_an_unsure_reading_of_the_subject_decides_nothing():
    assert chosen(match(subject(urn="80449", certain=False), REGISTER)) is None
