"""The text index: whether what is committed is found."""

from ccsr.policy import _
from ccsr.policy.state import Check
from ccsr.policy.state import LATE
from ccsr.policy.state import OK
from ccsr.policy.state import Row
from ccsr.policy.state import WARN
from ccsr.search.interfaces import IIndexStatus
from ccsr.search.interfaces import State
from plone import api


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


class TextIndex(Check):
    """What the index of the catalog tells of itself."""

    title = _("state_search", default="Text search")
    weight = 10

    def rows(self):
        """Return its state, its numbers, its folder and what went wrong last."""
        index = api.portal.get_tool("portal_catalog")._catalog.indexes.get(INDEX)
        if not IIndexStatus.providedBy(index):
            yield Row("state", STATE, NOT_INSTALLED, LATE, INSTALL)
            return
        index = api.portal.get_tool("portal_catalog")._catalog.getIndex(INDEX)
        status = index.status()
        yield Row(
            "state", STATE, WORDS[status.state], FLAGS[status.state], ADVICE.get(status.state)
        )
        yield Row(
            "documents", _("state_index_documents", default="Documents"), str(status.documents)
        )
        yield Row(
            "missing",
            _("state_index_missing_documents", default="Not in the folder yet"),
            str(status.behind),
        )
        yield Row("folder", _("state_index_folder", default="Folder"), status.directory or NONE)
        yield error_row(status.last_error)


STATE = _("state_index_state", default="Index of the text search")
NONE = _("state_none", default="None")


def error_row(error):
    """Return the row of the last error."""
    title = _("state_index_error", default="Last error of the index")
    if error is None:
        return Row("error", title, NONE, OK)
    return Row("error", title, error, WARN, ERROR_ADVICE)
