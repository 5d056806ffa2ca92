"""``@@record``: who did what, for administrators; and the same as a file."""

from ccsr.content.browser import words
from ccsr.content.browser.display import NO
from ccsr.content.browser.display import YES
from ccsr.content.browser.listing import Listing
from ccsr.content.domain import dates
from ccsr.content.domain.export import disposition
from ccsr.content.noted import note
from ccsr.policy import _
from ccsr.policy.browser.record import fields
from ccsr.policy.browser.record.words import DETAILS
from ccsr.policy.browser.record.words import GROUPS
from ccsr.policy.domain import record
from ccsr.policy.domain.record_kinds import kind_of
from ccsr.policy.domain.record_kinds import KINDS
from ccsr.policy.domain.record_kinds import words_of
from ccsr.policy.record import reading
from ccsr.policy.record import store
from ccsr.policy.record.circumstances import UNKNOWN
from ccsr.policy.record.formats import FORMATS
from ccsr.policy.record.reading import Question
from ccsr.policy.record.writer import writer
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from plone import api
from sqlalchemy.exc import SQLAlchemyError
from urllib.parse import urlencode
from zExceptions import BadRequest
from zope.i18nmessageid import Message
from zope.interface import implementer
from ZPublisher.Iterators import IUnboundStreamIterator

import logging
import re


logger = logging.getLogger("ccsr.record")

NO_ACCOUNT = _("record_no_account", default="No account (mark ${mark})")
#: Words for values: of which kind, of which detail.
WORDS = {
    **{("transition", "transition", name): word for name, word in words.TRANSITIONS.items()},
    **{
        ("transition", name, state): word
        for name in ("before", "after")
        for state, word in words.STATES.items()
    },
}

#: A value that is the name of something inside the portal, not a word.
CODE = re.compile("[a-z0-9_.-]+")
#: As many digits as every database takes for a number.
AFTER = re.compile("[0-9]{1,18}")
FILTERS = ("who", "account", "kind", "what", "address", "since", "until")


class Asking(Listing):
    """Base: reads what is looked for off the request."""

    @property
    def filters(self):
        """Return what is looked for, as it was typed."""
        return {name: record.clean(self.asked(name)) for name in FILTERS}

    def question(self):
        """Return what is looked for; ValueError for a day that is none."""
        asked = self.filters
        return Question(
            who=self._accounts(asked["who"]),
            account=asked["account"],
            kind=asked["kind"] if asked["kind"] in KINDS else "",
            what=self._what(asked["what"]),
            address=asked["address"],
            since=_start(asked["since"]),
            until=_start(asked["until"], timedelta(days=1)),
        )

    def _accounts(self, typed):
        """Return the ids of the accounts that somebody means: by id, else by name."""
        if not typed or api.user.get(userid=typed) is not None:
            return (typed,) if typed else ()
        found = api.portal.get_tool("acl_users").searchUsers(fullname=typed)
        return tuple(one["userid"] for one in found) or (typed,)

    def _what(self, typed):
        """Return a path for an address of the portal."""
        return typed.removeprefix(self.context.absolute_url()) or typed


def _start(typed, after=timedelta()):
    """Return when a day begins in Wales; None where none is given."""
    if not typed:
        return None
    try:
        return datetime.combine(date.fromisoformat(typed) + after, time(), dates.ZONE)
    except OverflowError as error:
        raise ValueError(typed) from error


class Record(Asking):
    """The page."""

    page_title = _("record_title", default="Record")
    size = 50
    trouble = ""

    def update(self):
        """Look once for the page."""
        try:
            found = reading.found(self.question(), self.size + 1, self._after())
        except ValueError:
            found, self.trouble = [], "day"
        except SQLAlchemyError:
            logger.exception("The record cannot be read")
            found, self.trouble = [], "store"
        self.has_more = len(found) > self.size
        self.last = found[self.size - 1] if self.has_more else None
        self.rows = self._rows(found[: self.size])

    def _after(self):
        """Return time and number of the last line of the page before."""
        moment, _dot, number = self.asked("after").partition(".")
        both = AFTER.fullmatch(moment) and AFTER.fullmatch(number)
        return (int(moment), int(number)) if both else None

    def _rows(self, lines):
        there = {brain.UID: brain.getURL() for brain in self._things(lines)}
        return [self._row(line, there.get(line.uid)) for line in lines]

    def _things(self, lines):
        uids = list({line.uid for line in lines if line.uid})
        return self.find(UID=uids) if uids else []

    def _row(self, line, url):
        return {
            "line": line,
            "when": self.moment(line.when),
            "iso": line.when.isoformat(),
            "kind": kind_of(line.kind).title,
            "who": self.name(line.who),
            "account": self.name(line.account),
            "url": url,
            "details": [
                (DETAILS.get(name, name), *self._value(line, name, value))
                for name, value in _plain(line)
            ],
        }

    def _value(self, line, name, value):
        """Return a detail in words where there are any, and whether there are none."""
        if name == "fields" and isinstance(line.details[name], list):
            titles = fields.titles(line.type)
            said = [self.say(titles.get(one, one)) for one in map(str, line.details[name])]
            return ", ".join(said), False
        if isinstance(line.details[name], bool):
            return YES if line.details[name] else NO, False
        word = WORDS.get((line.kind, name, value))
        return word or value, not word and bool(CODE.fullmatch(value))

    def name(self, user_id):
        """Return the name of an account; what there is where somebody typed one that is none."""
        typed = user_id.removeprefix(UNKNOWN)
        if typed != user_id:
            return self.say(Message(NO_ACCOUNT, mapping={"mark": typed}))
        return self.person(user_id) if user_id else ""

    def kinds(self):
        """Return every kind with its word, by group."""
        asked = self.filters["kind"]
        for group, title in GROUPS.items():
            said = [(word, self.say(kind_of(word).title)) for word in words_of(group)]
            options = [
                {"value": word, "title": title_of, "selected": word == asked}
                for word, title_of in sorted(said, key=lambda pair: pair[1])
            ]
            yield {"title": self.say(title), "options": options}

    @property
    def is_asked(self):
        """Return whether anything in particular is looked for."""
        return any(self.filters.values())

    @property
    def older(self):
        """Return the address of the next page."""
        return self.address(after=f"{self.last.time}.{self.last.number}")

    def file(self, kind):
        """Return the address of the same as a file."""
        asked = {name: value for name, value in self.filters.items() if value}
        return f"{self.context.absolute_url()}/@@record-file?{urlencode({**asked, 'format': kind})}"


def _plain(line):
    """Return name and value of each detail; what is not a plain value as text."""
    for name, value in line.details.items():
        yield name, value if isinstance(value, str) else _text(value)


def _text(value):
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_text(one)}" for name, one in value.items())
    return str(value)


class RecordFile(Asking):
    """What is looked for as CSV, JSON lines or syslog messages, streamed, the oldest first."""

    def __call__(self):
        """Return the file; that it was taken is on record, too."""
        kind = FORMATS.get(self.asked("format") or "csv")
        try:
            question = self.question()
        except ValueError as error:
            raise BadRequest("day") from error
        if kind is None:
            raise BadRequest("format")
        asked = {name: value for name, value in self.filters.items() if value}
        note("exported", None, what="record", format=kind.suffix, query=asked)
        response = self.request.response
        response.setHeader("Content-Type", kind.content_type)
        response.setHeader(
            "Content-Disposition", disposition(f"record-{self.today.isoformat()}.{kind.suffix}")
        )
        return Stream(_pieces(kind, question))


def _pieces(kind, question):
    # What was done a moment ago is in it.
    writer().settle()
    with store.engine().connect() as connection:
        yield from kind.pieces(store.lines(connection, question.select(oldest=True)))


@implementer(IUnboundStreamIterator)
class Stream:
    """A generator of bytes that the publisher knows for an answer."""

    def __init__(self, pieces):
        self._pieces = pieces

    def __iter__(self):
        """Return itself."""
        return self

    def __next__(self):
        """Return the next bytes."""
        return next(self._pieces)

    def close(self):
        """Stop, and give the connection back."""
        self._pieces.close()
