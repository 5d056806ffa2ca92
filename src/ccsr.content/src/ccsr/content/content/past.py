"""What a thing has been through, from the history that the workflow keeps on it."""

from Acquisition import aq_base


def was_shared(thing) -> bool:
    """Return whether commissioners could ever have read it, whatever its state is now."""
    histories = getattr(aq_base(thing), "workflow_history", None) or {}
    return any(step.get("action") == "share" for one in histories.values() for step in one)
