"""An import and its entries as JSON: tokens and values, sentences in the reader's language."""

from ccsr.content.domain.importing import entries as kinds
from ccsr.content.domain.importing import plan
from ccsr.content.importing import looking
from plone import api
from plone.restapi.serializer.converters import json_compatible


#: Lines with remarks that are told with an import; the rest is asked for.
REMARKS = 50


def brief(found, address):
    """Return an import as the list tells it."""
    return json_compatible(
        {
            "@id": f"{address}/{found.number}",
            "id": found.number,
            "filename": found.name,
            "source": {"id": found.mapping["id"], "title": found.mapping["title"]},
            "as_at": found.as_at,
            "by": found.by,
            "at": found.at,
            "state": found.state,
            "counts": dict(found.counts),
        }
    )


def whole(found, address, say):
    """Return an import with how far it is, its groups and its remarks."""
    compares = looking.job(found)
    remarks = list(found.remarks.values())
    more = {
        "job": compares and {"id": compares.id, "state": compares.state},
        "progress": looking.progress(found, compares),
        "problem": say(found.error) if found.error else None,
        "rows": found.rows,
        "left_out": found.left_out,
        "groups": _groups(found),
        "kept": dict(found.kept),
        "outcomes": looking.outcomes(found),
        "applied": _done(found.applied_by, found.applied_at),
        "undone": _done(found.undone_by, found.undone_at),
        "remarks_total": len(remarks),
        "remarks": [remark(one, say) for one in remarks[:REMARKS]],
    }
    return {**brief(found, address), **json_compatible(more)}


def _groups(found):
    ticked = found.ticked
    return [
        {"group": token, "count": count, "ticked": ticked[token]}
        for token, count in sorted(found.counts.items())
    ]


def _done(by, at):
    return {"by": by, "at": at} if at else None


def remark(one, say):
    """Return what is wrong with a line; ``is_broken`` where it was left out for it."""
    return {
        "line": one.line,
        "number": one.number,
        "message": say(one.message),
        "is_broken": one.is_broken,
    }


def entry(found, number, say):
    """Return a difference: what the portal and the file say, what was ticked, what became of it."""
    one = found.entries[number]
    brains = api.content.find(UID=one.uid) if one.uid else ()
    tick = found.ticks.get(number, "")
    return json_compatible(
        {
            "id": number,
            "kind": one.kind,
            "group": one.group,
            "what": one.subject,
            # What is about to be new, or is hidden from the reader, has no address.
            "@id": brains[0].getURL() if brains else None,
            "title": one.title,
            "number": one.number,
            "line": one.line or None,
            "field": one.field or None,
            "portal": one.old,
            "file": dict(one.values) if one.kind == kinds.NEW else one.new,
            "other": one.other or None,
            "reasons": list(one.reasons),
            "choices": list(plan.choices(one)),
            "tick": tick or None,
            "ticked": bool(tick),
            "outcome": _outcome(found.outcomes.get(number), say),
        }
    )


def _outcome(outcome, say):
    if outcome is None:
        return None
    return {"state": outcome.state, "message": say(outcome.message) if outcome.message else None}
