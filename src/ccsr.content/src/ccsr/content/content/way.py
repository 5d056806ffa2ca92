"""The way a liaison item has gone, read from its workflow's history."""

from ccsr.content.domain.liaison import Step
from typing import Any


WORKFLOW = "ccsr_liaison_workflow"


def steps(item: Any) -> list[Step]:
    """Return every step, the first one first; what a reader may know is theirs to sift."""
    return [_step(entry) for entry in item.workflow_history.get(WORKFLOW, ())]


def _step(entry: dict[str, Any]) -> Step:
    return Step(
        entry["action"],
        entry["review_state"],
        entry.get("actor") or "",
        entry["time"].asdatetime(),
        entry.get("comments") or "",
    )
