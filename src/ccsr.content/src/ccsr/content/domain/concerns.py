"""Concerns of commissioners: what their form must have, and what becomes of the answers.

Protocol 5.3 (what CCSR gives the inspectorate) and 6.2: where a child may be at risk the
authority's child-protection procedure is followed without delay, so nothing is taken here.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass


#: Kinds of field that have a meaning here.
RISK, SERVICE, DOCUMENTS = "risk", "service", "documents"
#: Kinds that hold no answer.
LABEL = "label"
#: Kinds that an administrator may add.
PLAIN = ("line", "text", "choice", "yes_no", "day", "number")
KINDS = (RISK, SERVICE, DOCUMENTS, LABEL, *PLAIN)

#: What stands between the two languages of a text that an administrator types.
BETWEEN = " / "

#: Characters of one answer.
LONGEST_LINE, LONGEST_TEXT = 300, 10_000


@dataclass(frozen=True)
class Question:
    """A field of the form: ``kind`` is one of ``KINDS``, or "" for anything else.

    ``is_listed``: a choice whose answers are all written down in the form itself.
    """

    name: str
    kind: str
    is_listed: bool = True


@dataclass(frozen=True)
class Fault:
    """Why a form may not be used; ``name`` is the field's, where it is about one."""

    rule: str
    name: str = ""


def faults(questions: Iterable[Question], has_saver: bool = True) -> tuple[Fault, ...]:
    """Return what stops a form from being used: above all that it does not ask for risk.

    A file that comes in by a field of another kind is not examined, and a list that is
    made elsewhere may hold what the reader must not know of.
    """
    asked = tuple(questions)
    found = [Fault(rule) for rule in _missing(asked, has_saver)]
    found += [Fault("unfit", one.name) for one in asked if one.kind not in KINDS]
    found += [Fault("unlisted", one.name) for one in asked if not one.is_listed]
    return tuple(found)


def _missing(asked: tuple[Question, ...], has_saver: bool) -> Iterable[str]:
    kinds = [one.kind for one in asked]
    if RISK not in kinds:
        yield "no_risk"
    for kind in (RISK, SERVICE, DOCUMENTS):
        if kinds.count(kind) > 1:
            yield f"many_{kind}"
    if not {"line", "text"} & {*kinds}:
        yield "nothing_asked"
    if not has_saver:
        yield "no_saver"


def at_risk(answer: object) -> bool | None:
    """Return what was answered; None where it was neither of the two.

    Where both were sent, one of them was yes.
    """
    if isinstance(answer, (list, tuple, set)):
        answers = {at_risk(one) for one in answer}
        return True if True in answers else False if answers == {False} else None
    if isinstance(answer, bool):
        return answer
    return {"yes": True, "no": False}.get(answer) if isinstance(answer, str) else None


def said(text: str | None, language: str) -> str:
    """Return the part of a text that is for a reader: ``English / Cymraeg``.

    A text with anything but two parts is the same for both.
    """
    parts = (text or "").split(BETWEEN)
    if len(parts) != 2 or not all(part.strip() for part in parts):
        return text or ""
    return parts[1 if language == "cy" else 0].strip()


def both(english: str, welsh: str) -> str:
    """Return one text of two, as ``said`` takes it apart; "" of none."""
    return BETWEEN.join((english, welsh)) if english or welsh else ""


def parts(text: str | None) -> tuple[str, str]:
    """Return a text in English and in Welsh, the second one empty where it is the same."""
    english, welsh = said(text, "en"), said(text, "cy")
    return english, welsh if welsh != english else ""


@dataclass(frozen=True)
class Wording:
    """What an administrator types for a question, English and Welsh side by side."""

    title: tuple[str, str]
    help: tuple[str, str] = ("", "")
    #: A line each, in the same order.
    answers: tuple[str, str] = ("", "")

    @property
    def answer_lines(self) -> list[tuple[str, str]]:
        """The answers to choose from, in both languages."""
        english, welsh = ([line.strip() for line in one.splitlines()] for one in self.answers)
        english, welsh = list(filter(None, english)), list(filter(None, welsh))
        return list(zip(english, welsh, strict=True)) if len(english) == len(welsh) else []


def wrong_wording(wording: Wording, kind: str) -> dict[str, str]:
    """Return the rule that is broken, by what breaks it: ``title``, ``help`` or ``answers``."""
    found = {}
    if not all(wording.title):
        found["title"] = "both"
    if any(wording.help) and not all(wording.help):
        found["help"] = "both"
    if kind == "choice" and len(wording.answer_lines) < 2:
        found["answers"] = "pairs"
    for name in ("title", "help", "answers"):
        if any(BETWEEN in one for one in getattr(wording, name)):
            found[name] = "between"
    return found


def detail(answers: Iterable[tuple[str, str]]) -> str:
    """Return the answers under what was asked, without those that were left out."""
    told = [(asked.strip(), answer.strip()) for asked, answer in answers]
    return "\n\n".join(f"{asked}\n{answer}" for asked, answer in told if answer)


def procedure(texts: Mapping[str, str], authority: str, language: str) -> tuple[str, str]:
    """Return what to do, and the language it is in; ("", "") where nothing was written down.

    ``texts`` by ``<authority>.<language>``. A text in the other language is better than
    the general one: it has the telephone numbers.
    """
    other = "en" if language == "cy" else "cy"
    for one in (authority, ""):
        for spoken in (language, other):
            text = texts.get(f"{one}.{spoken}", "").strip()
            if text:
                return text, spoken
    return "", ""
