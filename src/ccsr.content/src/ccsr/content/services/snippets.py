"""What a hit shows of its text, without waking its document.

The catalog's record leads to the text (``content.pages.TextRef``); it is loaded
for hits of a batch, which the catalog has allowed, and for no others.
"""

from ccsr.content.domain.passages import passage
from ccsr.content.domain.passages import passages


def shown(brain, wanted):
    """Return the passages of a hit by page, and the best of what can be shown."""
    if not wanted:
        return (), ""
    stored = brain.text_ref.load() if brain.text_ref else None
    found = tuple(passages(stored.pages, wanted)) if stored else ()
    if found:
        return found, found[0].html
    typed = stored.typed if stored else ()
    return (), passage(" · ".join([*typed, *_names(brain)]), wanted) or ""


def _names(brain):
    own = (brain.Title, brain.title_cy, *(brain.also_named or ()), *(brain.urn or ()))
    return list(dict.fromkeys(one for one in own if one))
