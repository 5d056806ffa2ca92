"""The words of the record: what each line is about, and how long it is kept."""

from __future__ import annotations

from ccsr.policy import _
from dataclasses import dataclass
from zope.i18nmessageid import Message


@dataclass(frozen=True)
class Kind:
    """A word of the record; ``group`` decides how long its lines are kept.

    ``is_change``: the line is true only once the transaction is committed.
    """

    id: str
    title: Message
    group: str
    is_change: bool = False


READ, SIGN_IN, CHANGE = GROUPS = ("read", "sign-in", "change")

#: Days for which lines of each group are kept, unless an administrator says otherwise.
DAYS = {READ: 2 * 365, SIGN_IN: 2 * 365, CHANGE: 6 * 366}

_ALL = (
    Kind("viewed", _("record_viewed", default="Opened"), READ),
    Kind("downloaded", _("record_downloaded", default="Downloaded"), READ),
    Kind("exported", _("record_exported", default="Exported"), READ),
    Kind("calendar-read", _("record_calendar_read", default="Calendar fetched"), READ),
    Kind("refused", _("record_refused", default="Refused"), READ),
    Kind("failed", _("record_failed", default="Failed"), READ),
    Kind("signed-in", _("record_signed_in", default="Signed in"), SIGN_IN),
    Kind("sign-in-failed", _("record_sign_in_failed", default="Sign-in failed"), SIGN_IN),
    Kind("locked-out", _("record_locked_out", default="Locked out"), SIGN_IN),
    Kind("signed-out", _("record_signed_out", default="Signed out"), SIGN_IN),
    Kind("session-ended", _("record_session_ended", default="Session ended"), SIGN_IN),
    Kind(
        "recovery-code-used",
        _("record_recovery_code_used", default="Recovery code used"),
        SIGN_IN,
    ),
    Kind("password-set", _("record_password_set", default="Password set"), CHANGE, True),
    Kind(
        "second-factor-set",
        _("record_second_factor_set", default="Second factor set up"),
        CHANGE,
        True,
    ),
    Kind(
        "second-factor-removed",
        _("record_second_factor_removed", default="Second factor removed"),
        CHANGE,
        True,
    ),
    Kind("account-invited", _("record_account_invited", default="Invited"), CHANGE, True),
    Kind("account-created", _("record_account_created", default="Account made"), CHANGE, True),
    Kind("account-changed", _("record_account_changed", default="Account changed"), CHANGE, True),
    Kind(
        "account-disabled", _("record_account_disabled", default="Account disabled"), CHANGE, True
    ),
    Kind("account-enabled", _("record_account_enabled", default="Account enabled"), CHANGE, True),
    Kind("account-deleted", _("record_account_deleted", default="Account deleted"), CHANGE, True),
    Kind("access-reviewed", _("record_access_reviewed", default="Access reviewed"), CHANGE, True),
    Kind(
        "permission-changed", _("record_permission_changed", default="Rights changed"), CHANGE, True
    ),
    Kind(
        "settings-changed", _("record_settings_changed", default="Settings changed"), CHANGE, True
    ),
    Kind(
        "stop-acknowledged",
        _("record_stop_acknowledged", default="Stop notice acknowledged"),
        CHANGE,
        True,
    ),
    Kind(
        "provider-commented",
        _("record_provider_commented", default="Provider commented"),
        CHANGE,
        True,
    ),
    Kind(
        "provider-comment-withdrawn",
        _("record_provider_comment_withdrawn", default="Provider's comment withdrawn"),
        CHANGE,
        True,
    ),
    Kind(
        "values-confirmed",
        _("record_values_confirmed", default="Values of a condition confirmed"),
        CHANGE,
        True,
    ),
    Kind("minutes-agreed", _("record_minutes_agreed", default="Minutes agreed"), CHANGE, True),
    Kind(
        "minutes-reopened",
        _("record_minutes_reopened", default="Agreement to minutes taken back by a change"),
        CHANGE,
        True,
    ),
    Kind(
        "action-noted",
        _("record_action_noted", default="Progress of an action noted"),
        CHANGE,
        True,
    ),
    Kind("briefing-sent", _("record_briefing_sent", default="Briefing sent"), CHANGE, True),
    Kind("calendar-made", _("record_calendar_made", default="Address of a calendar made"), CHANGE),
    Kind(
        "calendar-revoked",
        _("record_calendar_revoked", default="Address of a calendar withdrawn"),
        CHANGE,
    ),
    Kind("created", _("record_created", default="Created"), CHANGE, True),
    Kind("changed", _("record_changed", default="Changed"), CHANGE, True),
    Kind("moved", _("record_moved", default="Moved"), CHANGE, True),
    Kind("deleted", _("record_deleted", default="Deleted"), CHANGE, True),
    Kind("transition", _("record_transition", default="State changed"), CHANGE, True),
    Kind("uploaded", _("record_uploaded", default="Uploaded"), CHANGE, True),
    Kind("concern-raised", _("record_concern_raised", default="Concern raised"), CHANGE, True),
    Kind("concern-stopped", _("record_concern_stopped", default="Concern form stopped"), CHANGE),
    Kind("handed-in", _("record_handed_in", default="Handed in by upload link"), CHANGE, True),
    Kind(
        "upload-link-made",
        _("record_upload_link_made", default="Upload link made"),
        CHANGE,
        True,
    ),
    Kind(
        "upload-link-ended",
        _("record_upload_link_ended", default="Upload link withdrawn"),
        CHANGE,
        True,
    ),
    Kind("upload-refused", _("record_upload_refused", default="Upload refused"), CHANGE),
    Kind(
        "intake-discarded", _("record_intake_discarded", default="Upload discarded"), CHANGE, True
    ),
    Kind(
        "intake-taken-back",
        _("record_intake_taken_back", default="Discarded upload taken back"),
        CHANGE,
        True,
    ),
    Kind(
        "intake-purged",
        _("record_intake_purged", default="Upload deleted that nobody filed"),
        CHANGE,
        True,
    ),
    Kind(
        "event-applied",
        _("record_event_applied", default="Register changed by an event"),
        CHANGE,
        True,
    ),
    Kind(
        "succession-set",
        _("record_succession_set", default="Earlier registration set"),
        CHANGE,
        True,
    ),
    Kind("redacted", _("record_redacted", default="Redacted"), CHANGE, True),
    Kind(
        "redaction-undone",
        _("record_redaction_undone", default="Redaction taken back"),
        CHANGE,
        True,
    ),
    Kind("original-opened", _("record_original_opened", default="Original opened"), READ),
    Kind("imported", _("record_imported", default="Imported"), CHANGE, True),
    Kind(
        "retention-changed",
        _("record_retention_changed", default="Retention changed"),
        CHANGE,
        True,
    ),
    Kind(
        "retention-reviewed",
        _("record_retention_reviewed", default="Retention reviewed"),
        CHANGE,
        True,
    ),
    Kind(
        "disposal-proposed",
        _("record_disposal_proposed", default="Disposal proposed"),
        CHANGE,
        True,
    ),
    Kind(
        "disposal-withdrawn",
        _("record_disposal_withdrawn", default="Proposal of a disposal withdrawn"),
        CHANGE,
        True,
    ),
    Kind(
        "disposal-refused",
        _("record_disposal_refused", default="Proposal of a disposal refused"),
        CHANGE,
        True,
    ),
    Kind("hold-set", _("record_hold_set", default="Hold set"), CHANGE, True),
    Kind("hold-lifted", _("record_hold_lifted", default="Hold lifted"), CHANGE, True),
    Kind("disposed", _("record_disposed", default="Disposed of"), CHANGE, True),
    Kind("subject-access", _("record_subject_access", default="Subject access"), CHANGE),
    Kind("job-ordered", _("record_job_ordered", default="Job ordered"), CHANGE),
    Kind("record-purged", _("record_purged", default="Record purged"), CHANGE),
    Kind("record-cut", _("record_cut", default="Record cut off"), CHANGE),
    Kind("record-damaged", _("record_damaged", default="Unreadable line"), CHANGE),
)

KINDS = {kind.id: kind for kind in _ALL}


def kind_of(word: str) -> Kind:
    """Return a kind; one that is not in the vocabulary is kept like a change."""
    return KINDS.get(word) or Kind(word, Message(word), CHANGE, True)


def words_of(group: str) -> list[str]:
    """Return the kinds of a group."""
    return [kind.id for kind in _ALL if kind.group == group]


def group_of(word: str) -> str:
    """Return the group of a kind."""
    return kind_of(word).group
