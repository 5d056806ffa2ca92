"""What was probably meant by a search that finds next to nothing."""

from ccsr.content.domain.words import read

import re


#: A search that finds more is left alone.
FEW = 2


def corrected(hits):
    """Return the words of a search with mistyped ones put right; None if none can be.

    Only words that stand in what the user may see are proposed.
    """
    words = hits.search.words
    if not words.wanted or len(hits.matched.found) > FEW:
        return None
    better = words.reading.query
    for typed in _singles(words.wanted):
        found = hits.text_index.did_you_mean(typed, hits.visible)
        if found:
            better = _replaced(better, typed, found)
    if better == words.reading.query or not _finds_more(hits, better):
        return None
    return better


def _singles(wanted):
    """Return the words as typed, those of phrases one by one."""
    found = [word for one in wanted if not (one.pattern or one.prefix) for word in one.text.split()]
    return list(dict.fromkeys(found))


def _replaced(query, typed, found):
    return re.sub(rf"(?<!\w){re.escape(typed)}(?!\w)", found, query)


def _finds_more(hits, better):
    return read(better).wanted and len(hits.text_index.hits(better, hits.visible).found) > len(
        hits.matched.found
    )
