"""Reports and letters on a complaint that has been completed (protocol 5.2).

One without a day of completion and without an outcome is not completed, and is none here.
"""

from __future__ import annotations

from ccsr.content.domain.recognition import cover
from ccsr.content.domain.recognition import notices
from ccsr.content.domain.recognition import wales
from ccsr.content.domain.recognition.contract import IRecogniser
from ccsr.content.domain.recognition.statements import phrase
from ccsr.content.domain.recognition.values import Found
from ccsr.content.domain.recognition.values import Paper
from ccsr.content.domain.recognition.values import Reading
from ccsr.content.domain.recognition.wales import Report
from collections.abc import Iterator
from zope.interface import implementer

import re


LABELS = wales.LABELS | {
    "name": wales.LABELS["name"] + r"|service|setting|re|gwasanaeth|ynghylch",
    "reference": r"(?:(?:our |complaint |concern |case )?ref(?:erence)?(?: (?:number|no\.?))?"
    r"|ein cyf(?:eirnod)?|cyfeirnod(?: y gŵyn)?)",
    "received": r"(?:(?:date )?(?:complaint |concern )?received(?: on)?|date (?:complaint|of complaint)"
    r"(?: was)? received|dyddiad (?:y )?derbyn(?:iwyd)?(?: y gŵyn)?|derbyniwyd(?: ar)?)",
    "completed": r"(?:(?:date )?(?:complaint |investigation )?(?:completed|concluded|closed)(?: on)?"
    r"|date (?:complaint|investigation) (?:was )?(?:completed|concluded|closed)|date of completion"
    r"|dyddiad (?:cwblhau|y cwblhawyd(?: yr ymchwiliad)?)|cwblhawyd(?: ar)?)",
    "subject": r"(?:(?:nature|subject|summary) of (?:the )?(?:complaint|concern)|complaint about"
    r"|natur y gŵyn|pwnc y gŵyn)",
    "outcome": r"(?:(?:overall )?(?:outcome|finding|decision|conclusion)(?: of (?:the )?"
    r"(?:complaint|investigation))?|canlyniad(?: y gŵyn)?|penderfyniad)",
}
_TITLE = re.compile(
    r"^(?:(?:report (?:of|on) (?:a |an |the )?complaint|complaint(?:s)? (?:investigation )?"
    r"(?:report|outcome(?: letter)?)|complaint investigation|outcome of (?:(?:a|an|the|your) )?"
    r"(?:complaint|investigation)|(?:re: ?)?outcome of complaint)\b"
    r"|(?:adroddiad (?:ar )?(?:y )?g?ŵyn|adroddiad (?:ar )?gwyn|canlyniad (?:y |eich )?g?c?h?ŵyn))",
    re.IGNORECASE | re.MULTILINE,
)
_OUTCOMES = {
    "not_upheld": r"not upheld|not substantiated|unfounded|ni chadarnhawyd|heb ei chadarnhau",
    "partly_upheld": r"part(?:ly|ially)(?: |-)upheld|upheld in part|part(?:ly|ially) substantiated"
    r"|cadarnhawyd yn rhannol|wedi'i chadarnhau'n rhannol",
    "inconclusive": r"inconclusive|amhendant",
    "upheld": r"upheld|substantiated|cadarnhawyd|wedi'i chadarnhau",
}
_SENTENCE = re.compile(
    phrase(
        r"\b(?:the|this|your) (?:complaint|concern) (?:is|was|has been)(?: therefore)?"
        rf" (?P<outcome>{'|'.join(_OUTCOMES.values())})(?=[.,;\n]| (?:because|as)\b)"
    ),
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:investigation|complaint) (?:is|remains) (?:still )?(?:ongoing|open|under investigation)\b"
    r"|\bhas not (?:yet )?been (?:completed|concluded)\b",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"^the complaint\n(?P<subject>(?:[^\n]{3,200}\n){1,6}?)(?=what we (?:did|found|looked))",
    re.IGNORECASE | re.MULTILINE,
)
_REFERENCE = re.compile(r"[A-Z0-9][\w/.-]{2,29}(?: \d{1,12})?")
LONGEST_SUBJECT = 600


@implementer(IRecogniser)
class Complaints:
    """Reads what became of a complaint."""

    def recognise(self, paper: Paper) -> Reading | None:
        """Return what the paper says; None where it is no such paper, or not completed."""
        report = Report(paper, LABELS)
        if not _TITLE.search(report.opening[:1_500]) or _OPEN.search(_flat(report)):
            return None
        completed, outcome = report.one("completed", wales.one_day), _outcome(report)
        if not (completed or outcome):
            return None
        received = report.one("received", wales.one_day)
        if received and completed and str(received.value) > str(completed.value):
            received = completed = None
        values = wales.present(
            {
                "reference": report.one("reference", _reference),
                "received": received,
                "completed": completed,
                "subject": report.one("subject", _subject) or _section(report),
                "outcome": outcome,
                "requirements_count": notices.counts(report)["requirements_count"],
            }
        )
        return Reading("ComplaintReport", "complaints", values, {}, cover.subject(report), 93)


def _flat(report: Report) -> str:
    return " ".join(report.flow.text.split())


def _reference(text: str) -> str | None:
    """Return a reference: one word with a figure, or two."""
    text = text.strip(" .")
    is_one = _REFERENCE.fullmatch(text) and re.search(r"\d", text)
    return text if is_one and wales.one_day(text) is None else None


def _subject(text: str) -> str | None:
    return text if len(text) <= LONGEST_SUBJECT else None


def _section(report: Report) -> Found | None:
    """Return what stands under the heading "The complaint"."""
    matches = list(_SECTION.finditer(report.flow.text))
    if len(matches) != 1:
        return None
    text = " ".join(matches[0]["subject"].split())
    return Found(text, report.flow.passage(*matches[0].span()))


def _outcome(report: Report) -> Found | None:
    """Return the outcome on which label and sentences agree; parts may differ from the whole."""
    said = [*_labelled(report), *_told(report)]
    return wales.surest(said) if len({one.value for one in said}) == 1 else None


def _labelled(report: Report) -> Iterator[Found]:
    for fact in report.facts["outcome"]:
        token = _token(fact.text)
        if token:
            yield Found(token, fact.passage, fact.certain)


def _told(report: Report) -> Iterator[Found]:
    for match in _SENTENCE.finditer(report.flow.text):
        token = _token(match["outcome"])
        if token:
            yield Found(token, report.flow.passage(*match.span()))


def _token(text: str) -> str | None:
    plain = " ".join(text.split()).strip(" .")
    return next(
        (token for token, form in _OUTCOMES.items() if re.fullmatch(form, plain, re.IGNORECASE)),
        None,
    )
