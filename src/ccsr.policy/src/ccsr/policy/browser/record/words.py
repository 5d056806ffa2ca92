"""Words for what a line of the record tells."""

from ccsr.policy import _
from ccsr.policy.domain.record_kinds import CHANGE
from ccsr.policy.domain.record_kinds import READ
from ccsr.policy.domain.record_kinds import SIGN_IN


GROUPS = {
    READ: _("record_group_read", default="Reading and refusals"),
    SIGN_IN: _("record_group_sign_in", default="Signing in"),
    CHANGE: _("record_group_change", default="Changes"),
}

DETAILS = {
    "after": _("record_detail_after", default="After"),
    "before": _("record_detail_before", default="Before"),
    "comment": _("record_detail_comment", default="Comment"),
    "count": _("record_detail_count", default="Rows"),
    "days": _("record_detail_days", default="Days kept"),
    "error": _("record_detail_error", default="Error"),
    "fields": _("record_detail_fields", default="Fields"),
    "file": _("record_detail_file", default="File"),
    "format": _("record_detail_format", default="Format"),
    "given": _("record_detail_given", default="Given"),
    "group": _("record_detail_group", default="Group"),
    "hidden": _("record_detail_hidden", default="Hidden from them"),
    "more": _("record_detail_more", default="And more within this minute, not told one by one"),
    "lines": _("record_detail_lines", default="Lines"),
    "query": _("record_detail_query", default="Asked for"),
    "reason": _("record_detail_reason", default="Reason"),
    "review_date": _("record_detail_review", default="Review by"),
    "roles": _("record_detail_roles", default="Roles"),
    "rule": _("record_detail_rule", default="Rule"),
    "settings": _("record_detail_settings", default="Settings"),
    "status": _("record_detail_status", default="Status"),
    "transition": _("record_detail_transition", default="Transition"),
    "way": _("record_detail_way", default="Way"),
    "what": _("record_detail_what", default="What"),
}
