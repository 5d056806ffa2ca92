"""Why something is removed from a document: an editable list, in both languages."""

from ccsr.content import _
from ccsr.content.config.redaction import REASONS
from zope import schema
from zope.interface import Interface


class IReasonRow(Interface):
    """One reason."""

    token = schema.TextLine(title=_("label_reason_token", default="Short name"))
    title = schema.TextLine(title=_("label_reason_title", default="Reason"))
    title_cy = schema.TextLine(
        title=_("label_reason_title_cy", default="Reason in Welsh"), required=False
    )


def default_reasons():
    """Return the reasons of a new site."""
    return [{"token": token, "title": en, "title_cy": cy} for token, en, cy in REASONS]
