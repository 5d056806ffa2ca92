"""Inspection frameworks: what is shipped, how their text is read, and editing them."""

from ccsr.content.content.invariants import Refused
from ccsr.content.content.readiness import frameworks as of_portal
from ccsr.content.content.readiness.framework_content import BadDefinition
from ccsr.content.content.readiness.framework_content import IInspectionFramework
from ccsr.content.domain.readiness import frameworks
from ccsr.content.domain.readiness.frameworks import BadFramework
from ccsr.policy.upgrades.areas import add_frameworks
from plone import api

import pytest


SMALL = """\
key: small
title: {en: Small}
inspectorate: Us
frequency_months: 12
notice_days: 0
documents_due_days: 1
fieldwork_days: 2
scale:
  - {id: good, en: Good}
  - {id: bad, en: Bad}
elements:
  - id: care
    en: Care
    descriptors:
      good: {en: Well cared for.}
requests:
  - {id: plan, en: Plan, due_days: 1, elements: [care]}
"""


def test_what_is_shipped_is_whole_in_both_languages():
    for framework in frameworks.shipped():
        grades = {grade.id for grade in framework.scale}
        assert [grade.rank for grade in framework.scale] == list(range(len(grades)))
        for part in (*framework.scale, *framework.elements, *framework.requests):
            assert part.title_cy, f"{framework.key}: {part.id}"
        for element in framework.elements:
            texts = (*element.questions, *element.descriptors.values())
            assert set(element.descriptors) == grades
            assert all(text.cy for text in texts), f"{framework.key}: {element.id}"


def test_the_three_of_the_partnership_keep_its_timescales():
    area, safeguarding, contact, *_today = frameworks.shipped()
    assert (area.frequency_months, area.fieldwork_days, area.final_month) == (12, 0, 11)
    assert [one.judged for one in area.elements] == [True, True, False, False, False]
    assert (safeguarding.frequency_months, safeguarding.notice_days) == (36, 10)
    assert {one.due_days for one in safeguarding.requests} == {1}
    assert [one.id for one in safeguarding.scale] == ["excellent", "good", "adequate", "inadequate"]
    assert len(safeguarding.elements) == 2
    assert (contact.frequency_months, contact.notice_days, contact.fieldwork_days) == (12, 0, 2)
    assert len(contact.elements) == 3


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("notice_days: 0", "notice_days: soon", 5),
        ("notice_days: 0", "notice_day: 0", 5),
        ("id: bad, en: Bad", "id: good, en: Bad", 10),
        ("good: {en: Well", "fair: {en: Well", 15),
        ("elements: [care]", "elements: [cure]", 17),
        ("en: Care", "en: [Care", 14),
        ("id: care", "id: ca/re", 12),
        ("inspectorate: Us", "inspectorate: &us Us\nx: *us", 4),
        ("inspectorate: Us", "inspectorate: !!python/object:os.system Us", 3),
        ("inspectorate: Us", "inspectorate: [[[[[[[[[[[[]]]]]]]]]]]]", 3),
        ("title: {en: Small}", "title:", 2),
    ],
)
def test_a_text_that_is_no_framework_is_refused_with_its_line(before, after, line):
    assert frameworks.parse(SMALL).key == "small"
    with pytest.raises(BadFramework) as refused:
        frameworks.parse(SMALL.replace(before, after))
    assert refused.value.line == line


def test_a_site_has_those_that_are_shipped(portal):
    with api.env.adopt_user(username="admin"):
        found = of_portal.frameworks()
        assert found == frameworks.shipped()
        assert len(api.content.find(portal_type=of_portal.TYPE)) == len(found)
        framework, element = of_portal.element("caa_2009/outcomes")
    assert (framework.key, element.id) == ("caa_2009", "outcomes")
    assert of_portal.element("caa_2009/gone") is None


def test_a_framework_is_added_to_readiness_alone(portal):
    with api.env.adopt_user(username="admin"):
        areas = {id: portal[id].allowedContentTypes() for id in ("governance", "readiness")}
    added = [id for id, found in areas.items() if of_portal.TYPE in {one.id for one in found}]
    assert added == ["readiness"]


def test_a_framework_keeps_its_key_and_no_two_have_one(portal):
    area = portal["readiness"]
    thing = area["inspection-framework-caa_2009"]

    def check(context, text):
        with api.env.adopt_user(username="admin"):
            IInspectionFramework["definition"].bind(context).validate(text)

    check(thing, thing.definition)
    with pytest.raises(Refused) as refused:
        check(thing, thing.definition.replace("key: caa_2009", "key: other"))
    assert refused.value.doc() == "framework_key_stays"
    with pytest.raises(Refused) as refused:
        check(area, thing.definition)
    assert refused.value.doc() == "framework_key_taken"
    with pytest.raises(BadDefinition) as refused:
        check(thing, f"{thing.definition}extra: 1\n")
    assert refused.value.line == thing.definition.count("\n") + 1


def test_an_upgrade_brings_what_is_missing_and_leaves_what_was_edited(portal):
    area = portal["readiness"]
    edited = area["inspection-framework-ciw_2024"]
    with api.env.adopt_user(username="admin"):
        edited.definition = edited.definition.replace("ratings (2024)", "as we read it")
        area._delObject("inspection-framework-caa_2009")
        add_frameworks(None)
        assert {one.key for one in of_portal.frameworks()} == set(frameworks.SHIPPED)
        assert of_portal.framework("ciw_2024").title.endswith("as we read it")
