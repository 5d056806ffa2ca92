"""The review queue: what waits to be shared, for how long, and what stops it.

Protocol 5.2: what the inspectorate issues is shared on time.
"""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.config.terms import Term
from ccsr.content.domain.duties import is_overdue
from ccsr.content.domain.duties import should_be_shared_by
from ccsr.content.domain.naming import alphabetic
from collections.abc import Callable
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any


#: Stands for the rules that stop a draft where none does, so that it is counted as well.
READY = "ready"


@dataclass(frozen=True)
class Draft:
    """One draft of the queue.

    ``arrived`` is the day it was received, or else the day it was added.
    ``stops`` are the names of the sharing rules that refuse it. ``due`` is the
    day by which it should be shared; None where no duty runs (register entries).
    """

    uid: str
    path: str
    kind: str
    title: str
    service: str
    provider: str
    arrived: date
    stops: tuple[str, ...]
    due: date | None
    today: date

    @property
    def days(self) -> int:
        """Days that it has waited."""
        return max(0, (self.today - self.arrived).days)

    @property
    def is_late(self) -> bool:
        """Whether it should have been shared by now."""
        return is_overdue(self.due, self.today)

    @property
    def is_ready(self) -> bool:
        """Whether no rule stops it."""
        return not self.stops


def due(arrived: date, has_duty: bool, days: int) -> date | None:
    """Return the day by which a draft should be shared, None where no duty runs."""
    return should_be_shared_by(arrived, days) if has_duty else None


FILTERS: dict[str, Callable[[Draft], bool]] = {
    "all": lambda draft: True,
    "ready": lambda draft: draft.is_ready,
    "waiting": lambda draft: not draft.is_ready,
    "late": lambda draft: draft.is_late,
}
FILTER_TERMS = (
    Term("all", _("queue_all", default="All drafts")),
    Term("ready", _("queue_ready", default="Ready to share")),
    Term("waiting", _("queue_waiting", default="Something is missing")),
    Term("late", _("queue_late", default="Late")),
)

#: What a queue is sorted by; the title decides between equals, so that no provider gains.
SORTS: dict[str, Callable[[Draft], Any]] = {
    "waiting": lambda draft: draft.arrived,
    "title": lambda draft: "",
    "service": lambda draft: alphabetic(draft.service, None),
    "provider": lambda draft: alphabetic(draft.provider, None),
}
SORT_TERMS = (
    Term("waiting", _("queue_sort_waiting", default="Longest waiting first")),
    Term("title", _("queue_sort_title", default="Title")),
    Term("service", _("queue_sort_service", default="Service")),
    Term("provider", _("queue_sort_provider", default="Provider")),
)


def counts(drafts: Iterable[Draft]) -> dict[str, int]:
    """Return the number of drafts that each filter lets through."""
    drafts = list(drafts)
    return {name: sum(map(test, drafts)) for name, test in FILTERS.items()}


def select(
    drafts: Iterable[Draft], show: str = "all", kind: str = "", sort: str = "waiting"
) -> list[Draft]:
    """Return the drafts that a reviewer asked for, in the order asked for.

    Unknown names of filters and sorts count as the first one.
    """
    test = FILTERS.get(show, FILTERS["all"])
    key = SORTS.get(sort, SORTS["waiting"])
    found = [draft for draft in drafts if test(draft) and kind in ("", draft.kind)]
    return sorted(found, key=lambda draft: (key(draft), alphabetic(draft.title, None), draft.path))


def in_order_of_sharing(paths: Iterable[str]) -> list[str]:
    """Return paths so that a provider comes before its services and these before documents."""
    return sorted(paths, key=lambda path: (path.count("/"), path))
