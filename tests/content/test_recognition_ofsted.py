"""A report is read as a person reads it; what contradicts itself is left empty."""

from ccsr.content.config import frameworks
from ccsr.content.domain.paper import Sheet
from ccsr.content.domain.paper import Word
from ccsr.content.domain.recognition import Found
from ccsr.content.domain.recognition import IRecogniser
from ccsr.content.domain.recognition import Paper
from ccsr.content.domain.recognition import Passage
from ccsr.content.domain.recognition import read
from ccsr.content.domain.recognition import Reading
from ccsr.content.domain.recognition import spans
from ccsr.content.domain.recognition import Subject
from ccsr.content.domain.recognition import tables
from ccsr.content.domain.recognition.names import person
from ccsr.content.domain.recognition.names import place
from ccsr.content.domain.recognition.ofsted import OUTSTANDING_TO_INADEQUATE
from ccsr.content.domain.recognition.ofsted_ilacs import THEMES
from pathlib import Path
from zope.component import getUtilitiesFor
from zope.interface.verify import verifyObject

import csv
import json
import pypdfium2
import pytest


PAPERS = Path(__file__).parent / "papers"
PAGE = "-----\n"
RI = "requires_improvement"
ILACS = ("overall", "leaders", "help_protection", "in_care", "care_leavers")
SIF = ("overall", "help_protection", "looked_after", "adoption", "care_leavers", "leadership")
SCCIF = ("experiences_progress", "helped_protected", "leaders_managers")


@pytest.fixture(scope="module")
def recognisers():
    """Whoever the package registers."""
    return dict(getUtilitiesFor(IRecogniser))


@pytest.fixture
def reading(recognisers):
    """Read an invented paper by the name of its file; pairs of texts are replaced in it."""

    def read_paper(name, *changes):
        text = (PAPERS / f"{name}.txt").read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        return read(Paper((), tuple(text.split(PAGE))), recognisers.values())

    return read_paper


def test_every_recogniser_keeps_the_contract(recognisers):
    assert "ofsted_ilacs" in recognisers
    assert all(verifyObject(IRecogniser, one) for one in recognisers.values())


def test_a_reading_survives_being_stored(reading):
    for path in PAPERS.glob("*.txt"):
        found = reading(path.stem)
        assert Reading.from_json(json.loads(json.dumps(found.as_json()))) == found


def test_what_is_read_is_on_the_frameworks_own_scale(reading):
    for path in PAPERS.glob("*.txt"):
        found = reading(path.stem)
        scale = frameworks.BY_TOKEN[found.value("framework")]
        assert found.value("inspectorate") == scale.inspectorate
        assert found.grades.keys() <= {theme.token for theme in scale.themes}
        assert {one.value for one in found.grades.values()} <= {one.token for one in scale.grades}


@pytest.mark.parametrize(
    ("name", "framework", "kind", "first", "last", "inspector"),
    [
        ("ilacs_2018", "ofsted_ilacs", "annual", "2018-10-29", "2018-11-09", "Piet van der Berg"),
        ("ilacs_2023", "ofsted_ilacs", "annual", "2023-11-30", "2023-12-11", "Mary-Anne O'Dowd"),
        ("ilacs_2026", "ofsted_ilacs_2026", "annual", "2026-04-27", "2026-05-08", "Ioan Prys-Jones"),
        ("focused_visit_2019", "ofsted_ilacs", "further", "2019-02-06", "2019-02-07", "Rhian Caddick"),
        ("focused_visit_2022", "ofsted_ilacs", "further", "2022-05-31", "2022-06-01", "Tim Garrow"),
        ("monitoring_visit", "ofsted_ilacs", "further", "2023-11-28", "2023-11-29", "Nell Harper"),
        ("sif_2014", "ofsted_sif", "annual", "2013-11-26", "2013-12-19", "Ed Tranter"),
        ("sif_2016", "ofsted_sif", "annual", "2016-09-19", "2016-10-13", "Gwen Ablett"),
        ("protection_2012", "ofsted_protection", "annual", "2012-09-10", "2012-09-19", "Jane Fairlie"),
        ("safeguarding_2011", "ofsted_safeguarding", "annual", "2011-01-31", "2011-02-11", "Pat O'Neill"),
        ("area_send_2018", "ofsted_area_send", "further", "2018-04-23", "2018-04-27", "Karl Stone"),
        ("area_send_2025", "ofsted_area_send", "further", "2025-02-24", "2025-02-28", "Bethan Lloyd-Hughes"),
        ("jtai_2018", "ofsted_jtai", "further", "2018-10-08", "2018-10-12", None),
        ("childrens_home_2018", "ofsted_sccif", "annual", "2018-08-08", "2018-08-09", "Nina Wolfe"),
        ("childrens_home_2023", "ofsted_sccif", "annual", "2023-06-14", "2023-06-15", None),
        ("assurance_visit_2021", "ofsted_sccif", "further", "2021-01-20", "2021-01-21", "Dee Moran"),
        ("fostering_2022", "ofsted_sccif", "annual", "2022-03-28", "2022-04-01", "Pia Long"),
    ],
)  # fmt: skip
def test_each_generation_says_when_it_was_and_who_led(
    reading, name, framework, kind, first, last, inspector
):
    found = reading(name)
    names = ("framework", "inspection_kind", "inspected_from", "inspected_to", "inspector")
    assert tuple(map(found.value, names)) == (framework, kind, first, last, inspector)


@pytest.mark.parametrize(
    ("name", "grades"),
    [
        ("ilacs_2018", dict(zip(ILACS, ("inadequate", RI, "inadequate", RI), strict=False))),
        ("ilacs_2023", dict(zip(ILACS, ("good", "good", RI, "outstanding", "good"), strict=True))),
        ("ilacs_2026", dict(zip(ILACS[1:], ("good", "good", RI, "inadequate"), strict=True))),
        ("sif_2014", dict(zip(SIF, ("inadequate", "inadequate", RI, RI, RI, "inadequate"), strict=True))),
        ("sif_2016", dict(zip(SIF, (RI, RI, "good", "outstanding", RI, RI), strict=True))),
        (
            "protection_2012",
            {
                "overall": "inadequate",
                "help_given": "inadequate",
                "practice": "inadequate",
                "governance": "adequate",
            },
        ),
        (
            "safeguarding_2011",
            {
                "safeguarding": "adequate",
                "safeguarding_capacity": "good",
                "looked_after_services": "good",
                "looked_after_capacity": "good",
            },
        ),
        ("area_send_2025", {"outcome": "systemic_failings"}),
        ("childrens_home_2018", dict(zip(SCCIF, (RI, RI, "good"), strict=True))),
        ("childrens_home_2023", dict.fromkeys(SCCIF, "inadequate")),
        ("fostering_2022", dict(zip(SCCIF, ("outstanding", "good", "outstanding"), strict=True))),
        ("focused_visit_2019", {}),
        ("focused_visit_2022", {}),
        ("monitoring_visit", {}),
        ("area_send_2018", {}),
        ("jtai_2018", {}),
        ("assurance_visit_2021", {}),
    ],
)  # fmt: skip
def test_each_generation_gives_its_own_grades_and_letters_give_none(reading, name, grades):
    assert {theme: found.value for theme, found in reading(name).grades.items()} == grades


@pytest.mark.parametrize(
    ("name", "subject", "authority", "urn"),
    [
        ("ilacs_2018", "London Borough of Eastgate and St Aubyn", "Eastgate and St Aubyn", ""),
        ("ilacs_2023", "Thornmere City Council", "Thornmere", ""),
        ("monitoring_visit", "Eastgate", "Eastgate", ""),
        ("sif_2014", "Royal Borough of Kingsholt", "Kingsholt", ""),
        ("safeguarding_2011", "Borough of Harrowick", "Harrowick", ""),
        ("area_send_2025", "Isle of Sarn", "Isle of Sarn", ""),
        ("jtai_2018", "Thornmere", "Thornmere", ""),
        ("childrens_home_2018", "", "", "SC012345"),
        ("fostering_2022", "Lantern Fostering South West", "", "SC067890"),
    ],
)
def test_the_subject_is_the_titles_and_not_a_neighbours(reading, name, subject, authority, urn):
    found = reading(name).subject
    assert (found.name, found.authority, found.urn) == (subject, authority, urn)


@pytest.mark.parametrize(
    ("name", "requirements", "recommendations", "issued"),
    [
        ("ilacs_2023", None, 3, None),
        ("focused_visit_2019", None, 2, "2019-03-04"),
        ("focused_visit_2022", None, 3, "2022-07-13"),
        ("sif_2016", None, 3, "2016-11-25"),
        ("jtai_2018", None, 2, "2018-12-13"),
        ("childrens_home_2018", 2, 1, None),
        ("protection_2012", None, None, "2012-10-22"),
    ],
)
def test_what_is_to_be_done_is_counted(reading, name, requirements, recommendations, issued):
    found = reading(name)
    assert found.value("requirements_count") == requirements
    assert found.value("recommendations_count") == recommendations
    assert found.value("issued") == issued


@pytest.mark.parametrize(
    ("name", "change", "lost"),
    [
        # The table and the section say different grades.
        ("ilacs_2023", ("care: outstanding\n9.", "care: good\n9."), "in_care"),
        ("ilacs_2023", ("leavers\nGood\nOverall", "leavers\nG00d\nOverall"), None),
        ("fostering_2022", ("managers: outstanding", "managers: good"), "leaders_managers"),
        # The outcome and what follows from it.
        ("area_send_2025", ("widespread and/or systemic failings", "arrangements that lead to"
            " inconsistent experiences and outcomes, with widespread and/or systemic failings"), "outcome"),
        # Heading and running heads.
        ("ilacs_2023", ("dates: 30 November to 11", "dates: 30 November to 12"), "inspected_to"),
        ("ilacs_2026", ("dates: 27 April to 8 May", "dates: 27 April to 8 Mav"), None),
        # A letter from before the visit.
        ("focused_visit_2019", ("4 March 2019", "4 January 2019"), "issued"),
        ("focused_visit_2019", ("4 March 2019", "4 March 2O19"), "issued"),
        # A list that was torn.
        ("ilacs_2023", ("◼ The timeliness of assessments.", "◼ The timeliness of ◼ assessments."), "recommendations_count"),
        ("childrens_home_2018", ("(Regulation 16 (3)) 31", "(Reg. 16 (3)) 31"), "requirements_count"),
    ],
)  # fmt: skip
def test_what_contradicts_itself_is_left_empty_and_nothing_else(reading, name, change, lost):
    whole, found = reading(name), reading(name, change)
    before = {**whole.values, **whole.grades}
    after = {**found.values, **found.grades}
    assert {key: one.value for key, one in before.items() if key != lost and key in after} == {
        key: one.value for key, one in after.items()
    }
    assert lost not in after
    assert before.keys() - after.keys() <= {lost, "inspected_from"}


def test_running_heads_of_another_authority_leave_the_subject_open(reading):
    head = "Inspection of Thornmere City Council local authority children’s services"
    other = head.replace("Thornmere", "Westmarsh")
    assert reading("ilacs_2023", (head, other)).subject is None


def test_what_a_scan_reads_of_the_letterhead_is_no_name(reading):
    letterhead = (
        "1\nLondon Borough",
        "° 6\nXK,\nOfsted\nraising standards\nimproving lives\nLondon Borough",
    )
    assert reading("ilacs_2018", letterhead).subject.authority == "Eastgate and St Aubyn"


def test_a_list_whose_marks_a_scan_misread_is_not_counted(reading):
    assert (
        reading("ilacs_2023", ("◼ The recording", "@ The recording")).value("recommendations_count")
        is None
    )


def test_without_its_first_page_a_report_is_known_by_its_running_heads(recognisers):
    pages = (PAPERS / "ilacs_2023.txt").read_text(encoding="utf-8").split(PAGE)
    found = read(Paper((), tuple(pages[1:])), recognisers.values())
    assert found.subject.authority == "Thornmere"
    assert found.value("inspected_from") == "2023-11-30"
    assert found.grades["in_care"].value == "outstanding"
    assert "overall" not in found.grades


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Minutes of the children's services committee\n12 January 2026\nThe impact of leaders on social"
        " work practice with children and families: good\nThe experiences and progress of children in"
        " care: good\nOverall effectiveness: good\nNoted: the inspection of Leeds by Ofsted.",
        "Register print\nService SC012345 Registered provider: Meadow Care Limited\nPlaces 4",
        "Ofsted\nInspection report\nGreat Hallowby children's services\nInspected from 03/06/2014\n"
        "Overall effectiveness Good\nCare leavers Good\nAn invented paper.",
        "Llythyr Ofsted\nAnnwyl gyfarwyddwr\nYmweliad â gwasanaethau plant",
        "Dear Jo\nOur response to the focused visit of Ofsted\nThank you for your letter.",
    ],
)
def test_what_is_no_report_is_nothing(recognisers, text):
    mine = [one for name, one in recognisers.items() if name.startswith("ofsted")]
    assert read(Paper((), (text,)), mine) is None


def test_where_two_are_equally_sure_and_differ_nobody_is_believed():
    passage = Passage(1, "words")

    class Sure:
        def __init__(self, framework, certainty=90):
            self.reading = Reading(
                "InspectionReport",
                framework,
                {"framework": Found(framework, passage)},
                {},
                None,
                certainty,
            )

        def recognise(self, paper):
            return self.reading

    paper = Paper((), ())
    assert read(paper, [Sure("ofsted_sif"), Sure("ofsted_ilacs")]) is None
    assert read(paper, [Sure("ofsted_sif"), Sure("ofsted_ilacs", 91)]).recogniser == "ofsted_ilacs"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("12 to 23 January 2026 2", "2026-01-12", "2026-01-23"),
        ("12–23 January 2026", "2026-01-12", "2026-01-23"),
        ("17 September to\n28 September 2018", "2018-09-17", "2018-09-28"),
        ("30 November 2025 to 4 December", "2025-11-30", "2025-12-04"),
        ("15 December to 9 January 2026", "2025-12-15", "2026-01-09"),
        ("6 and 7 February 2019.", "2019-02-06", "2019-02-07"),
        ("Monday 4th March to Friday 15th March 2019", "2019-03-04", "2019-03-15"),
        ("17 to 21 January and 31 January to 4 February 2022", "2022-01-17", "2022-02-04"),
        ("12/01/2026 - 23/01/2026", "2026-01-12", "2026-01-23"),
        ("3 May 2022", "2022-05-03", "2022-05-03"),
    ],
)
def test_days_are_read_as_they_are_written(text, first, last):
    found = spans.span(text)
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "12 to 23 January",
        "l2 to 23 January 2026",
        "12 to 2 3 January 2026",
        "26 November 2018 to 7 Decembr 2018",
        "23 to 12 January 2026",
        "31 February 2026",
        "12 January 2025 to 23 January 2026",
        "8 July 2019 (revised 9 July 2019) to 19 July 2019",
        "January 2026",
    ],
)
def test_days_that_cannot_be_are_not_read(text):
    assert spans.span(text) is None


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("City of Bradford Metropolitan District Council", "Bradford"),
        ("Royal Borough of Kensington and Chelsea", "Kensington and Chelsea"),
        ("Bradford Children and Families Trust", "Bradford"),
        ("Council of the Isles of Scilly", "Isles of Scilly"),
        ("City of London", "City of London"),
        ("Kingston upon Hull City Council", "Kingston upon Hull"),
        ("Stoke-on-Trent", "Stoke-on-Trent"),
    ],
)
def test_an_authoritys_place_is_its_name_without_its_rank(name, short):
    assert place(name) == short


def test_a_person_is_two_names_at_least_and_no_office():
    assert [person(one) for one in ("Jane O'Neill", "Piet van der Berg")] == [
        "Jane O'Neill",
        "Piet van der Berg",
    ]
    assert not any(
        map(
            person, ("Jane", "Her Majesty's Inspector", "Quality Assurance", "jane doe", "J4ne Doe")
        )
    )


def words(*cells):
    """Words of cells at (left, top), each line 0.02 high."""
    for left, top, text in cells:
        for number, line in enumerate(text.split("\n")):
            for place_, word in enumerate(line.split()):
                at = left + 0.06 * place_
                yield Word(word, at, top + 0.02 * number, at + 0.055, top + 0.02 * number + 0.015)


TABLE = (
    (0.1, 0.30, "The impact of\nleaders on social\nwork practice with\nchildren and\nfamilies"),
    (0.1, 0.42, "The experiences\nand progress of\nchildren in care"),
    (0.1, 0.50, "Overall\neffectiveness"),
)
GRADES = (
    (0.6, 0.30, "Good"),
    (0.6, 0.42, "Requires\nimprovement\nto be good"),
    (0.6, 0.50, "Inadequate"),
)
JUDGED = {"leaders": ["good"], "in_care": [RI], "overall": ["inadequate"]}


@pytest.mark.parametrize(
    "cells", [TABLE + GRADES, GRADES + TABLE, tuple(zip(TABLE, GRADES, strict=True))]
)
def test_a_table_is_read_by_where_its_cells_stand_in_whatever_order(cells):
    flat = [one for cell in cells for one in (cell if isinstance(cell[0], tuple) else (cell,))]
    sheet = Sheet(1, 595, 842, tuple(words(*flat)))
    said = tables.tabled([sheet], THEMES, OUTSTANDING_TO_INADEQUATE)
    assert {theme: [one.value for one in found] for theme, found in said.items() if found} == JUDGED
    assert all(one.passage.boxes for found in said.values() for one in found)


def test_a_value_leads_to_its_words_on_the_sheet(recognisers):
    text = (PAPERS / "ilacs_2018.txt").read_text(encoding="utf-8")
    pages = text.split(PAGE)
    lines = pages[0].splitlines()
    cells = [(0.1, 0.03 * number, line) for number, line in enumerate(lines)]
    sheet = Sheet(1, 595, 842, tuple(words(*cells)))
    found = read(Paper((sheet,), tuple(pages)), recognisers.values())
    passage = found.values["inspected_from"].passage
    assert (passage.page, passage.text) == (
        1,
        "Inspection dates: 29 October 2018 to 9 November 2018",
    )
    assert passage.boxes[0][1] == pytest.approx(0.03 * 4)


def test_a_subject_without_a_name_is_still_a_subject():
    subject = Subject("", "SC012345", "", Passage(1, "SC012345"))
    assert Subject.from_json(subject.as_json()) == subject


def test_real_reports_are_read_as_they_are_published(real_data, recognisers):
    with (real_data / "reports" / "ground_truth.csv").open(encoding="utf-8-sig") as rows:
        truth = [row for row in csv.DictReader(rows) if "ILACS" in row["kind"]][::6]
    for row in truth:
        with pypdfium2.PdfDocument(real_data / "reports" / row["file"]) as pdf:
            pages = tuple(page.get_textpage().get_text_range() for page in pdf)
        found = read(Paper((), pages), recognisers.values())
        stated = {theme: row[theme].replace(" ", "_") for theme in ILACS}
        grades = {
            theme: grade for theme, grade in stated.items() if grade in OUTSTANDING_TO_INADEQUATE
        }
        assert {theme: one.value for theme, one in found.grades.items()} == grades
        assert found.value("inspector") == row["inspector"]


SCANNED = (
    (0.10, "Oféted"),
    (0.14, "Inspection of Kestrelshire local authority"),
    (0.17, "children's services"),
    (0.21, "Inspection dates: 11 to 22 September 2023"),
    (0.24, "Lead inspector: Rhian Parry, His Majesty's Inspector"),
    (0.29, "Judgement", "Grade"),
    (0.32, "The impact of leaders on social work", "Good"),
    (0.34, "practice with children and families"),
    (0.37, "The experiences and progress of", "Inadeguate"),
    (0.39, "children who need help and protection"),
    (0.42, "The experiences and progress of", "Outstanding"),
    (0.44, "children in care"),
    (0.47, "Overall effectiveness", "Good"),
    (0.55, "Services for children in Kestrelshire have improved since 2019."),
)


def test_the_first_page_of_a_scan_read_line_by_line_across_its_table_is_enough(recognisers):
    words = [
        Word(word, start + 0.03 * at, top, start + 0.03 * at + 0.025, top + 0.015, 12.0)
        for top, *cells in SCANNED
        for start, cell in zip((0.1, 0.7), cells, strict=False)
        for at, word in enumerate(cell.split())
    ]
    text = "\n".join(" ".join(cells) for _top, *cells in SCANNED)
    found = read(Paper((Sheet(1, 595, 842, tuple(words)),), (text,)), recognisers.values())
    assert found.subject.name == "Kestrelshire"
    assert found.values["inspected_from"].value == "2023-09-11"
    assert {theme: one.value for theme, one in found.grades.items()} == {
        "overall": "good",
        "leaders": "good",
        "help_protection": "inadequate",
        "in_care": "outstanding",
    }
