"""What can be done with a liaison item: its forms, and what is said afterwards."""

from ccsr.content import _
from dataclasses import dataclass


SAID = {
    "triage": _("liaison_said_triaged", default="It is triaged."),
    "take_back": _("liaison_said_taken_back", default="The triage is taken back."),
    "send": _("liaison_said_sent", default="It is sent to the inspectorate."),
    "acknowledge": _("liaison_said_acknowledged", default="You have acknowledged it."),
    "answer": _("liaison_said_answered", default="Your answer is sent to CCSR."),
    "close": _("liaison_said_closed", default="It is closed."),
    "reject": _("liaison_said_rejected", default="It is rejected."),
    "reopen": _("liaison_said_reopened", default="It is open again."),
    "prepare": _("liaison_said_prepared", default="It is marked as ready to send."),
    "attach": _("liaison_said_attached", default="The files are added."),
    "detach": _("liaison_said_detached", default="The file is removed."),
}


@dataclass(frozen=True)
class Form:
    """One thing that can be done: ``words`` is the name of the text it takes, '' for none."""

    id: str
    button: str
    kind: str
    words: str
    label: str
    help: str = ""


COMMENT = _("label_comment", default="Comment")
REASON = _("label_reason", default="Reason")
TOLD = _("help_liaison_told", default="The inspectorate reads this if the item is sent to them.")
KEPT = _(
    "help_liaison_kept", default="It is kept with the item. The inspectorate does not read it."
)

#: Transition → look of its button, name of its text, label and help.
FORMS = {
    "triage": ("primary", "comment", COMMENT, KEPT),
    "send": ("primary", "comment", COMMENT, TOLD),
    "acknowledge": ("primary", "comment", COMMENT, ""),
    "answer": ("primary", "response", _("label_liaison_answer", default="Your answer"), ""),
    "close": ("secondary", "comment", _("label_liaison_outcome", default="Outcome"), TOLD),
    "reject": ("danger", "comment", REASON, KEPT),
    "reopen": ("secondary", "comment", REASON, KEPT),
    "take_back": ("secondary", "", COMMENT, ""),
}
