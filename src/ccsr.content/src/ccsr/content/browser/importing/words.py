"""What groups, states and values of an import are called."""

from ccsr.content import _
from ccsr.content.browser import display
from ccsr.content.domain.importing import fields
from ccsr.content.domain.importing.fields import BY_NAME
from ccsr.content.importing import store
from datetime import date
from zope.i18nmessageid import Message


GROUPS = {
    "new": _("import_group_new", default="New"),
    "vanished": _("import_group_vanished", default="Vanished"),
    "successor": _("import_group_successor", default="Possible successors"),
    "renamed": _("import_group_renamed", default="Renamed"),
    "reappeared": _("import_group_reappeared", default="Reappeared"),
    "double": _("import_group_double", default="Number found twice"),
}
CHANGED = _("import_group_changed", default="Changed: ${field}")
#: In which order groups are shown; changes come by field after the names.
ORDER = ("successor", "vanished", "new", "renamed", "changed", "reappeared", "double")

HELP = {
    "new": _(
        "import_help_new",
        default="In the file, and no service of the portal has the number. Applying makes a draft.",
    ),
    "vanished": _(
        "import_help_vanished",
        default="This source used to list it, or the number is one of its own, and the file does "
        "not have it. Applying marks the service for staff; nothing is deleted.",
    ),
    "successor": _(
        "import_help_successor",
        default="A vanished service and a new one that may be the same place. Say what happened, "
        "or leave it open.",
    ),
    "renamed": _(
        "import_help_renamed",
        default="The same number under another name. A service keeps its old name among the names "
        "it is also known by.",
    ),
    "changed": _(
        "import_help_changed",
        default="The file says something else than the portal. What the file leaves blank is no "
        "change.",
    ),
    "reappeared": _(
        "import_help_reappeared", default="It was marked as vanished, and the file has it again."
    ),
    "double": _(
        "import_help_double",
        default="More than one service of the portal has this number, so nothing is compared. "
        "Correct the register first.",
    ),
}

STATES = {
    store.WAITING: _("import_state_waiting", default="Being compared"),
    store.COMPARED: _("import_state_compared", default="To be looked through"),
    store.PROPOSED: _("import_state_proposed", default="Waiting for a reviewer"),
    store.APPLYING: _("import_state_applying", default="Being applied"),
    store.APPLIED: _("import_state_applied", default="Applied"),
    store.UNDOING: _("import_state_undoing", default="Being undone"),
    store.UNDONE: _("import_state_undone", default="Undone"),
    store.FAILED: _("import_state_failed", default="Could not be read"),
}
APPLIED_IN_PART = _("import_state_in_part", default="Applied, but for ${count}")
FLAGS = {
    store.COMPARED: "warn",
    store.PROPOSED: "warn",
    store.APPLIED: "ok",
    store.FAILED: "late",
}

OUTCOMES = {
    "done": _("import_outcome_done", default="Applied"),
    "left": _("import_outcome_left", default="Not applied"),
    "undone": _("import_outcome_undone", default="Undone"),
    "stays": _("import_outcome_stays", default="Not undone"),
}

REASONS = {
    "address": _("import_reason_address", default="same address"),
    "name": _("import_reason_name", default="same or like name"),
    "provider": _("import_reason_provider", default="same provider"),
    "town": _("import_reason_town", default="same town"),
    "places": _("import_reason_places", default="same places"),
    "dates": _("import_reason_dates", default="registered as the other went"),
}

VOCABULARIES = {
    "service_type": "service_types",
    "registration_status": "registration_statuses",
    "gender": "genders",
    "needs": "needs",
    "languages": "languages",
    "active_offer": "active_offer",
    "local_authority": "local_authorities",
    "sector": "sectors",
    "profit_status": "profit_statuses",
}


def group(token):
    """Return the title of a group."""
    kind, _colon, field = token.partition(":")
    if field:
        return Message(CHANGED, mapping={"field": BY_NAME[field].title})
    return GROUPS[kind]


def place(token):
    """Return where a group stands among the others."""
    kind, _colon, field = token.partition(":")
    names = list(BY_NAME)
    return (ORDER.index(kind), names.index(field) if field else 0)


def value(name, found, request):
    """Return what a value says, one phrase a line."""
    if found in (None, "", ()):
        return []
    if isinstance(found, date):
        return [display.day(found, request)]
    if name in VOCABULARIES:
        tokens = found if isinstance(found, tuple) else (found,)
        return [display.term(f"ccsr.content.{VOCABULARIES[name]}", one) for one in tokens]
    return display.lines(str(found))


def field(name):
    """Return the title of a field."""
    return fields.BY_NAME[name].title
