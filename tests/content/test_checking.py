"""A file of the intake is checked, filed under its services, and taken back."""

from ccsr.content import jobs
from ccsr.content.content import checking
from ccsr.content.content import intake_item
from ccsr.content.content import layers
from ccsr.content.content import provenance
from ccsr.content.content import redaction
from ccsr.content.domain.intake import Refused
from ccsr.content.domain.paper import Sheet
from ccsr.content.domain.paper import Word
from ccsr.content.domain.recognition import Found
from ccsr.content.domain.recognition import Passage
from ccsr.content.domain.recognition import Reading
from ccsr.content.domain.recognition import Subject
from ccsr.content.domain.redaction.marks import Mark
from ccsr.content.intake import batches
from ccsr.content.intake import drafting
from ccsr.content.intake import receiving
from ccsr.content.interfaces import IPages
from dataclasses import replace
from datetime import datetime
from datetime import UTC
from io import BytesIO
from plone import api
from zope.annotation.interfaces import IAnnotations
from zope.lifecycleevent import modified

import pytest
import transaction
import world


WORD = Word("Tref", 0.1, 0.1, 0.2, 0.12)
PASSAGE = Passage(1, "4 to 8 March 2024", ((0.1, 0.2, 0.5, 0.22),))
TITLES = {"issued": "Issued on", "framework": "Framework"}


@pytest.fixture
def portal(integration):
    """The portal, as an officer sees it, with two homes."""
    site = integration["portal"]
    with api.env.adopt_user(username="admin"):
        world.create_accounts()
    with api.env.adopt_user(username="rhys.reviewer"):
        provider = world.provider(site["register"], "one")
        world.transition(provider, "share")
        for name in ("Afal", "Bedwen"):
            world.transition(world.service(provider, name), "share")
    with api.env.adopt_user(username="ann.officer"):
        yield site


@pytest.fixture
def homes(portal):
    """The UIDs of the two homes."""
    return [brain.UID for brain in api.content.find(portal_type="Service", sort_on="path")]


def take_in(portal, name="report.pdf", reading=None):
    """Bring a file in, with what is read in it."""
    batch = batches.make()
    entry = receiving.receive(batch, name, name, BytesIO(world.pdf(name)))
    transaction.savepoint()
    item = portal["intake"][entry.item]
    intake_item.keep_reading(item, reading or read())
    return item


def read(**values):
    found = {
        "framework": Found("ciw_2024", PASSAGE),
        "inspection_kind": Found("annual", PASSAGE),
        "inspected_from": Found("2024-03-04", PASSAGE),
        "inspected_to": Found("2024-03-08", PASSAGE),
        "issued": Found("2024-04-22", PASSAGE),
    }
    subject = Subject(f"{world.CANARY} Home Afal", f"{world.CANARY}-S-Afal", "Cardiff", PASSAGE)
    grades = {"wellbeing": Found("good", PASSAGE)}
    return Reading("InspectionReport", "ciw", {**found, **values}, grades, subject)


def row_of(item):
    return checking.Desk().row(item)


def file(item):
    return drafting.file(item, row_of(item), TITLES)


def drafts(found):
    return [api.content.get(UID=uid) for uid in found.documents]


def put(item, **texts):
    checking.put(item, texts, checking.new_step())


def test_a_certain_reading_becomes_a_draft_of_its_service(portal, homes):
    item = take_in(portal)
    digest, id = IPages(item).digest, item.getId()

    (draft,) = drafts(file(item))

    assert draft.__parent__.title.endswith("Home Afal")
    assert (str(draft.inspected_from), draft.inspectorate) == ("2024-03-04", "ciw")
    assert draft.judgements == [{"theme": "wellbeing", "grade": "good"}]
    assert (draft.file.filename, IPages(draft).digest) == ("report.pdf", digest)
    assert not draft.shareable_declared
    assert id not in portal["intake"]


def test_a_report_about_two_services_is_filed_under_both_and_then_no_more(portal, homes):
    item = take_in(portal)
    again = item.file.data
    put(item, service=" ".join(homes))

    found = drafts(file(item))

    assert {one.__parent__.UID() for one in found} == set(homes)
    assert found[0].file.data == found[1].file.data
    entry = receiving.receive(batches.make(), "again", "again.pdf", BytesIO(again))
    assert entry.rule == "same_bytes"


def test_what_is_kept_of_the_pages_of_one_draft_is_not_kept_of_the_other(portal, homes):
    item = take_in(portal)
    layers.keep_sheets(item, [Sheet(1, 595, 842, (WORD,))])
    put(item, service=" ".join(homes))

    first, second = drafts(file(item))
    layers.keep_words(first, 1, [replace(WORD, text="Llan")])
    layers.complete(first)

    assert [word.text for word in layers.words(first, 1)] == ["Llan"]
    assert layers.words(second, 1) == (WORD,)
    kept = IAnnotations(second)[layers.KEY]
    assert (kept.is_complete, len(kept.pictures)) == (False, 0)


def test_what_is_uncertain_is_not_filed_before_it_is_answered(portal):
    item = take_in(portal, reading=read(issued=Found("2024-04-22", PASSAGE, certain=False)))
    with pytest.raises(Refused) as refused:
        file(item)
    assert refused.value.rule == "issued"

    put(item, issued="23/04/2024")

    assert str(drafts(file(item))[0].issued) == "2024-04-23"


def test_a_form_that_would_be_refused_refuses_the_row_as_well(portal):
    item = take_in(portal)
    put(item, issued="1 Arpil", inspected_to="01/03/2024")

    rules = {one.rule for one in checking.stops(row_of(item), TITLES)}

    assert rules == {"issued", "inspected_to"}
    with pytest.raises(Refused):
        file(item)


def test_filing_remembers_what_was_read_where_and_who_answered(portal):
    item = take_in(portal)
    put(item, issued="23/04/2024")

    (draft,) = drafts(file(item))

    origin = provenance.of(draft)
    assert origin.read().values["issued"].value == "2024-04-22"
    assert origin.read().values["issued"].passage == PASSAGE
    assert (origin.answers["issued"].by, origin.by) == ("ann.officer", "ann.officer")


def test_taking_back_brings_the_file_with_all_that_was_answered(portal, homes):
    item = take_in(portal)
    put(item, service=" ".join(homes), shareable_declared="yes")
    batch, row = intake_item.batch(item), row_of(item)
    made = file(item)

    back = drafting.undo(made)

    assert not [one for one in drafts(made) if one is not None]
    assert row_of(back).answers == row.answers
    assert row_of(back).cell("issued") == row.cell("issued")
    assert intake_item.batch(back) == batch
    assert [one.getId for one in batches.items(batches.get(batch))] == [back.getId()]
    assert len(drafts(file(back))) == 2


def test_what_was_filed_unread_is_read_once_it_is_taken_back(portal):
    item = take_in(portal)
    row = row_of(item)
    intake_item.keep_reading(item, None)

    back = drafting.undo(drafting.file(item, row, TITLES))

    assert intake_item.state(back) == intake_item.RECEIVED
    assert jobs.state(intake_item.job(back)).state == jobs.QUEUED


def test_a_draft_that_was_touched_is_not_taken_back(portal):
    edited, shared, marked = (file(take_in(portal, f"{one}.pdf")) for one in "abc")
    modified(drafts(edited)[0])
    mark = Mark(1, ((0.1, 0.1, 0.2, 0.2),), "", "name", "", "ann.officer", datetime.now(UTC))
    redaction.add(drafts(marked)[0], [mark])
    with api.env.adopt_user(username="rhys.reviewer"):
        drafts(shared)[0].shareable_declared = True
        world.transition(drafts(shared)[0], "share")

    for found, rule in ((edited, "edited"), (shared, "shared"), (marked, "edited")):
        with pytest.raises(Refused) as refused:
            drafting.undo(found)
        assert refused.value.rule == rule
        assert drafts(found)[0] is not None


def test_undoing_takes_ones_own_last_step_back_and_nobody_elses(portal):
    item = take_in(portal)
    put(item, inspector="A. B.")
    with api.env.adopt_user(username="rhys.reviewer"):
        put(item, issued="23/04/2024")
    put(item, inspector="C. D.")

    texts = []
    while last := checking.last_step([item]):
        checking.undo([item], last)
        found = row_of(item)
        texts.append((found.cell("inspector").text, found.cell("issued").text))

    assert texts == [("A. B.", "23/04/2024"), ("", "23/04/2024")]
