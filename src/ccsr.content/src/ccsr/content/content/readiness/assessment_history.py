"""Everything that a self-assessment ever said, with who said it and when."""

from __future__ import annotations

from ccsr.content.domain.readiness.assessments import Snapshot
from datetime import datetime
from datetime import UTC
from plone import api
from typing import Any
from zope.annotation.interfaces import IAnnotations


KEY = "ccsr.content.assessed"


def snapshots(assessment: Any) -> tuple[Snapshot, ...]:
    """Return every state that it was in, the oldest first."""
    kept: tuple[Snapshot, ...] = IAnnotations(assessment).get(KEY, ())
    return kept


def keep(assessment: Any, when: datetime | None = None) -> bool:
    """Keep what it says now, unless that is what it said last; return whether it was new."""
    now = _now(assessment, when or datetime.now(UTC))
    kept = snapshots(assessment)
    if kept and not now.changed(kept[-1]):
        return False
    IAnnotations(assessment)[KEY] = (*kept, now)
    return True


def _now(assessment: Any, when: datetime) -> Snapshot:
    return Snapshot(
        when,
        api.user.get_current().getId() or "",
        assessment.grade or "",
        assessment.commentary or "",
        tuple(assessment.evidence or ()),
        assessment.review_by,
    )
