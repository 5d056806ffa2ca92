"""Providers as an administrator names them: by name, Welsh name, URN, or name and URN."""


class Providers:
    """The providers that the reader may see."""

    def __init__(self, brains):
        self._brains = list(brains)

    def labels(self):
        """Return each name with its URN, by name."""
        return sorted(map(label, self._brains), key=str.casefold)

    def find(self, text):
        """Return the UIDs of the providers that a text may mean; one where it is exact."""
        wanted = text.strip().casefold()
        if not wanted:
            return []
        exact = [one.UID for one in self._brains if wanted in _names(one)]
        return exact or [one.UID for one in self._brains if wanted in _all_names(one)]

    def candidates(self, text, most=8):
        """Return name and URN of the first providers that a text may mean."""
        found = set(self.find(text))
        return sorted(label(one) for one in self._brains if one.UID in found)[:most]


def label(brain):
    """Return a provider's name with its URN, if it has one."""
    urns = brain.urn or ()
    return f"{brain.Title} ({urns[0]})" if urns else brain.Title


def _names(brain):
    names = (brain.Title, brain.title_cy, label(brain), *(brain.urn or ()))
    return {name.casefold() for name in names if name}


def _all_names(brain):
    return " ".join(_names(brain))
