"""What was told a moment ago is not told again."""

from collections import OrderedDict
from threading import Lock
from time import monotonic


#: Seconds for which something is told once.
SPAN = 60.0
MOST = 20_000


class Lately:
    """The last things that were told in this process."""

    def __init__(self, span: float = SPAN, most: int = MOST) -> None:
        self._span, self._most = span, most
        self._told: OrderedDict[object, float] = OrderedDict()
        self._lock = Lock()

    def is_new(self, key) -> bool:
        """Return whether this was not told within the span, and note that it is now."""
        now = monotonic()
        with self._lock:
            told = self._told.get(key)
            if told is not None and now - told < self._span:
                return False
            self._told[key] = now
            self._told.move_to_end(key)
            while len(self._told) > self._most:
                self._told.popitem(last=False)
        return True

    def forget(self) -> None:
        """Take everything for new."""
        with self._lock:
            self._told.clear()


class Allowance:
    """So many of a kind in each span, and no more."""

    def __init__(self, each: int, span: float = SPAN, most: int = MOST) -> None:
        self.each, self._span, self._most = each, span, most
        self._begun: OrderedDict[object, tuple[float, int]] = OrderedDict()
        self._lock = Lock()

    def take(self, key) -> int:
        """Return the how-many-eth of this span it is."""
        now = monotonic()
        with self._lock:
            begun, count = self._begun.pop(key, (now, 0))
            if now - begun >= self._span:
                begun, count = now, 0
            self._begun[key] = begun, count + 1
            while len(self._begun) > self._most:
                self._begun.popitem(last=False)
        return count + 1


lately = Lately()
