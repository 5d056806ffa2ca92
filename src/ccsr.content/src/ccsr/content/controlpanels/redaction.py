"""Why something is removed from a document: an editable list, in both languages."""

from ccsr.content import _
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
    titles = [
        ("child", "Identifies a child or a family", "Yn enwi plentyn neu deulu"),
        ("person", "Personal data of another person", "Data personol rhywun arall"),
        ("health", "Health or care of a person", "Iechyd neu ofal rhywun"),
        ("address", "Where children live", "Lle mae plant yn byw"),
        (
            "proceedings",
            "Legal proceedings or an investigation",
            "Achos cyfreithiol neu ymchwiliad",
        ),
        ("confidence", "Given in confidence", "Wedi ei roi yn gyfrinachol"),
        ("other", "Another reason, see the note", "Rheswm arall, gweler y nodyn"),
    ]
    return [{"token": token, "title": en, "title_cy": cy} for token, en, cy in titles]


def reasons(language):
    """Return the title of each reason in a language, by token, in order."""
    from ccsr.content.controlpanels.settings import settings

    return {
        row["token"]: (language == "cy" and row.get("title_cy")) or row["title"]
        for row in settings().redaction_reasons
    }
