"""What officers answer about a file of the intake, kept with it as it is typed.

Each answer is an entry of its own, so that two people who fill in two fields of one
file never wait for each other; each act is a step, which its person can take back.
"""

from __future__ import annotations

from BTrees.OOBTree import OOBTree
from ccsr.content.content import intake_item
from ccsr.content.content.candidates import candidates
from ccsr.content.content.filing import problems
from ccsr.content.domain import answering
from ccsr.content.domain import checking
from ccsr.content.domain import dates
from ccsr.content.domain import sharing
from ccsr.content.domain.answering import Change
from ccsr.content.domain.answering import Step
from ccsr.content.domain.checking import Answer
from ccsr.content.domain.checking import Proposal
from ccsr.content.domain.checking import Row
from ccsr.content.domain.recognition import Subject
from ccsr.content.domain.recognition import subjects
from ccsr.content.domain.sharing import Refusal
from datetime import datetime
from datetime import UTC
from persistent import Persistent
from plone import api
from typing import Any
from uuid import uuid4
from zope.annotation.interfaces import IAnnotations


KEY = "ccsr.content.checking"


class Checked(Persistent):
    """The answers of one file by name of field, and its steps by id, in order of time."""

    def __init__(self) -> None:
        self.answers, self.steps = OOBTree(), OOBTree()


def answers(item: Any) -> dict[str, Answer]:
    """Return what people have answered, by name of field."""
    kept = IAnnotations(item).get(KEY)
    return dict(kept.answers) if kept else {}


def steps(item: Any) -> dict[str, Step]:
    """Return what was done with the file, by id, the earliest first."""
    kept = IAnnotations(item).get(KEY)
    return dict(kept.steps) if kept else {}


def new_step() -> str:
    """Return the id of an act that begins now; ids sort by time."""
    return f"{datetime.now(UTC).isoformat()} {uuid4().hex}"


def put(item: Any, texts: dict[str, str], step: str, how: str = checking.TYPED) -> None:
    """Keep texts as answers of whoever is signed in, as part of a step."""
    by, at = me(), datetime.now(UTC)
    made = {name: Answer(text, by, at, how) for name, text in texts.items()}
    if not made:
        return
    before = answers(item)
    changes = {name: Change(before.get(name), answer) for name, answer in made.items()}
    restore(item, made, {step: Step(by, changes)})


def restore(item: Any, found: dict[str, Answer], done: dict[str, Step]) -> None:
    """Keep answers and steps as they were kept before, with whose they are."""
    kept = _to_write(item)
    kept.answers.update(found)
    kept.steps.update(done)


def last_step(items: list[Any]) -> str:
    """Return the id of what whoever is signed in did last with any of these, or ''."""
    account = me()
    found = [id for item in items for id, step in steps(item).items() if step.by == account]
    return max(found, default="")


def undo(items: list[Any], id: str) -> int:
    """Take a step back in every row that it changed; return how many fields stay as they are.

    They stay where somebody has changed them since.
    """
    stay = 0
    for item in items:
        step = steps(item).get(id)
        if step is None or step.by != me():
            continue
        back = dict(answering.taken_back(step, answers(item)))
        stay += len(step.changes) - len(back)
        kept = _to_write(item)
        for name, change in back.items():
            if change.before is None:
                kept.answers.pop(name, None)
            else:
                kept.answers[name] = change.before
        del kept.steps[id]
    return stay


def me() -> str:
    """Return the account that is signed in."""
    return api.user.get_current().getId() or ""


def _to_write(item: Any) -> Checked:
    return IAnnotations(item).setdefault(KEY, Checked())


# -- rows ---------------------------------------------------------------------


class Desk:
    """Makes rows of files; the register is read once for all of them."""

    def __init__(self) -> None:
        self._register: subjects.Register | None = None

    def row(self, item: Any) -> Row:
        """Return a file with what is proposed and answered."""
        reading, given = intake_item.reading(item), answers(item)
        subject = reading.subject if reading else None
        answer = given.get(checking.SERVICE)
        if answer is not None and subject is not None:
            # The register is not asked again, but where it was read is still to be seen.
            proposed = Proposal(answer.text, True, subject.passage)
        else:
            proposed = service_proposal(self.matches(item), subject)
        arrived = item.created().asdatetime().astimezone(dates.ZONE).date()
        return Row(checking.proposals(reading, proposed, arrived), given)

    def matches(self, item: Any) -> tuple[subjects.Match, ...]:
        """Return the services that the file may be about, the likeliest first."""
        reading = intake_item.reading(item)
        if reading is None or reading.subject is None:
            return ()
        if self._register is None:
            self._register = subjects.Register(candidates())
        return tuple(subjects.match(reading.subject, self._register))


def service_proposal(
    matches: tuple[subjects.Match, ...], subject: Subject | None
) -> Proposal | None:
    """Return the likeliest service as a proposal; None where there is none."""
    if not matches or subject is None:
        return None
    chosen = subjects.chosen(matches)
    found = chosen or matches[0].candidate
    return Proposal(found.uid, chosen is not None, subject.passage)


def services(row: Row) -> list[Any]:
    """Return the records of the services that stand in a row, those that may be seen."""
    found = [api.content.find(portal_type="Service", UID=uid) for uid in _uids(row)]
    return [brains[0] for brains in found if brains]


def _uids(row: Row) -> list[str]:
    return row.cell(checking.SERVICE).text.split()


def stops(row: Row, titles: dict[str, Any]) -> list[Refusal]:
    """Return what stops a row from being filed; the rule is the name of the field to mend."""
    found = checking.stops(row, titles)
    if row.kind:
        said = {one.rule for one in found}
        refused = problems(row.kind, row.fields())
        found += [Refusal(_shown(row, name), text) for name, text in refused if name not in said]
    if len(services(row)) < len(_uids(row)):
        found.append(Refusal(checking.SERVICE, checking.NO_SERVICE))
    return found


def _shown(row: Row, name: str) -> str:
    """Return the field of the row at which a refusal of a field of the type is said."""
    if name == "judgements":
        return next((one for one in row.names if one.startswith(checking.GRADE)), "framework")
    return name


def sharing_stops(row: Row, has_text: bool, scan: str | None, titles: dict[str, Any]) -> list:
    """Return what would stop the draft of a row from being shared (``domain.sharing``)."""
    if not row.kind:
        return []
    wanted = checking.missing(row, sharing.MANDATORY[row.kind])
    states = [brain.review_state for brain in services(row)]
    candidate = sharing.Candidate(
        missing=tuple(titles[name] for name in wanted),
        parent_state=next((one for one in states if one != "shared"), "shared"),
        has_file=True,
        readable=has_text,
        scan=scan,
        declared=row.is_declared,
    )
    return sharing.refusals(candidate, sharing.DOCUMENT_RULES)
