"""The monthly reports of liaison that are kept for reviewers, by month and language."""

from BTrees.OOBTree import OOBTree
from plone import api
from plone.namedfile.file import NamedFile
from zope.annotation.interfaces import IAnnotations


#: On the site.
KEY = "ccsr.content.liaison_reports"
#: So many months are kept.
MOST = 12


def keep(month: str, language: str, data: bytes) -> None:
    """Keep a report, and drop those of long ago."""
    found = IAnnotations(api.portal.get()).setdefault(KEY, OOBTree())
    found[month, language] = NamedFile(data, contentType="application/pdf")
    for old in months()[MOST:]:
        for key in [key for key in found if key[0] == old]:
            del found[key]


def get(month: str, language: str) -> bytes | None:
    """Return a report, or None."""
    found = IAnnotations(api.portal.get()).get(KEY, {}).get((month, language))
    return found.data if found is not None else None


def months() -> list[str]:
    """Return the months of which there is one, the newest first."""
    kept = IAnnotations(api.portal.get()).get(KEY, {})
    return sorted({month for month, _language in kept}, reverse=True)
