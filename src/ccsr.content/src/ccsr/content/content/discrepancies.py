"""Filing where claim and register disagree: found, changed, gone, back; never twice.

What was filed is kept by (service, rule, condition) in one tree, so that of two
processes that find the same only one can commit; the other does it anew and
finds it filed.
"""

from ccsr.content import _
from ccsr.content.content import claim as claims
from ccsr.content.content import confirmations
from ccsr.content.content import history
from ccsr.content.content import kept
from ccsr.content.content import liaison
from ccsr.content.content.condition import IRegistrationCondition
from ccsr.content.domain import dates
from ccsr.content.domain import discrepancies as rules
from ccsr.content.domain import discrepancy_filing as filing
from ccsr.content.domain.liaison import UNSENT
from dataclasses import dataclass
from dataclasses import fields
from dataclasses import replace
from datetime import datetime
from datetime import UTC
from persistent.list import PersistentList
from plone import api
from plone.app.uuid.utils import uuidToObject
from plone.uuid.interfaces import IUUID
from zope.annotation.interfaces import IAnnotations
from zope.i18n import translate
from zope.i18n.locales import locales
from zope.i18nmessageid import Message


#: On the site: ``Record`` by (UID of the service, rule, UID of the condition or "").
KEY = "ccsr.content.discrepancies"
#: On an item: every ``Sighting``, oldest first.
SIGHTINGS = "ccsr.content.sightings"

#: Changes of these values are changes of the registration.
REGISTRATION = frozenset({"registration_status", "places", "age_from", "age_to", "gender"})

TITLE = _("discrepancy_item_title", default="${rule}: ${service}")
DETAIL = _("discrepancy_item_detail", default="${sentence}\n\nThe condition: “${condition}”")
GONE = _("discrepancy_gone", default="Gone by itself on ${day}. ${why}")
BACK = _("discrepancy_back", default="Back since ${day}.")
OTHER = _("discrepancy_other", default="Other values since ${day}.")


@dataclass(frozen=True)
class Record(filing.Filed):
    """One that was filed; ``item`` is the UID of its liaison item."""

    item: str = ""


# -- what the rules look at --------------------------------------------------


def case(service, day):
    """Return the ``domain.discrepancies.Case`` of a service on a day; None without a claim."""
    claim = claims.of(service)
    if claim is None:
        return None
    every = _conditions(service)
    return rules.Case(
        rules.Registration(
            **_values(service, rules.Said),
            status=service.registration_status,
            changed=rules.last_change(_days_of_change(service, every), day),
        ),
        rules.Claim(
            **_values(claim, rules.Said), vacancies=claim.vacancies, said=_last_said(claim)
        ),
        rules.in_force(map(_condition, every), day),
    )


def _conditions(service):
    return list(filter(IRegistrationCondition.providedBy, service.objectValues()))


def _values(thing, kind):
    values = {one.name: getattr(thing, one.name) for one in fields(kind)}
    return values | {"needs": frozenset(values["needs"] or ())}


def _condition(condition):
    values = confirmations.confirmed(condition)
    needs = frozenset(values.pop("needs", ()))
    return rules.Condition(
        **values,
        needs=needs,
        uid=IUUID(condition),
        kind=condition.kind,
        imposed=condition.imposed,
        removed=condition.removed,
    )


def _days_of_change(service, conditions):
    for entry in history.entries(service):
        if entry.kind or REGISTRATION & set(entry.changes):
            yield entry.effective
    for one in conditions:
        yield from (one.imposed, one.varied, one.removed)


def _last_said(claim):
    changes = claims.changes(claim)
    return changes[-1].at.astimezone(dates.ZONE).date() if changes else None


# -- filing ------------------------------------------------------------------


def settle(service, day=None):
    """File, change, close and reopen what concerns a service; return how many steps that took.

    A second time it does nothing.
    """
    day = day or dates.today()
    now = case(service, day)
    found = {one.key: one for one in rules.find(now)} if now else {}
    filed = records(IUUID(service))
    done = 0
    for key in sorted({*found, *filed}):
        step = filing.step(found.get(key), filed.get(key))
        if step:
            STEPS[step](service, key, found.get(key), filed.get(key), (now, day))
            done += 1
    return done


def settle_gone(uid, day=None):
    """Close what concerns a service that is no more."""
    day = day or dates.today()
    open_ones = {key: one for key, one in records(uid).items() if not one.is_gone}
    for key, one in open_ones.items():
        _keep(uid, key, replace(one, is_gone=True))
        _close(_item(one), _said(GONE, day, why=_words(filing.NO_SERVICE)), one)
    return len(open_ones)


def records(uid):
    """Return the ``Record`` of each that was ever filed about a service, by (rule, condition)."""
    found = kept.read(KEY)
    if not found:
        return {}
    return {key[1:]: one for key, one in found.items((uid, "", ""), (uid, "\uffff", ""))}


def services():
    """Return the UID of each service about which something was filed."""
    return {key[0] for key in kept.read(KEY)}


def _file(service, key, found, _filed, _when):
    item = liaison.file_for_program(
        "discrepancy",
        service,
        _title(service, found),
        _detail(service, found),
        rule=found.rule,
        condition=found.condition or None,
        registered=found.registered,
        claimed=found.claimed,
    )
    _keep(IUUID(service), key, Record(found.registered, found.claimed, False, IUUID(item)))
    _see(item, filing.FILE, found)


def _change(service, key, found, filed, when):
    item = _item(filed)
    if item is None:
        _file(service, key, found, filed, when)
        return
    _keep(IUUID(service), key, Record(found.registered, found.claimed, False, filed.item))
    note = BACK if filed.is_gone else OTHER
    liaison.reopen_for_program(item, _said(note, when[1]))
    if api.content.get_state(item) in UNSENT:
        # What the inspectorate has before it stays as it was sent.
        item.registered, item.claimed = found.registered, found.claimed
    item.reindexObject()
    _see(item, filing.REOPEN if filed.is_gone else filing.CHANGE, found)


def _gone(service, key, _found, filed, when):
    now, day = when
    why = _words(filing.why_gone(key, filed, now))
    _keep(IUUID(service), key, replace(filed, is_gone=True))
    _close(_item(filed), _said(GONE, day, why=why), filed)


def _close(item, words, filed):
    if item is not None:
        liaison.close_for_program(item, words)
        _see(item, filing.CLOSE, filed)


STEPS = {filing.FILE: _file, filing.CHANGE: _change, filing.REOPEN: _change, filing.CLOSE: _gone}


def _item(record):
    # The program's own item, whoever may see it.
    return uuidToObject(record.item, unrestricted=True)


def _keep(uid, key, record):
    kept.tree(KEY)[(uid, *key)] = record


def _see(item, step, values):
    seen = IAnnotations(item).setdefault(SIGHTINGS, PersistentList())
    seen.append(filing.Sighting(datetime.now(UTC), step, values.registered, values.claimed))


def sightings(item):
    """Return every ``Sighting`` of an item, oldest first."""
    return list(IAnnotations(item).get(SIGHTINGS, ()))


# -- words -------------------------------------------------------------------


def _title(service, found):
    rule = rules.BY_TOKEN[found.rule]
    return _words(TITLE, rule=_words(rule.title), service=service.title)


def _detail(service, found):
    sentence = _words(rules.BY_TOKEN[found.rule].sentence)
    text = next((one.text for one in _conditions(service) if IUUID(one) == found.condition), None)
    return _words(DETAIL, sentence=sentence, condition=text) if text else sentence


def _said(message, day, **more):
    return _words(message, day=day_format(_language()).format(day), **more)


def day_format(language):
    """Return how days are written in sentences that are kept."""
    return locales.getLocale(language, "GB").dates.getFormatter("date", "long")


def _words(message, **mapping):
    # Kept as text, and so in the one language of the site.
    return translate(Message(message, mapping=mapping or None), target_language=_language())


def _language():
    return api.portal.get_default_language()[:2]
