"""Evidence: when it is stale, and which document an address means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote
from urllib.parse import urlsplit

import re


UID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address means: a UID, or a path below the site; both empty where it means neither."""

    uid: str = ""
    path: str = ""


def uid_in(text: str, site: str) -> Asked:
    """Return what a UID, an address below `site` (a URL) or one of its pages means."""
    text = text.strip()
    if UID.fullmatch(text):
        return Asked(uid=text)
    if not text.startswith(f"{site}/"):
        return Asked()
    path = unquote(urlsplit(text[len(site) + 1 :]).path)
    names = [name for name in path.split("/") if name and name[:2] not in ("@@", "++")]
    names = names[:-1] if names[-1:] == ["view"] else names
    if names[:-1][-1:] == ["resolveuid"] and UID.fullmatch(names[-1]):
        return Asked(uid=names[-1])
    return Asked(path="/".join(names))


def is_stale(review_by: date | None, today: date) -> bool:
    """Return whether the day of review has gone by; what has no such day is not stale."""
    return review_by is not None and review_by < today
