"""Meetings: what changes minutes takes agreements back; nothing locks what is not agreed by all."""

from ccsr.content.content.governance import minutes
from ccsr.content.domain.sharing import Refusal
from ccsr.content.subscribers.workflow import Refused


def before_transition(meeting, event):
    """Refuse to lock what not all have agreed."""
    name = event.transition.id if event.transition else None
    if name == "agree" and not minutes.is_agreed(meeting):
        raise Refused([Refusal("minutes", minutes.NOT_ALL)])


def changed(meeting, event):
    """Take back the agreements to other minutes."""
    minutes.take_back(meeting)


def copied(meeting, event):
    """Nobody has agreed a copy."""
    minutes.forget(meeting)
