"""Reports of one service beside each other, as their readers meet them over HTTP."""

from ccsr.content.content import redacting
from ccsr.policy.record import entries
from ccsr.policy.record.writer import writer
from datetime import date
from lxml.html import document_fromstring
from plone import api
from plone.dexterity.utils import createContentInContainer
from plone.namedfile.file import NamedBlobFile
from test_redaction import mark_all
from visits import Probe

import pytest
import transaction
import world


SAME = "The home is warm and the children say that they feel safe in it."
REPORTS = {
    "old": {
        "inspected_to": date(2024, 3, 4),
        "framework": "cssiw_nms",
        "judgements": [{"theme": "staffing", "grade": "met"}],
        "text": "A different inspectorate wrote this.",
    },
    "before": {
        "inspected_to": date(2025, 3, 4),
        "framework": "ciw_2024",
        "judgements": [
            {"theme": "wellbeing", "grade": "requires_improvement"},
            {"theme": "environment", "grade": "good"},
        ],
        "requirements": "Fire doors must be kept closed\nRecords must be kept for ten years",
        "text": f"{SAME} Nobody was registered as its manager.",
    },
    "hidden": {
        "inspected_to": date(2025, 9, 4),
        "framework": "ciw_2024",
        "judgements": [{"theme": "wellbeing", "grade": "excellent"}],
        "text": "Zwmcudd was written between both.",
    },
    "latest": {
        "inspected_to": date(2026, 3, 4),
        "framework": "ciw_2024",
        "judgements": [
            {"theme": "wellbeing", "grade": "good"},
            {"theme": "environment", "grade": "requires_improvement"},
        ],
        "requirements": "Fire doors must be kept closed\nRecords must be kept for two years",
        "text": f"{SAME} Somebody is registered as its manager.",
    },
}


@pytest.fixture(scope="module")
def reports(layer, register):
    """The reports of one home by name; “hidden” is concealed, and lies between two shared ones."""
    home = register["Service", "shared"]
    with api.env.adopt_user(username="rhys.reviewer"):
        made = world.service(home.__parent__, "compared")
        world.transition(made, "share")
        found = {name: _report(made, name, **values) for name, values in REPORTS.items()}
        for name, report in found.items():
            world.transition(report, "share", *(["conceal"] if name == "hidden" else []))
    transaction.commit()
    return found


def _report(service, name, text, **values):
    paper = NamedBlobFile(world.pdf(text), contentType="application/pdf", filename=f"{name}.pdf")
    return createContentInContainer(
        service,
        "InspectionReport",
        title=f"Report {name}",
        file=paper,
        shareable_declared=True,
        inspectorate="ciw",
        inspection_kind="annual",
        inspected_from=values["inspected_to"],
        issued=values["inspected_to"],
        received=values["inspected_to"],
        **values,
    )


def path(thing, suffix=""):
    """Return a thing's path below the site."""
    return "/" + "/".join(thing.getPhysicalPath()[2:]) + suffix


def page(visitor, who, address):
    """Return a page as a tree."""
    answer = visitor(who).get(address)
    assert answer.status_code == 200, answer.text
    return document_fromstring(answer.text)


def cells(tree, selector):
    """Return the rows of a table, each a list of what its cells say."""
    return [
        [" ".join(cell.text_content().split()) for cell in row]
        for row in tree.cssselect(f"{selector} tbody tr")
    ]


def test_a_report_says_what_became_of_each_grade_and_requirement(visitor, reports):
    tree = page(visitor, "carys.commissioner", path(reports["latest"]))
    assert cells(tree, "#changes-grades") == [
        ["Well-being", "Requires improvement", "Good", "▲ Better"],
        ["Environment", "Good", "Requires improvement", "▼ Worse"],
    ]
    kinds = [row.get("data-kind") for row in tree.cssselect("#changes-requirements tbody tr")]
    assert kinds == ["repeated", "perhaps"]
    [counted] = tree.cssselect("#changes-grades caption")
    assert "Themes judged both times: 2. Better: 1, worse: 1, the same: 0." in counted.text


def test_grades_of_two_frameworks_stand_apart_and_none_is_called_better(visitor, reports):
    tree = page(visitor, "carys.commissioner", path(reports["before"]))
    [part] = tree.cssselect("#changes")
    said = " ".join(part.text_content().split())
    assert "Their grades cannot be compared" in said
    assert "Standard met" in said
    assert not part.cssselect("#changes-grades")
    assert not {"▲", "▼"} & set(said)


def test_a_report_between_that_is_hidden_changes_nothing_of_what_is_said(visitor, reports):
    for who in ("carys.commissioner", "rhys.reviewer"):
        for thing in (reports["latest"], reports["latest"].__parent__):
            [part] = page(visitor, who, path(thing)).cssselect("#changes")
            assert "4 March 2025" in part.text_content()
            assert "September" not in part.text_content()


def test_two_documents_are_shown_beside_each_other_and_both_are_read(visitor, reports):
    service = reports["latest"].__parent__
    uids = [reports[name].UID() for name in ("before", "latest")]
    address = path(service, f"/@@compare?left={uids[0]}&right={uids[1]}")
    tree = page(visitor, "carys.commissioner", address)
    sides = [side.text_content() for side in tree.cssselect(".ccsr-compare-side")]
    assert ["Report before" in sides[0], "Report latest" in sides[1]] == [True, True]
    offered = {option.get("value") for option in tree.cssselect("option")}
    assert offered == {reports[name].UID() for name in ("old", "before", "latest")}
    usual = page(visitor, "carys.commissioner", path(service, "/@@compare"))
    assert [one.get("value") for one in usual.cssselect("option[selected]")] == uids


def test_both_documents_are_on_record_once_however_many_pages_are_looked_at(visitor, reports):
    latest, old = reports["latest"], reports["old"]
    reader = visitor("ivor.inspector")
    address = path(latest.__parent__, f"/@@compare?left={old.UID()}&right={latest.UID()}")
    tree = document_fromstring(reader.get(address).text)
    for image in tree.cssselect(".ccsr-compare-page img"):
        assert reader.get(image.get("src").removeprefix(reader.base)).status_code == 200
    writer().settle(20)
    both = {latest.UID(), old.UID()}
    lines = [line for line in entries(kind="viewed") if line.who == "ivor.inspector"]
    titles = sorted(line.title for line in lines if line.uid in both)
    assert titles == ["Report latest", "Report old"]


def test_pictures_of_the_pages_follow_an_opening_that_is_on_record(visitor, reports):
    service = reports["latest"].__parent__
    tree = page(visitor, "carys.commissioner", path(service, "/@@compare"))
    pictures = [image.get("src") for image in tree.cssselect(".ccsr-compare-page img")]
    assert len(pictures) == 2
    base = visitor("carys.commissioner").base
    answer = visitor("carys.commissioner").get(pictures[0].removeprefix(base))
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/webp")


def test_words_that_differ_are_marked_and_can_be_saved_as_text(visitor, reports):
    address = path(reports["latest"], f"/@@differences?with={reports['before'].UID()}")
    tree = page(visitor, "carys.commissioner", address)
    assert [one.text for one in tree.cssselect(".ccsr-diff-row del")] == ["Nobody was "]
    assert [one.text for one in tree.cssselect(".ccsr-diff-row ins")] == ["Somebody is "]
    [counts] = tree.cssselect("#counts")
    assert counts.text_content().split()[:5] == ["Words", "removed:", "2,", "added:", "2."]
    saved = visitor("carys.commissioner").get(f"{address}&format=text")
    assert saved.headers["Content-Type"].startswith("text/plain")
    assert "[-Nobody was-] registered" in saved.text


def test_reviewers_alone_see_what_a_redacted_copy_lacks(visitor, reports):
    report = reports["old"]
    with api.env.adopt_user(username="rhys.reviewer"):
        mark_all(report, "inspectorate")
        assert redacting.make(report, "rhys.reviewer").holds
    transaction.commit()
    address = path(report, "/@@differences?with=original")
    tree = page(visitor, "rhys.reviewer", address)
    assert ["inspectorate" in one.text for one in tree.cssselect(".ccsr-diff-row del")] == [True]
    for who in ("ann.officer", "carys.commissioner"):
        assert "@@differences?with=original" not in visitor(who).get(path(report)).text
        there, never = (
            visitor(who).told(path(report, f"/@@differences?with={asked}"), Probe("GET", ""), asked)
            for asked in ("original", "0" * 32)
        )
        assert there == never


@pytest.mark.parametrize("name", ["left", "right", "with"])
def test_a_hidden_document_is_compared_as_little_as_one_that_never_was(visitor, reports, name):
    latest, hidden = reports["latest"], reports["hidden"].UID()
    thing = latest if name == "with" else latest.__parent__
    view = "differences" if name == "with" else f"compare?left={latest.UID()}&right={latest.UID()}"
    separator = "&" if "?" in view else "?"
    view = view.replace(f"{name}={latest.UID()}", "").replace("&&", "&")
    answers = [
        visitor("carys.commissioner").told(
            path(thing, f"/@@{view}{separator}{name}={uid}"), Probe("GET", ""), uid
        )
        for uid in (hidden, "0" * len(hidden))
    ]
    assert answers[0] == answers[1]
    assert answers[0][0] == 404


@pytest.mark.parametrize("view", ["since-last-part", "differences?with={latest}"])
def test_the_views_of_a_hidden_report_answer_as_if_it_were_not_there(visitor, reports, view):
    hidden, service = reports["hidden"], reports["latest"].__parent__
    asked = view.format(latest=reports["latest"].UID())
    answers = [
        visitor("carys.commissioner").told(path(service, f"/{id}/@@{asked}"), Probe("GET", ""), id)
        for id in (hidden.getId(), "neverthere12")
    ]
    assert answers[0] == answers[1]
    assert answers[0][0] == 404
