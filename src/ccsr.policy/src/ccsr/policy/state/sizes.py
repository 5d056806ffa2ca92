"""Sizes as people say them."""

from ccsr.content.browser import display
from ccsr.policy import _
from zope.i18n import translate


GIGABYTE = 1024**3


def size(count, request):
    """Return a number of bytes in words."""
    if count < GIGABYTE:
        return display.size(count, request)
    message = _("size_gb", default="${size} GB", mapping={"size": f"{count / GIGABYTE:.1f}"})
    return translate(message, context=request)
