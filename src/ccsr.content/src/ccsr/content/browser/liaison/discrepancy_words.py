"""Both sides of a discrepancy in the reader's language; they are kept as plain values."""

from ccsr.content import permissions
from ccsr.content.content import discrepancies
from ccsr.content.domain import discrepancies as rules
from ccsr.content.domain.discrepancy_filing import CLOSE
from datetime import date


#: Form of a value → vocabulary of its tokens.
VOCABULARIES = {rules.GENDER: "genders", rules.STATUS: "registration_statuses"}


def sides(view, item):
    """Return what is registered and what is claimed, in words; None where it is no discrepancy."""
    rule = rules.BY_TOKEN.get(item.rule or "")
    if rule is None:
        return _plain(item)
    return {
        "sentence": rule.sentence,
        "registered": said(view, rule.registered, item.registered),
        "claimed": said(view, rule.claimed, item.claimed),
        "before": before(view, rule, item),
    }


def before(view, rule, item):
    """Return the other values that were seen since it was filed, oldest first, to staff."""
    if not view.may(permissions.UseLiaison):
        return []
    now = (item.registered, item.claimed)
    return [
        {
            "day": view.day(one.at),
            "registered": said(view, rule.registered, one.registered),
            "claimed": said(view, rule.claimed, one.claimed),
        }
        for one in discrepancies.sightings(item)
        if one.step != CLOSE and (one.registered, one.claimed) != now
    ]


def _plain(item):
    if not (item.registered or item.claimed):
        return None
    told = {"registered": item.registered or "", "claimed": item.claimed or ""}
    return {"sentence": "", **told, "before": []}


def said(view, form, value):
    """Return one value in words."""
    if not value:
        return ""
    if form in VOCABULARIES:
        return view.say(view.term(VOCABULARIES[form], value))
    if form == rules.NEEDS:
        return ", ".join(view.say(view.term("needs", one)) for one in value.split(","))
    if form == rules.AGES:
        return value.replace("-", "–")
    return view.day(date.fromisoformat(value)) if form == rules.DAY else value
