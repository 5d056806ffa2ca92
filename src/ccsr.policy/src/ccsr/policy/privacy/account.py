"""What is held of an account itself: properties, rights, sign-ins, what it saved."""

from ccsr.content.content import saved
from ccsr.content.content import shortlists as lists
from ccsr.content.content import stop_notice
from ccsr.content.content import visits
from ccsr.policy import _
from ccsr.policy.accounts import standing
from ccsr.policy.domain.subject_access import Section
from ccsr.policy.domain.subject_access import SOMEBODY_ELSE
from ccsr.policy.privacy.marks import PROPERTIES
from ccsr.policy.second_factor import store as factors
from ccsr.policy.sign_in import sessions
from datetime import datetime
from datetime import UTC
from plone import api
from zope.annotation.interfaces import IAnnotations


NAME = _("subject_name", default="Name")
VALUE = _("subject_value", default="Value")
WHAT = _("subject_what", default="What")
WHERE = _("subject_where", default="Where")
WHEN = _("subject_when", default="When")


def moment(value):
    """Return a time as text; "" for None."""
    if value is None:
        return ""
    value = value.asdatetime() if hasattr(value, "asdatetime") else value
    return value.astimezone(UTC).isoformat(timespec="seconds")


def account(site, user_id, say):
    """Properties, preferences and standing."""
    columns = (("name", NAME), ("value", VALUE))
    user = site.acl_users.getUserById(user_id)
    rows = [("id", user_id), ("user name", user.getUserName() if user else "")]
    member = api.user.get(userid=user_id)
    for name in PROPERTIES if member else ():
        rows.append((name, str(member.getProperty(name, ""))))
    rows += [(name, text) for name, text in _standing(user_id, say)]
    return Section("account", _("subject_account", default="Account"), columns, rows)


def _standing(user_id, say):
    """Yield what is kept of an account, without who decided it."""
    kept = standing.kept(user_id)
    for name in ("created", "accepted", "api"):
        if name in kept:
            yield name, str(kept[name])
    for name in ("disabled", "reviewed"):
        if name in kept:
            words = kept[name].get("reason", ""), kept[name].get("at", ""), say(SOMEBODY_ELSE)
            yield name, " · ".join(filter(None, words))
    acknowledged = stop_notice.acknowledged_at(user_id)
    if acknowledged is not None:
        yield "stop notice acknowledged", moment(acknowledged)
    factor = factors.get(user_id)
    if factor is not None:
        yield "second factor since", moment(datetime.fromtimestamp(factor.since, UTC))


def rights(site, user_id, say):
    """Groups, roles, and roles in one place."""
    columns = (("what", WHAT), ("name", NAME), ("where", WHERE))
    user = site.acl_users.getUserById(user_id)
    rows = [("group", name, "") for name in (user.getGroups() if user else ())]
    rows += [("role", name, "") for name in (user.getRoles() if user else ())]
    rows += [("provider", uid, "") for uid in standing.kept(user_id).get("providers", ())]
    return Section("rights", _("subject_rights", default="Groups and roles"), columns, rows)


def signed_in(site, user_id, say):
    """Sessions that hold, and the last sign-in."""
    columns = (
        ("what", WHAT),
        ("began", _("subject_began", default="Began")),
        ("last_seen", _("subject_last_seen", default="Last seen")),
        ("address", _("subject_address", default="Internet address")),
        ("browser", _("subject_browser", default="Browser")),
    )
    rows = [
        ("session", moment(one.began), moment(one.last_seen), one.address, one.browser)
        for one in sessions.of(user_id)
    ]
    last = sessions.last_sign_in([user_id]).get(user_id)
    if last:
        rows.append(("last sign-in", moment(last), "", "", ""))
    return Section("sign_in", _("subject_sign_in", default="Sign-ins"), columns, rows)


def searches(site, user_id, say):
    """Saved searches, the last that was deleted, and visits."""
    columns = (
        ("what", WHAT),
        ("name", NAME),
        ("query", _("subject_query", default="Search")),
        ("made", _("subject_made", default="Made")),
        ("looked", _("subject_looked", default="Last look")),
    )
    kept = IAnnotations(site).get(saved.KEY, {}).get(user_id)
    found = [("saved search", one) for one in kept.searches.values()] if kept else []
    if kept and kept.deleted:
        found.append(("deleted search", kept.deleted))
    rows = [
        (
            what,
            one.name,
            "&".join(f"{name}={value}" for name, value in one.query),
            moment(one.made),
            moment(one.looked),
        )
        for what, one in found
    ]
    visit = IAnnotations(site).get(visits.KEY, {}).get(user_id)
    if visit is not None:
        times = [moment(one) for one in vars(visit).values() if isinstance(one, datetime)]
        rows += [("visit of the home page", "", "", "", time) for time in times]
    return Section("searches", _("subject_searches", default="Searches and visits"), columns, rows)


def shortlists(site, user_id, say):
    """Shortlists with their notes, and what was deleted or taken off last; by UID, not by name."""
    columns = (
        ("what", WHAT),
        ("name", NAME),
        ("service", _("subject_service", default="Service")),
        ("note", _("subject_note", default="Note")),
        ("made", _("subject_made", default="Made")),
    )
    kept = IAnnotations(site).get(lists.KEY, {}).get(user_id)
    found = [("shortlist", one) for one in kept.shortlists.values()] if kept else []
    if kept and kept.deleted:
        found.append(("deleted shortlist", kept.deleted))
    rows = []
    for what, one in found:
        rows.append((what, one.name, "", "", moment(one.made)))
        rows += [
            ("on it", one.name, each.uid, each.note, moment(each.added)) for each in one.entries
        ]
        if one.removed:
            lost = one.removed[1]
            rows.append(("taken off", one.name, lost.uid, lost.note, moment(lost.added)))
    return Section("shortlists", _("subject_shortlists", default="Shortlists"), columns, rows)


def portrait(site, user_id):
    """Return the picture of an account as bytes, None where it has none of its own."""
    image = site.portal_memberdata._getPortrait(user_id)
    return None if image is None else bytes(image.data)
