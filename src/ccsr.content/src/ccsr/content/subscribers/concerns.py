"""Whoever raised a concern is told how far it has come."""

from ccsr.content.content import concern_receipts
from ccsr.content.content.concerns import FORM
from plone import api


def item_changed(item, event):
    """Renew what its commissioner is told."""
    form = api.portal.get().get(FORM)
    if form is not None and item.raised_by:
        concern_receipts.renew(form, item)


def item_gone(item, event):
    """Forget it."""
    site = api.portal.get()
    form = site.get(FORM) if site is not None else None
    if form is not None and item.raised_by:
        concern_receipts.forget(form, item)
