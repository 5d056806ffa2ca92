"""The redacted copy of a document: made, proved, kept apart from its original."""

from ccsr.content.content import redacting
from ccsr.content.content import redaction
from ccsr.content.domain.redaction import covering
from ccsr.content.domain.redaction.marks import Mark
from ccsr.content.domain.redaction.marks import new_id
from ccsr.content.domain.redaction.occurrences import occurrences
from ccsr.content.interfaces import IPages
from datetime import datetime
from datetime import UTC
from plone import api
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from plone.dexterity.utils import createContentInContainer
from plone.namedfile.file import NamedBlobFile

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


def test_the_copy_becomes_the_file_and_its_text_and_digest_follow(report):
    original, digest = report.file.data, IPages(report).digest
    mark_all(report, NAME)
    found = redacting.make(report, "ann")
    assert found.holds
    assert redaction.is_up_to_date(report)
    said = " ".join(IPages(report).pages)
    assert "Gwenllian" not in said
    assert "settles in" in said
    assert redaction.kept(report).original.data == original
    assert report.UID() == api.content.find(original_digest=digest)[0].UID
    assert not api.content.find(SearchableText="Gwenllian")
