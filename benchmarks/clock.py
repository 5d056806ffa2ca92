"""Where the time goes: a clock around named functions, each without what it calls of the others."""

from contextlib import contextmanager
from figures import now
from functools import wraps
from importlib import import_module

import threading


class Clock:
    """Adds up seconds by part; safe for threads."""

    def __init__(self):
        self.seconds = {}
        self.absent = []
        self._lock = threading.Lock()
        self._running = threading.local()

    def clear(self):
        """Begin anew."""
        self.seconds.clear()

    def wrap_all(self, parts):
        """Put a clock around functions given as ``part → "module:name"`` (or several)."""
        for part, places in parts.items():
            for place in [places] if isinstance(places, str) else places:
                self._wrap(part, place)

    def _wrap(self, part, place):
        module, _colon, path = place.partition(":")
        *owners, name = path.split(".")
        try:
            owner = import_module(module)
            for one in owners:
                owner = getattr(owner, one)
            function = getattr(owner, name)
        except (ImportError, AttributeError):
            self.absent.append(place)
            return
        setattr(owner, name, self._clocked(part, function))

    def _clocked(self, part, function):
        @wraps(function)
        def clocked(*args, **kwargs):
            if not getattr(self._running, "stack", None):
                # Nothing that is asked for: signing in, or a thread's own work.
                return function(*args, **kwargs)
            with self.part(part):
                return function(*args, **kwargs)

        return clocked

    @contextmanager
    def part(self, part):
        """Count what happens meanwhile for a part, and not for the one around it."""
        stack = self._running.__dict__.setdefault("stack", [])
        stack.append(0.0)
        begun = now()
        try:
            yield
        finally:
            taken = now() - begun
            inner = stack.pop()
            if stack:
                stack[-1] += taken
            with self._lock:
                self.seconds[part] = self.seconds.get(part, 0.0) + taken - inner

    def milliseconds(self, times):
        """Return milliseconds by part of one of `times`, the most first."""
        most_first = sorted(self.seconds.items(), key=lambda pair: -pair[1])
        return {part: round(seconds * 1000 / times, 3) for part, seconds in most_first}
