"""How a field of the check is shown: its title, its control, what is known of its value."""

from ccsr.content import _
from ccsr.content.browser import display
from ccsr.content.browser import words
from ccsr.content.config import frameworks
from ccsr.content.content.filing import fields_of
from ccsr.content.domain import checking
from ccsr.content.domain import intake
from ccsr.content.domain import judgements
from ccsr.content.domain.sharing import MANDATORY
from datetime import datetime
from plone import api
from urllib.parse import urlencode
from zope.i18nmessageid import Message
from zope.schema.interfaces import IBool
from zope.schema.interfaces import IChoice
from zope.schema.interfaces import IDate
from zope.schema.interfaces import IInt
from zope.schema.interfaces import IText
from zope.schema.interfaces import ITextLine


SELECT, DAY, NUMBER, LONG, LINE = "select", "day", "number", "long", "line"
SERVICES, TICK = "services", "tick"

NEVER = datetime.min

TITLES = {
    checking.KIND: _("check_kind", default="Kind"),
    checking.SERVICE: _("check_service", default="Service"),
}
STATUSES = {
    checking.CERTAIN: _("check_certain", default="Read, certain"),
    checking.UNCERTAIN: _("check_uncertain", default="Uncertain"),
    checking.EMPTY: _("check_empty", default="Empty"),
}
#: What needed no reading: the kind, the day of arrival, whose framework it is.
FOLLOWS = _("check_follows", default="Filled in by the portal")
HOW = {
    checking.TYPED: _("check_typed_by", default="Typed by ${who}, ${when}"),
    checking.ACCEPTED: _("check_accepted_by", default="Accepted by ${who}, ${when}"),
    checking.COPIED: _("check_copied_by", default="Copied here by ${who}, ${when}"),
}


def titles(row):
    """Return the titles of a row's fields by name."""
    fields = fields_of(row.kind) if row.kind else {}
    found = {name: field.title for name, field in fields.items()}
    for name in row.names:
        if name.startswith(checking.GRADE):
            found[name] = judgements.title_of(name.removeprefix(checking.GRADE))
    return found | TITLES


def options(row, name):
    """Return tokens and titles of what may be chosen for a field; None where text is typed."""
    if name == checking.KIND:
        return [(token, words.TYPES[token].one) for token in checking.FIELDS]
    if name.startswith(checking.GRADE):
        scale = frameworks.BY_TOKEN.get(row.cell(checking.FRAMEWORK).text)
        return [(term.token, term.title) for term in scale.grades] if scale else []
    field = fields_of(row.kind).get(name) if row.kind else None
    if IBool.providedBy(field):
        return [(checking.YES, display.YES), (checking.NO, display.NO)]
    if IChoice.providedBy(field):
        vocabulary = field.bind(api.portal.get()).vocabulary
        return [(term.token, term.title) for term in vocabulary]
    return None


def control(row, name):
    """Return which control a field has."""
    if name == checking.SERVICE:
        return SERVICES
    if name == checking.DECLARATION:
        return TICK
    if options(row, name) is not None:
        return SELECT
    field = fields_of(row.kind)[name]
    kinds = ((IDate, DAY), (IInt, NUMBER), (ITextLine, LINE), (IText, LONG))
    return next((kind for interface, kind in kinds if interface.providedBy(field)), LINE)


def all_titles():
    """Return name and title of every field that may be given to many rows at once."""
    found = dict(TITLES)
    for kind, names in checking.FIELDS.items():
        fields = fields_of(kind)
        found |= {name: fields[name].title for name in names if name not in found}
    return found


def all_options():
    """Return the titles of whatever may be chosen in one of these fields."""
    found = [words.TYPES[kind].one for kind in checking.FIELDS]
    for kind, names in checking.FIELDS.items():
        row = checking.Row({}, {checking.KIND: checking.Answer(kind, "", NEVER)})
        found += [title for name in names for _token, title in options(row, name) or ()]
    return list(dict.fromkeys(found))


class Field:
    """One field of the open row; ``overtaken`` where somebody else was quicker."""

    def __init__(self, page, row, cell, refusals, overtaken=None):
        self.page, self.row, self.cell, self.overtaken = page, row, cell, overtaken
        self.name = cell.name
        self.title = page.titles_of(row).get(cell.name, cell.name)
        self.control = control(row, cell.name)
        self.refusals = [one.message for one in refusals if one.rule == cell.name]

    @property
    def id(self):
        """Its id in the page."""
        return "field-" + self.name.replace(".", "-")

    @property
    def was(self):
        """What stands in it now, so that the form can tell what was changed."""
        return self.cell.text

    @property
    def text(self):
        """What its control shows: what was typed where somebody else was quicker."""
        return self.overtaken.mine if self.overtaken else self.cell.text

    @property
    def day(self):
        """Its day in words, so that nobody takes day for month; '' where it is none."""
        found = shown(self.row, self.name, self.text, self.page) if self.control == DAY else ""
        return found if found != self.text else ""

    @property
    def is_uncertain(self):
        """Whether it waits to be accepted."""
        return self.cell.status == checking.UNCERTAIN

    @property
    def is_wanted(self):
        """Whether the document cannot be shared without it."""
        return self.name in MANDATORY.get(self.row.kind, ()) or self.name in TITLES

    @property
    def can_copy(self):
        """Whether its value may be given to other rows."""
        return self.name not in checking.ONE_BY_ONE

    @property
    def options(self):
        """What may be chosen; what stands there is always among it."""
        found = [
            {"token": token, "title": title, "is_chosen": token == self.text}
            for token, title in options(self.row, self.name)
        ]
        if self.text and not any(one["is_chosen"] for one in found):
            found.append({"token": self.text, "title": self.text, "is_chosen": True})
        return found

    @property
    def status(self):
        """What is known of the value, in words."""
        answer, proposal = self.cell.answer, self.cell.proposal
        if answer is None:
            follows = self.cell.status == checking.CERTAIN and proposal.passage is None
            return FOLLOWS if follows else STATUSES[self.cell.status]
        return whose(answer, self.page)

    @property
    def theirs(self):
        """Who was quicker, when, and with what; None where nobody was."""
        answer = self.overtaken.theirs if self.overtaken else None
        if answer is None:
            return None
        return {
            "who": self.page.person(answer.by),
            "when": self.page.moment(answer.at),
            "text": shown(self.row, self.name, answer.text, self.page),
        }

    @property
    def was_read(self):
        """What the program read where somebody has answered otherwise; '' where nobody has."""
        proposal, answer = self.cell.proposal, self.cell.answer
        if proposal is None or answer is None or answer.text == proposal.text:
            return ""
        return shown(self.row, self.name, proposal.text, self.page)

    @property
    def place(self):
        """Where it was read: page, words and the address that opens it there; None without."""
        proposal = self.cell.proposal
        passage = proposal.passage if proposal else None
        return passage and place(self.page.item_url, passage)


def whose(answer, page):
    """Return who has given an answer, how and when, as a message."""
    told = {"who": page.person(answer.by), "when": page.moment(answer.at)}
    return Message(HOW[answer.how], mapping=told)


def place(url, passage):
    """Return page, words and address of a passage."""
    asked = {"page": passage.page}
    if passage.boxes:
        asked["box"] = ",".join(f"{one:.4f}" for one in _around(passage.boxes))
    query = urlencode(asked)
    return {"page": passage.page, "text": passage.text, "url": f"{url}/@@read?{query}"}


def _around(boxes):
    """Return the box around boxes of one passage."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def shown(row, name, text, page):
    """Return a field's text as people read it: titles of tokens, days in words."""
    if not text:
        return ""
    if name == checking.SERVICE:
        return ", ".join(page.service_names(text.split()))
    if name == checking.DECLARATION:
        return display.YES if text == checking.YES else display.NO
    found = options(row, name)
    if found is not None:
        return next((title for token, title in found if token == text), text)
    return _day(text, page) if control(row, name) == DAY else text


def _day(text, page):
    try:
        return page.day(intake.read_date(text))
    except intake.Refused:
        return text
