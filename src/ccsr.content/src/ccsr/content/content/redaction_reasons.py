"""The reasons in force, as administrators have set them."""

from __future__ import annotations

from ccsr.content.config.redaction import REASONS
from plone import api


RECORD = "ccsr.content.redaction_reasons"


def reasons(language: str) -> dict[str, str]:
    """Return the title of each reason in a language, by token, in order."""
    rows = api.portal.get_registry_record(RECORD, default=None)
    if rows is None:
        return {token: cy if language == "cy" else en for token, en, cy in REASONS}
    return {
        row["token"]: (language == "cy" and row.get("title_cy")) or row["title"] for row in rows
    }
