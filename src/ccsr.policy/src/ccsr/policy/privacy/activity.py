"""What an account did: on record, in the history of things, and what it decided."""

from ccsr.content.content import checking
from ccsr.content.content import disposals
from ccsr.content.content import holds
from ccsr.content.content import provenance
from ccsr.content.content import redaction
from ccsr.content.content import schedule
from ccsr.content.intake import batches
from ccsr.content.interfaces import IConcealments
from ccsr.policy import _
from ccsr.policy import record
from ccsr.policy.domain.subject_access import Section
from ccsr.policy.domain.subject_access import SOMEBODY_ELSE
from ccsr.policy.privacy.account import moment
from ccsr.policy.privacy.account import NAME
from ccsr.policy.privacy.account import WHAT
from ccsr.policy.privacy.account import WHEN
from ccsr.policy.privacy.account import WHERE
from plone.dexterity.interfaces import IDexterityContent


WHO = _("subject_who", default="Who")
COMMENT = _("subject_comment", default="Comment or reason")
#: Things after which memory is given back.
BATCH = 500


def on_record(site, user_id, say):
    """The lines of the record of what it did, and of what was done to it.

    Of what another did to the account it tells what and when; not who, from where
    and with which details, which are the other's.
    """
    columns = (
        ("when", WHEN),
        ("who", WHO),
        ("what", WHAT),
        ("where", WHERE),
        ("title", NAME),
        ("address", _("subject_address", default="Internet address")),
        ("browser", _("subject_browser", default="Browser")),
        ("detail", _("subject_detail", default="Detail")),
    )
    own = [_own(one, user_id, say) for one in record.entries(who=user_id, limit=None)]
    told = record.entries(account=user_id, limit=None)
    others = [_others(one, user_id, say) for one in told if one.who != user_id]
    rows = sorted([*own, *others], key=lambda row: row[0])
    return Section("record", _("subject_record", default="Record"), columns, rows)


def _own(one, user_id, say):
    on_another = bool(one.account) and one.account != user_id
    # What was done to another account is that other person's.
    detail = say(SOMEBODY_ELSE) if on_another else one.detail
    asked = "" if on_another else one.path or one.request
    return (moment(one.when), user_id, one.kind, asked, one.title, one.address, one.agent, detail)


def _others(one, user_id, say):
    who = say(SOMEBODY_ELSE) if one.who else ""
    mine = not one.who
    address, agent = (one.address, one.agent) if mine else ("", "")
    return (moment(one.when), who, one.kind, "", "", address, agent, one.detail if mine else "")


def things(site, user_id):
    """What it made, its roles in one place, and its transitions with their comments.

    Everything is walked, hidden or not: the catalog does not know who made what.
    """
    columns = (
        ("when", WHEN),
        ("what", WHAT),
        ("where", WHERE),
        ("title", NAME),
        ("comment", COMMENT),
    )
    rows = [row for thing in _everything(site) for row in _of_thing(thing, user_id)]
    rows += [
        (moment(one.at), "uploaded", "intake", "", str(len(one.entries)))
        for one in batches.newest()
        if one.by == user_id
    ]
    title = _("subject_things", default="Things that the account made or changed")
    return Section("things", title, columns, sorted(rows, key=lambda row: row[0]))


def _everything(site):
    for done, thing in enumerate(_below(site), 1):
        yield thing
        if done % BATCH == 0:
            site._p_jar.cacheGC()


def _below(holder):
    for child in holder.objectValues() if hasattr(holder.aq_base, "objectValues") else ():
        if IDexterityContent.providedBy(child):
            yield child
            yield from _below(child)


def _of_thing(thing, user_id):
    place = "/".join(thing.getPhysicalPath()[2:]), thing.title
    if user_id in (thing.creators or ()):
        yield (moment(thing.created()), "created", *place, "")
    for role in thing.get_local_roles_for_userid(user_id):
        yield ("", f"role here: {role}", *place, "")
    for entry in _history(thing):
        if entry.get("actor") == user_id and entry.get("action"):
            yield (moment(entry["time"]), entry["action"], *place, entry.get("comments") or "")
    for told in (_concealed, _redaction, _checked):
        for when, what, comment in told(thing, user_id):
            yield (moment(when), what, *place, comment)


def _concealed(thing, user_id):
    for one in _concealments(thing):
        if one.actor == user_id:
            yield one.concealed_at, "concealed", one.reason
        if one.revealed_by == user_id:
            yield one.revealed_at, "revealed", ""


def _redaction(thing, user_id):
    """Yield what the account marked and made; what was removed is not the account's."""
    kept = redaction.kept(thing)
    for mark in kept.marks if kept else ():
        if mark.by == user_id:
            yield mark.at, f"marked for removal on page {mark.page}", mark.note
    for deed in kept.deeds if kept else ():
        if deed.by == user_id:
            yield deed.at, f"redacted copy {deed.what}", ""


def _checked(thing, user_id):
    """Yield what the account answered when an upload was checked, and that it filed it."""
    origin = provenance.of(thing)
    for name, one in (origin.answers if origin else checking.answers(thing)).items():
        if one.by == user_id:
            yield one.at, f"answered {name}", one.text
    if origin and origin.by == user_id:
        yield origin.at, "filed", ""


def _history(thing):
    kept = getattr(thing.aq_base, "workflow_history", None) or {}
    return [entry for entries in kept.values() for entry in entries]


def _concealments(thing):
    kept = IConcealments(thing, None)
    return kept.all() if kept else ()


def decisions(site, user_id, say):
    """Holds, reviews, disposals and changes of the schedule."""
    columns = (("when", WHEN), ("what", WHAT), ("name", NAME), ("comment", COMMENT))
    rows = [row for row in _decisions() if row[0] == user_id]
    listed = sorted((moment(when), *rest) for _who, when, *rest in rows)
    title = _("subject_decisions", default="Decisions about keeping and disposing")
    return Section("decisions", title, columns, listed)


def _decisions():
    for one in holds.all_holds():
        yield (one.placed_by, one.placed_at, "hold placed", one.reference, one.reason)
        yield (one.lifted_by, one.lifted_at, "hold lifted", one.reference, one.lifted_why)
    for uid, one in schedule.all_kept().items():
        yield (one.by, one.at, "kept", uid, one.reason)
    for one in schedule.changes():
        yield (one.by, one.at, "rule changed", one.after.kind, one.after.basis)
    for one in disposals.proposals():
        yield (one.by, one.at, "disposal proposed", one.title or one.uid, one.reason)
        yield (one.closed_by, one.closed_at, f"proposal {one.outcome}", one.uid, one.closed_why)
