"""What an account wanted to be told of, and was."""

from ccsr.policy import _
from ccsr.policy.alerts import secret
from ccsr.policy.alerts import store
from ccsr.policy.alerts import subscriptions
from ccsr.policy.domain.alerts import KINDS
from ccsr.policy.domain.subject_access import Section
from datetime import datetime
from datetime import UTC


COLUMNS = (
    ("what", _("subject_alert_what", default="What")),
    ("about", _("subject_alert_about", default="About")),
    ("how", _("subject_alert_how", default="How")),
    ("when", _("subject_alert_when", default="When")),
    ("read", _("subject_alert_read", default="Read")),
)


def told(site, user_id, say):
    """Subscriptions, alerts, and when the address of the feed was made; by UID, not by name."""
    rows = [
        (f"told of {one.kind}", one.target, one.time, moment(one.made), "")
        for one in subscriptions.of_account(user_id)
    ]
    rows += [
        (say(KINDS[one.kind]), one.uid, one.mail, moment(one.made), moment(one.read))
        for one in store.of_account(user_id)
    ]
    feed = secret.made_at(secret.FEED, user_id)
    if feed:
        rows.append(("feed", "", "", moment(feed), ""))
    calendar = secret.made_at(secret.CALENDAR, user_id)
    if calendar:
        rows.append(("calendar", "", "", moment(calendar), ""))
    return Section("alerts", _("subject_alerts", default="Alerts"), COLUMNS, rows)


def moment(seconds):
    """Return a time as text; '' for none."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds") if seconds else ""
