"""Links between the pages of a list of results."""

from dataclasses import dataclass
from dataclasses import replace


#: Pages of results that are linked on each side of the one shown.
BESIDE = 2


@dataclass(frozen=True)
class PageLink:
    """A link to another page of the results; ``number`` is None for a gap."""

    number: int | None
    url: str = ""
    current: bool = False


class PagesOfResults:
    """Mixed into the page of a ``search`` that a ``find`` answers; ``url`` gives addresses."""

    @property
    def pages(self):
        """Return links to the first, the near and the last pages; empty where there is one."""
        current = self.search.b_start // self.search.b_size
        count = -(-self.find.total // self.search.b_size)
        near = range(max(0, current - BESIDE), min(count, current + BESIDE + 1))
        shown = sorted({0, *near, count - 1}) if count > 1 else []
        links = []
        for before, number in zip([-1, *shown], shown, strict=False):
            if number - before > 1:
                links.append(PageLink(None))
            links.append(PageLink(number + 1, self._page(number), number == current))
        return links

    @property
    def previous(self):
        """Return the address of the page before, None on the first."""
        current = self.search.b_start // self.search.b_size
        return self._page(current - 1) if current else None

    @property
    def next(self):
        """Return the address of the page after, None on the last."""
        current = self.search.b_start // self.search.b_size
        more = (current + 1) * self.search.b_size < self.find.total
        return self._page(current + 1) if more else None

    @property
    def without_start(self):
        """Return the address of the first page of the same list."""
        return self._page(0)

    def _page(self, number):
        return self.url(replace(self.search, b_start=number * self.search.b_size))
