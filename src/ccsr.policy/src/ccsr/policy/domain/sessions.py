"""How long a sign-in holds."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True)
class Spans:
    """For how long (seconds): without being seen, and in all."""

    idle: float = 30 * 60
    absolute: float = 12 * 60 * 60


@dataclass(frozen=True)
class Session:
    """One browser or program that is signed in; the times are in UTC."""

    id: int
    user_id: str
    folder: str
    stage: str
    began: datetime
    last_seen: datetime
    address: str
    browser: str

    def holds(self, now: float, spans: Spans) -> bool:
        """Return whether it is not over at ``now`` (seconds since 1970)."""
        return not self.over(now, spans)

    def over(self, now: float, spans: Spans) -> Literal["", "idle", "absolute"]:
        """Return which of the two spans has passed."""
        if now - self.began.timestamp() >= spans.absolute:
            return "absolute"
        return "idle" if now - self.last_seen.timestamp() >= spans.idle else ""

    def left(self, now: float, spans: Spans) -> float:
        """Return for how many seconds it holds if nobody is seen any more."""
        idle = self.last_seen.timestamp() + spans.idle
        return max(0.0, min(idle, self.began.timestamp() + spans.absolute) - now)
