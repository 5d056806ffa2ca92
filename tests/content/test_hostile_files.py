"""Hostile files are refused in a sentence, and good ones are taken."""

from ccsr.content.domain import uploads
from ccsr.content.domain.examiner import judge

import hostile
import pytest


JUDGED = sorted({*hostile.FILES} - {*hostile.BOMBS} - {*hostile.KINDS} - {"nothing"})


@pytest.mark.parametrize("name", hostile.FILES)
def test_a_hostile_file_is_refused_in_a_sentence(name):
    file = hostile.FILES[name]
    with pytest.raises(uploads.UnsuitableFile) as refusal:
        uploads.accept(file.make())
    assert refusal.value.rule in file.rules
    assert refusal.value.message.default.endswith(".")


def test_there_are_enough_of_them():
    assert len(hostile.FILES) >= 60


@pytest.mark.parametrize("name", JUDGED)
def test_the_judge_says_the_same_without_a_process_around_it(name):
    file = hostile.FILES[name]
    assert judge.verdict(file.make()) in file.rules


@pytest.mark.parametrize("name", hostile.HARMLESS)
def test_what_looks_alike_and_is_harmless_is_taken(name):
    data = hostile.HARMLESS[name]
    assert [text for text, _picture in judge.verdict(data)] == list(uploads.accept(data).pages)


def test_the_judge_needs_nothing_that_is_not_warm():
    judge.warm_up()
    assert judge.verdict(hostile.PDF) == [("Good", False)]


@pytest.mark.parametrize("name", hostile.NAMES)
def test_a_file_gets_a_name_that_can_be_kept(name):
    kept = uploads.file_name(name)
    assert kept == hostile.NAMES[name]
    assert 5 <= len(kept) <= uploads.LONGEST_NAME
    assert uploads.file_name(kept) == kept


def test_every_real_report_is_taken(real_data):
    reports = sorted((real_data / "reports").glob("*.pdf"))
    assert len(reports) == 22
    assert all(uploads.accept(report.read_bytes()).has_text for report in reports)
