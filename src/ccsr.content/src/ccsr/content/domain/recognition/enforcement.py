"""Notices and letters of enforcement (protocol 5.2).

The stage is taken only where it is stated in words. Certificates and decisions to
register are no enforcement.
"""

from __future__ import annotations

from ccsr.content.domain.recognition import cover
from ccsr.content.domain.recognition import wales
from ccsr.content.domain.recognition.contract import IRecogniser
from ccsr.content.domain.recognition.values import Found
from ccsr.content.domain.recognition.values import Paper
from ccsr.content.domain.recognition.values import Reading
from ccsr.content.domain.recognition.wales import Report
from collections.abc import Iterator
from zope.interface import implementer

import re


LABELS = wales.LABELS | {
    "name": wales.LABELS["name"] + r"|service|setting|re|gwasanaeth|ynghylch",
    "stage": r"(?:(?:enforcement )?stage|cam(?: gorfodi)?)",
    "action": r"(?:action taken|type of (?:notice|action)|math o (?:hysbysiad|gam))",
    "legal_basis": r"(?:legal (?:basis|power)|statutory (?:basis|power)|sail gyfreithiol)",
    "notice_date": r"(?:date of (?:this )?notice|notice date|date (?:notice )?(?:issued|served)"
    r"|dyddiad yr hysbysiad|dyddiad hysbysu)",
    "due_date": r"(?:to be met by|to be (?:completed|complied with) by|compliance (?:date|due(?: by)?)"
    r"|date for compliance|date by which (?:you must comply|compliance is required)"
    r"|due date|i'w (?:fodloni|gyflawni) erbyn|dyddiad cydymffurfio)",
    "appeal": r"(?:appeal|apêl)",
}
_REGISTRATION = (
    r"(?: (?:of )?(?:the |your )?(?:registration|service|condition\w*|provider|manager))?"
)
_NOTICE = (
    r"(?:improvement notice|(?:statutory )?warning notice|(?:formal )?warning letter|penalty notice"
    r"|(?:notice of )?non-?[ ]?compliance notice|notice of non-?[ ]?compliance|compliance notice"
    r"|notice of (?:proposal|decision|intention) to (?:suspend|cancel|restrict|impose|vary|remove)"
    r"[^\n.(]{0,80}|(?:notice of )?(?:urgent )?(?:suspension|cancellation) of registration"
    r"|urgent (?:suspension|cancellation)(?: notice| order)?|proposal to (?:suspend|cancel)[^\n.(]{0,60}"
    r"|(?:notice of )?imposition of (?:a )?conditions?[^\n.(]{0,60}"
    r"|hysbysiad (?:gwella|cosb|rhybudd|diffyg cydymffurfio)"
    r"|hysbysiad o (?:gynnig|benderfyniad|fwriad) i (?:atal|ganslo|osod|amrywio)[^\n.(]{0,80})"
)
_TITLE = re.compile(rf"^(?:enforcement action$|(?:re: ?)?{_NOTICE})", re.IGNORECASE | re.MULTILINE)
_ACTION = re.compile(
    rf"^(?:re: ?)?(?P<action>{_NOTICE})[.:]?$(?!\n(?-i:[a-z]))", re.IGNORECASE | re.MULTILINE
)
_IN_WORDS = re.compile(
    r"^the notice\n(?P<action>[A-Z][^()\n]{5,140}(?:\n[^()\n]{2,140})?)\s"
    r"\((?P<basis>(?:section|regulation)s? [^()\n]{1,120})\)\.",
    re.IGNORECASE | re.MULTILINE,
)
_NO_ENFORCEMENT = re.compile(
    r"\b(?:certificate of registration|registration certificate|tystysgrif gofrestru"
    r"|(?:decision|proposal) to (?:grant|register|approve)|application (?:to|for) (?:register|registration"
    r"|vary|variation)[^.\n]{0,60}(?:granted|approved))\b",
    re.IGNORECASE,
)
_WORD = r"(?:[A-Z][\w'’-]+|and|of|in|for|the|a|o|i|yng|ar|\([A-Z][\w \n]{2,60}\))"
_BASIS = re.compile(
    r"\b(?:(?i:under|pursuant[ \n]to|in[ \n]accordance[ \n]with|o[ \n]dan|yn[ \n]unol[ \n]ag?))[ \n]"
    r"(?P<basis>(?i:sections?|regulations?|adran(?:nau)?|rheoliad(?:au)?)[ \n]"
    r"\d{1,3}[A-Z]?(?:\(\w{1,4}\)){0,4}"
    rf"(?:[ \n]?,?[ \n]?(?:of|o)[ \n](?:the[ \n])?(?:{_WORD}[ \n]){{1,16}}?(?:\([A-Z][a-z]+\)[ \n])?"
    r"(?:Act|Regulations|Deddf|Ddeddf|Rheoliadau)?[ \n]?(?:\(Wales\)[ \n])?(?:Act|Regulations)?[ \n]?"
    r"(?:19|20)\d\d))",
)
_STAGE = re.compile(
    r"\b(?:stage|cam)[ \n](?P<stage>[123])[ \n](?:of|o)[ \n](?:(?:our|the|its|ein|y)[ \n])?(?:\w+[ \n]){0,5}?"
    r"(?:enforcement|gorfodi)\b",
    re.IGNORECASE,
)
LONGEST = 200


@implementer(IRecogniser)
class Enforcement:
    """Reads notices of enforcement."""

    def recognise(self, paper: Paper) -> Reading | None:
        """Return what the paper says; None where it is no such paper."""
        report = Report(paper, LABELS)
        if not _TITLE.search(report.opening[:1_500]):
            return None
        if _NO_ENFORCEMENT.search(" ".join(report.opening.split())):
            return None
        action, basis = _action(report), _basis(report)
        if action is None and basis is None and not report.facts["stage"]:
            return None
        values = wales.present(
            {
                "stage": _stage(report),
                "action": action,
                "legal_basis": basis,
                **_days(report),
                "appeal": report.one("appeal", _short),
            }
        )
        return Reading("EnforcementAction", "enforcement", values, {}, cover.subject(report), 93)


def _short(text: str) -> str | None:
    return text if 3 <= len(text) <= LONGEST else None


def _days(report: Report) -> dict[str, Found | None]:
    notice = report.one("notice_date", wales.one_day)
    due = report.one("due_date", wales.one_day)
    if notice and due and str(notice.value) > str(due.value):
        notice = due = None
    return {"notice_date": notice, "due_date": due}


def _stage(report: Report) -> Found | None:
    said = [
        Found(fact.text.strip(), fact.passage, fact.certain)
        for fact in report.facts["stage"]
        if fact.text.strip() in ("1", "2", "3")
    ]
    said += [
        Found(match["stage"], report.flow.passage(*match.span()))
        for match in _STAGE.finditer(report.flow.text)
    ]
    return wales.surest(said) if len({one.value for one in said}) == 1 else None


def _action(report: Report) -> Found | None:
    """Return what the notice calls itself."""
    labelled = report.one("action", _short)
    return labelled or wales.surest(_said(report, _ACTION, "action", most=1_500))


def _basis(report: Report) -> Found | None:
    """Return the one provision under which it is made."""
    labelled = report.one("legal_basis", _short)
    return labelled or wales.surest(_said(report, _BASIS, "basis"))


def _said(
    report: Report, pattern: re.Pattern[str], name: str, most: int = 20_000
) -> Iterator[Found]:
    for one in (pattern, _IN_WORDS):
        matches = list(one.finditer(report.flow.text[:most]))
        for match in matches:
            value = " ".join(match[name].split()).rstrip(":")
            yield Found(value, report.flow.passage(*match.span(name)))
        if matches:
            return
