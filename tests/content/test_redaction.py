"""The redacted copy of a document: made, proved, kept apart from its original."""

from ccsr.content.browser.redaction.told import fields_that_say
from ccsr.content.content import filing
from ccsr.content.content import holds
from ccsr.content.content import redacting
from ccsr.content.content import redaction
from ccsr.content.content import scans
from ccsr.content.domain.intake import Refused
from ccsr.content.domain.ocr.hocr import ReadPage
from ccsr.content.domain.paper import Word
from ccsr.content.domain.redaction import covering
from ccsr.content.domain.redaction.marks import Mark
from ccsr.content.domain.redaction.marks import new_id
from ccsr.content.domain.redaction.occurrences import occurrences
from ccsr.content.interfaces import IPages
from ccsr.content.interfaces import ISharingGate
from ccsr.content.subscribers.holding import Held
from datetime import date
from datetime import datetime
from datetime import UTC
from plone import api
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from plone.dexterity.utils import createContentInContainer
from plone.namedfile.file import NamedBlobFile
from zope.lifecycleevent import modified

import pytest
import world


NAME = "Gwenllian Prys"


@pytest.fixture
def report(integration):
    """A draft report that names a child on two pages of three."""
    setRoles(integration["portal"], TEST_USER_ID, ["Reviewer"])
    return build(integration["portal"]["register"])


def build(register):
    """Return the report of a new service."""
    provider = createContentInContainer(register, "Provider", title="P")
    kind = {"service_type": "fostering_public"}
    service = createContentInContainer(provider, "Service", title="S", **kind)
    pages = (f"We spoke with {NAME}, who settles in.", "Nobody.", f"{NAME} goes to school.")
    file = NamedBlobFile(world.pdf(*pages), contentType="application/pdf", filename="report.pdf")
    return createContentInContainer(service, "InspectionReport", title="R", file=file)


def mark_all(document, phrase, reason="child"):
    """Mark every occurrence of a phrase."""
    for page, words in redaction.original_words(document).items():
        redaction.add(
            document,
            [
                Mark(
                    page,
                    tuple(covering.box_of(words[at]) for at in places),
                    phrase,
                    reason,
                    "",
                    "ann",
                    datetime.now(UTC),
                    id=new_id(),
                )
                for places in occurrences(words, phrase)
            ],
        )


@pytest.fixture
def redacted(report):
    """The report as a copy without the name."""
    mark_all(report, NAME)
    redacting.make(report, "ann")
    return report


def test_the_copy_becomes_the_file_and_text_search_and_duplicates_follow(report):
    original, digest = report.file.data, IPages(report).digest
    mark_all(report, NAME)
    assert redacting.make(report, "ann").holds
    assert redaction.is_up_to_date(report)
    said = " ".join(IPages(report).pages)
    assert "Gwenllian" not in said
    assert "settles in" in said
    assert redaction.kept(report).original.data == original
    assert not api.content.find(SearchableText="Gwenllian")
    for known in (digest, IPages(report).digest):
        with pytest.raises(Refused):
            filing.refuse_duplicate(known)


def test_on_a_stamped_page_a_name_is_found_that_a_machine_read(report):
    said = f"Nobody. Stamped below a picture in which {NAME} is named and much else is said".split()
    words = tuple(Word(one, n / 20, 0.1, (n + 1) / 20, 0.12) for n, one in enumerate(said))
    scans.keep(report, [ReadPage(2, " ".join(said), 93.0, words)])
    assert redaction.words(report)[2] == words


def test_a_new_copy_is_made_from_the_original_and_taken_back_it_is_the_original(redacted):
    original = redaction.kept(redacted).original.data
    mark_all(redacted, "school", "other")
    assert not redaction.is_up_to_date(redacted)
    redacting.make(redacted, "ann")
    assert redaction.kept(redacted).original.data == original
    assert "school" not in " ".join(IPages(redacted).pages)
    redaction.to_write(redacted).job = "of a copy that is being made"
    redacting.take_back(redacted, "rhys")
    assert redaction.kept(redacted).job == ""
    assert redacted.file.data == original
    assert not redaction.is_redacted(redacted)
    assert len(redaction.marks(redacted)) == 3
    assert [deed.what for deed in redaction.kept(redacted).deeds] == ["made", "made", "undone"]


def test_what_the_copy_lacks_comes_back_by_a_reviewer_only(redacted):
    ids = [mark.id for mark in redaction.marks(redacted)]
    assert redaction.remove(redacted, ids, with_applied=False) == 0
    assert redaction.remove(redacted, ids[:1], with_applied=True) == 1
    assert redaction.can_undo(redacted, with_applied=False)


def test_the_file_of_a_redacted_document_is_not_replaced(redacted):
    redacted.file = NamedBlobFile(world.pdf("another"), filename="other.pdf")
    with pytest.raises(Held):
        modified(redacted)


def test_a_hold_keeps_the_original_and_lets_a_copy_be_made(report):
    original = report.file.data
    holds.place(report, "17", "an inquiry", date(2030, 1, 1))
    mark_all(report, NAME)
    redacting.make(report, "ann")
    assert redaction.kept(report).original.data == original


def test_a_copied_document_has_no_original(redacted):
    target = redacted.__parent__
    copy = api.content.copy(redacted, target)
    assert redaction.kept(copy) is None
    assert copy.file.data == redacted.file.data
    assert redaction.is_redacted(redacted)


def test_a_copy_that_is_not_proved_is_not_kept(report):
    before = report.file.data
    word = redaction.words(report)[1][0]
    aside, down = 0.45 * (word.right - word.left), 0.2 * (word.bottom - word.top)
    box = (word.left + aside, word.top + down, word.right + aside, word.bottom + down)
    now = datetime.now(UTC)
    redaction.add(report, [Mark(1, (box,), "We", "child", "", "ann", now, id=new_id())])
    with pytest.raises(redacting.NotMade):
        redacting.make(report, "ann")
    assert report.file.data == before
    assert not redaction.is_redacted(report)


def test_fields_and_the_name_of_the_file_that_say_it_too_are_told(report):
    report.title = f"Report about {NAME}"
    report.file.filename = "gwenllian_prys.pdf"
    found = {str(field.title): field.phrases for field in fields_that_say(report, [NAME])}
    assert set(found) == {"label_title", "label_file_name"}
    assert NAME in found["label_file_name"][0] or "Prys" in found["label_file_name"]


def test_marks_go_with_the_file_that_they_stand_in(report):
    mark_all(report, NAME)
    modified(report)
    assert redaction.marks(report)
    report.file = NamedBlobFile(world.pdf("another"), filename="other.pdf")
    modified(report)
    assert not redaction.marks(report)


def test_what_is_marked_and_still_in_the_file_is_not_shared(report):
    def stopped():
        return "redacted" in [one.rule for one in ISharingGate(report).refusals()]

    assert not stopped()
    mark_all(report, NAME)
    assert stopped()
    redacting.make(report, "ann")
    assert not stopped()
    mark_all(report, "school")
    assert stopped()
    redacting.make(report, "ann")
    redacting.take_back(report, "rhys")
    assert stopped()
