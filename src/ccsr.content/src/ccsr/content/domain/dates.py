"""Pairs of dates and numbers that must come in order."""

from __future__ import annotations

from typing import Any


def in_order(first: Any, last: Any) -> bool:
    """Return whether ``first`` ≤ ``last``; an empty side is always in order."""
    return first is None or last is None or first <= last
