"""Stages of enforcement: dated, and edited by administrators in the settings."""

from ccsr.content.controlpanels.settings import settings
from zope.globalrequest import getRequest
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


@provider(IVocabularyFactory)
def enforcement_stages(context):
    """Return every stage, in order; a stage that has ended says so."""
    request = getRequest()
    language = request.get("LANGUAGE", "en") if request else "en"
    return SimpleVocabulary(
        [
            SimpleTerm(row["token"], row["token"], _title(row, language))
            for row in settings().enforcement_stages
        ]
    )


def _title(row, language):
    title = (language == "cy" and row.get("title_cy")) or row["title"]
    if not row.get("valid_until"):
        return title
    years = [row.get("valid_from"), row["valid_until"]]
    return f"{title} ({'–'.join(str(day.year) if day else '' for day in years)})"
