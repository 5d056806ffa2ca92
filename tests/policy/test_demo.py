"""The demo: the same choices every day, with dates that never go stale."""

from ccsr.content.config import authorities
from ccsr.content.config import terms
from ccsr.content.domain import uploads
from ccsr.content.domain.duties import annual_inspection_due
from ccsr.policy.demo.papers import compiled
from ccsr.policy.demo.papers import Press
from ccsr.policy.demo.plan import make_plan
from datetime import date
from datetime import timedelta

import pytest


DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def plan():
    """The demo of one day."""
    return make_plan(DAY)


def documents(plan):
    """Return every planned document."""
    return [one for held in plan.documents.values() for one in held]


def test_it_is_as_large_as_it_is_said_to_be(plan):
    assert (len(plan.providers), len(plan.services), len(documents(plan))) == (12, 41, 150)


def test_every_sector_type_region_and_authority_is_there(plan):
    services = [one.fields for one in plan.services]
    gss = {one.get("local_authority") for one in services} - {None}
    assert {one.fields["sector"] for one in plan.providers} == tokens(terms.SECTORS)
    assert {one["service_type"] for one in services} == tokens(terms.SERVICE_TYPES)
    assert gss == set(authorities.BY_GSS)


def tokens(vocabulary):
    """Return the tokens of a vocabulary."""
    return {term.token for term in vocabulary}


def test_the_same_day_gives_the_same_plan(plan):
    assert make_plan(DAY) == plan


@pytest.mark.parametrize("later", [1, 100, 366])
def test_another_day_moves_dates_and_nothing_else(plan, later):
    moved = make_plan(DAY + timedelta(days=later))
    assert [(one.key, one.fate, one.tones) for one in documents(moved)] == [
        (one.key, one.fate, one.tones) for one in documents(plan)
    ]
    assert overdue(moved) == overdue(plan)


def overdue(plan):
    """Return the keys of the services whose annual inspection is late."""
    return {one.key for one in plan.services if is_overdue(plan, one)}


def is_overdue(plan, service):
    """Return whether a service's last shared annual inspection is older than a year."""
    days = [
        one.fields["inspected_to"]
        for one in plan.documents[service.key]
        if one.fate == "shared" and one.fields.get("inspection_kind") == "annual"
    ]
    status = service.fields["registration_status"]
    kind = service.fields["service_type"]
    due = annual_inspection_due(kind, status, service.fields["registered_on"], days)
    return bool(due and due < plan.today)


def test_the_overdue_are_those_that_are_meant_to_be(plan):
    assert overdue(plan) == {one.key for one in plan.services if one.mark == "overdue"}


def test_nothing_has_happened_yet_that_lies_ahead(plan):
    happened = ("inspected_to", "issued", "received", "completed", "notice_date", "closed")
    days = [one.fields[name] for one in documents(plan) for name in happened if name in one.fields]
    assert max(days) <= plan.today


def test_a_paper_has_pages_with_text_and_is_the_same_each_time(plan):
    paper = documents(plan)[0]
    data = compiled(paper)
    pages = uploads.accept(data).pages
    assert len(pages) > 1
    assert paper.service_title in pages[0]
    assert compiled(paper) == data


def test_no_two_papers_are_the_same(plan):
    press = Press(plan.papers)
    found = {press.pdf(one.key) for one in plan.papers}
    press.close()
    assert len(found) == len(plan.papers)
