"""What a body says: known names only, and ticks of entries that can have them."""

from ccsr.content import _
from ccsr.content.domain import changes
from ccsr.content.domain.changes import NotAsked
from ccsr.content.domain.importing import plan
from ccsr.content.services.importing.base import Bad
from ccsr.content.services.liaison import BAD_FILTER
from zope.i18nmessageid import Message


KEYS = ("tick", "untick", "answers")

NO_ENTRY = _("import_no_entry", default="There is no entry “${entry}” in this import.")
NO_CHOICE = _("import_no_choice", default="Entry ${entry} cannot be answered with “${answer}”.")


def only(names, body):
    """Return a body that says nothing else; raise ``NotAsked``."""
    for name in sorted(set(body) - set(names)):
        raise NotAsked(name, changes.UNKNOWN)
    return body


def ticks(found, body):
    """Return what a body says of the entries of an import, by number; raise ``Bad``."""
    only(KEYS, body)
    asked = dict.fromkeys(_listed(body, "tick"), plan.YES)
    asked |= dict.fromkeys(_listed(body, "untick"), "")
    answers = body.get("answers") or {}
    if not isinstance(answers, dict):
        raise NotAsked("answers", BAD_FILTER)
    asked |= {_number(key): answer or "" for key, answer in answers.items()}
    for number, answer in asked.items():
        _check(found, number, answer)
    return asked


def _listed(body, name):
    given = body.get(name) or []
    if not isinstance(given, list):
        raise NotAsked(name, BAD_FILTER)
    return [_number(one) for one in given]


def _number(given):
    text = str(given)
    if isinstance(given, bool) or not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise _bad(NO_ENTRY, entry=text[:40])
    return int(text)


def _check(found, number, answer):
    one = found.entries.get(number)
    if one is None:
        raise _bad(NO_ENTRY, entry=str(number))
    if answer and answer not in plan.choices(one):
        raise _bad(NO_CHOICE, entry=str(number), answer=str(answer)[:40])


def _bad(message, **mapping):
    return Bad(Message(message, mapping=mapping))
