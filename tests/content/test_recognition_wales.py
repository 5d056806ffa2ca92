"""Papers of the inspectorate in Wales: what is read is right, or it is not read."""

from ccsr.content.config import authorities
from ccsr.content.domain.recognition import Paper
from ccsr.content.domain.recognition import read
from ccsr.content.domain.recognition.candidates import OF_AUTHORITY
from ccsr.content.domain.recognition.ciw import CareInspectorateWales
from ccsr.content.domain.recognition.complaints import Complaints
from ccsr.content.domain.recognition.cssiw import CSSIW
from ccsr.content.domain.recognition.enforcement import Enforcement
from ccsr.content.domain.recognition.subjects import Candidate
from ccsr.content.domain.recognition.subjects import chosen
from ccsr.content.domain.recognition.subjects import match
from ccsr.content.domain.recognition.subjects import Register
from ccsr.content.domain.recognition.wales_authorities import WelshAuthorities
from ccsr.content.domain.recognition.welsh import in_english
from collections import Counter
from dataclasses import replace
from functools import cache
from rapidfuzz import fuzz
from welsh_samples import covered
from welsh_samples import GRADES
from welsh_samples import grid
from welsh_samples import HOME
from welsh_samples import LONG
from welsh_samples import SAMPLES

import pytest
import random
import welsh_papers as papers


RECOGNISERS = (CareInspectorateWales(), CSSIW(), WelshAuthorities(), Complaints(), Enforcement())
DAYS = ("inspected_from", "inspected_to", "issued")
COPIED = ("inspector", "subject", "action", "legal_basis")
OWN = {"service_type": OF_AUTHORITY}


def service(title, **more):
    """Return a service of the register."""
    return Candidate(title, f"/{title}", title, **more)


HOMES = {"provider": LONG, "service_type": "childrens_home"}
REGISTER = Register(
    [
        service(HOME["name"], title_cy="Tŷ Derwlas", urn="W010000777", **HOMES),
        service("Dolwen House", urn="W010050777", provider="Another Company Limited"),
        service("Bryn Eirian", urn="W010000771", **HOMES),
        *(
            service(f"{one.name_en} children's services", local_authority=one.gss, **OWN)
            for one in authorities.ALL
        ),
    ]
)


@cache
def sample(name):
    return papers.read_in(papers.pdf(SAMPLES[name][0]))


def certain(reading):
    """Return all that is certain, by field and by theme."""
    if reading is None:
        return {}
    said = {name: one.value for name, one in reading.values.items() if one.certain}
    said |= {theme: one.value for theme, one in reading.grades.items() if one.certain}
    subject = reading.subject
    if subject and subject.certain:
        told = ("name", "urn", "authority", "provider", "service_type")
        said |= {name: getattr(subject, name) for name in told if getattr(subject, name)}
    return said


def filed(reading):
    """Return all that would be filed unseen: what is certain, and the service it is filed under."""
    told = ("name", "urn", "authority", "provider", "service_type")
    said = {field: one for field, one in certain(reading).items() if field not in told}
    found = chosen(match(reading.subject, REGISTER)) if reading and reading.subject else None
    return said | ({"service": found.title} if found else {})


def is_same(field, said, wanted):
    """Return whether two values are one; words that are copied may be misspelt by a scan."""
    if field in COPIED and wanted:
        return fuzz.ratio(said, wanted) >= 88
    return said == wanted


def counted(name, paper):
    """Return how many values are right, empty and wrong; what is not there cannot be right."""
    wanted, said = filed(read(sample(name), RECOGNISERS)), filed(read(paper, RECOGNISERS))
    agrees = Counter(is_same(field, said[field], wanted.get(field)) for field in said)
    lost = len(wanted.keys() - said.keys())
    return Counter({"right": agrees[True], "wrong": agrees[False], "empty": lost})


@pytest.mark.parametrize("name", SAMPLES)
def test_a_paper_says_what_a_person_reads_in_it_and_nothing_else(name):
    reading = read(sample(name), RECOGNISERS)
    assert certain(reading) == SAMPLES[name][1]


def test_each_value_has_the_place_where_it_was_read():
    reading = read(sample("rated"), RECOGNISERS)
    places = [one.passage for one in (*reading.values.values(), *reading.grades.values())]
    for place in (*places, reading.subject.passage):
        assert 1 <= place.page <= len(sample("rated").pages)
        assert place.text
        assert place.boxes
        assert all(0 <= edge <= 1 for box in place.boxes for edge in box)


DAY = papers.part("text", "Date(s) of inspection visit(s): 16/07/2025")
ABOUT_BOTH = [papers.part("text", "Element 2. The complaint was not upheld.")]
COMPLAINT = HOME | {
    "reference": "C25-1234",
    "received": "3 March 2025",
    "completed": "14 May 2025",
    "subject": "Staff",
    "outcome": "Upheld",
}
NOTICE = HOME | {
    "notice": "4 February 2026",
    "action": "Warning notice",
    "basis": "section 15 of the Care Act 2014 and under regulation 21 of the Service Regulations 2017",
    "due": "4 March 2026",
}


@pytest.mark.parametrize(
    ("parts", "unsaid"),
    [
        (covered(DAY, grid(*((one, "Good", "Excellent") for one in papers.THEMES["en"]))), GRADES),
        (covered(DAY, grid(("Well-being", "Good (was Excellent)"))), GRADES),
        (covered(papers.part("facts", rows=[["Date of last inspection", "16/07/2021"]])), DAYS),
        (covered(papers.part("text", "Inspection Date(s): 16/07/2025 and 17/13/2025")), DAYS),
        (covered(DAY, papers.part("text", "Date of publication: 12/07/2025")), DAYS),
        (papers.complaint(COMPLAINT | {"more": ABOUT_BOTH}), ["outcome"]),
        (papers.letter(NOTICE), ["legal_basis", "stage"]),
    ],
    ids=range(7),
)
def test_what_contradicts_itself_or_is_of_another_day_is_not_said(parts, unsaid):
    reading = read(papers.read_in(papers.pdf(parts)), RECOGNISERS)
    assert reading
    assert not certain(reading).keys() & set(unsaid)


@pytest.mark.parametrize(
    "text",
    [
        "Certificate of registration\nCare Inspectorate Wales\nService: Derwlas House",
        "Care Inspectorate Wales\nNotice of decision to grant an application to register\n"
        "under section 7 of the Regulation and Inspection of Social Care (Wales) Act 2016",
        "Report of complaint investigation\nOur reference: C1\nThe investigation is ongoing.",
        "Minutes of a meeting\nWe spoke of the inspection report on Derwlas House.",
        "",
    ],
)
def test_what_is_none_of_these_papers_is_recognised_as_nothing(text):
    assert read(Paper((), (text,)), RECOGNISERS) is None


@pytest.mark.parametrize(
    ("welsh", "english"),
    [
        ("3 Mawrth 2026", "3 March 2026"),
        ("dydd Mawrth, 3 Mawrth 2026", "3 March 2026"),
        ("Dydd Llun 1af o Fai 2020", "1 May 2020"),
        ("rhwng 3 a 5 Chwefror 2021", "3 and 5 February 2021"),
        ("o 3 Rhagfyr 2021 hyd 4 Ionawr 2022", "3 December 2021 to 4 January 2022"),
        ("Tuesday 12 and Wednesday 13 July 2016", "12 and 13 July 2016"),
        ("31 Gorffennaf 2019", "31 July 2019"),
    ],
)
def test_days_are_read_in_welsh(welsh, english):
    assert in_english(welsh) == english


# -- what scans and losses do ------------------------------------------------

LOOKALIKES = str.maketrans("eoaliIBS0158", "coa1l1885IS3")


def misread(paper, dice, share=0.03):
    """Return a paper of which some letters are read as others."""

    def word(text):
        return "".join(
            letter.translate(LOOKALIKES) if dice.random() < share else letter for letter in text
        )

    sheets = tuple(
        replace(sheet, words=tuple(replace(one, text=word(one.text)) for one in sheet.words))
        for sheet in paper.sheets
    )
    return Paper(sheets, tuple(papers.text_of(sheet) for sheet in sheets))


def without_a_page(paper, dice):
    """Return a paper that lacks one of its pages."""
    gone = dice.randrange(len(paper.sheets))
    kept = [sheet for place, sheet in enumerate(paper.sheets) if place != gone]
    sheets = tuple(replace(sheet, number=place) for place, sheet in enumerate(kept, 1))
    return Paper(sheets, tuple(papers.text_of(sheet) for sheet in sheets))


def without_layout(paper, dice):
    """Return the text alone."""
    return Paper((), paper.pages)


def broken(paper, dice, share=0.12):
    """Return the text alone, with lines broken where none ended."""
    pages = (
        "".join("\n" if one == " " and dice.random() < share else one for one in page)
        for page in paper.pages
    )
    return Paper((), tuple(pages))


@pytest.mark.parametrize(
    ("spoilt", "least"),
    [(misread, 0.5), (without_a_page, 0.1), (without_layout, 0.6), (broken, 0.25)],
    ids=lambda one: getattr(one, "__name__", None),
)
def test_a_spoilt_paper_says_less_and_nothing_wrong(spoilt, least):
    dice = random.Random(7)
    found = sum((counted(name, spoilt(sample(name), dice)) for name in SAMPLES), Counter())
    assert found["wrong"] == 0
    assert found["right"] / found.total() >= least
