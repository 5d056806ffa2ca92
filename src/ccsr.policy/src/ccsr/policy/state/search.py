"""The text index: whether what is committed is found."""

from ccsr.content.browser import display
from ccsr.policy import _
from ccsr.policy.state import Check
from ccsr.policy.state import LATE
from ccsr.policy.state import OK
from ccsr.policy.state import Row
from ccsr.policy.state import WARN
from ccsr.policy.state.sizes import size
from ccsr.search.interfaces import IIndexStatus
from ccsr.search.interfaces import State
from datetime import datetime
from datetime import UTC
from plone import api
from zope.i18nmessageid import Message


INDEX = "SearchableText"

WORDS = {
    State.READY: _("state_index_ready", default="Ready"),
    State.BEHIND: _("state_index_behind", default="Catching up"),
    State.REBUILDING: _("state_index_rebuilding", default="Being rebuilt"),
    State.MEMORY: _("state_index_memory", default="In memory only"),
}
FLAGS = {State.READY: OK, State.BEHIND: OK, State.REBUILDING: WARN, State.MEMORY: LATE}
ADVICE = {
    State.REBUILDING: _(
        "state_index_rebuilding_advice",
        default="Nothing needs to be done: it goes on by itself. Until it is done, a search may "
        "not find every document.",
    ),
    State.MEMORY: _(
        "state_index_memory_advice",
        default="Search answers, but is made anew at each start and takes memory. See that the "
        "folder of the index is a folder that the portal may write to and that there is room on "
        "its disk. It is tried again every minute.",
    ),
}
NOT_INSTALLED = _("state_index_missing", default="Not installed")
INSTALL = _(
    "state_index_missing_advice",
    default="Run the portal's upgrade steps under Settings, Add-ons.",
)
ERROR_ADVICE = _(
    "state_index_error_advice",
    default="Search goes on. If this does not go away by itself, see that the folder of the index "
    "may be written to and that there is room on its disk; the folder can be deleted, and is then "
    "made anew.",
)


STATE = _("state_index_state", default="Index of the text search")
DOCUMENTS = _("state_index_documents", default="Documents")
MISSING = _("state_index_missing_documents", default="Not in the folder yet")
FOLDER = _("state_index_folder", default="Folder")
ERROR = _("state_index_error", default="Last error of the index")
SIZE = _("state_index_size", default="Size of the folder")
COMPLETE = _("state_index_complete", default="Last made complete")
UNKNOWN = _("state_index_complete_unknown", default="No need since the start")
ERROR_AT = _("state_index_error_at", default="${when}: ${error}")
NONE = _("state_none", default="None")


class TextIndex(Check):
    """What the index of the catalog tells of itself."""

    title = _("state_search", default="Text search")
    weight = 10

    def rows(self, request):
        """Return its state, its numbers, its folder and what went wrong last."""
        catalog = api.portal.get_tool("portal_catalog")._catalog
        index = catalog.getIndex(INDEX) if INDEX in catalog.indexes else None
        if not IIndexStatus.providedBy(index):
            return [Row("state", STATE, NOT_INSTALLED, LATE, INSTALL)]
        status = index.status()
        return [
            state_row(status),
            Row("documents", DOCUMENTS, str(status.documents)),
            Row("missing", MISSING, str(status.behind)),
            Row("folder", FOLDER, status.directory or NONE),
            Row("size", SIZE, size(status.size, request)),
            Row("complete", COMPLETE, moment(status.complete_at, request) or UNKNOWN),
            error_row(status, request),
        ]


def state_row(status):
    """Return the row of the state; in memory it is told as that while it is filled, too."""
    state = State.MEMORY if status.directory is None else status.state
    return Row("state", STATE, WORDS[state], FLAGS[state], ADVICE.get(state))


def error_row(status, request):
    """Return the row of the last error."""
    if status.last_error is None:
        return Row("error", ERROR, NONE, OK)
    when = moment(status.last_error_at, request)
    told = Message(ERROR_AT, mapping={"error": status.last_error, "when": when})
    return Row("error", ERROR, told if when else status.last_error, WARN, ERROR_ADVICE)


def moment(seconds, request):
    """Return a time in words, as a clock in Wales shows it; '' for None."""
    return display.moment(seconds and datetime.fromtimestamp(seconds, UTC), request)
