"""An agreed action out of a risk, or out of a gap that a self-assessment shows."""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.content.actions.people import area_of
from ccsr.content.content.actions.rows import rows
from ccsr.content.content.readiness.risk import IRisk
from ccsr.content.domain.dates import today
from ccsr.content.domain.naming import title_in
from datetime import timedelta
from plone import api
from plone.dexterity.utils import createContentInContainer
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.globalrequest import getRequest
from zope.i18n import translate
from zope.i18nmessageid import Message


TYPE = "AgreedAction"
#: Days until it is due, until somebody says otherwise.
DUE = 28

CLOSE_GAP = _("action_close_gap", default="Close the gap: ${title}")
LESSEN = _("action_lessen_risk", default="Lessen the risk: ${title}")


def agree(thing: Any) -> Any:
    """Make an action that whoever is signed in owns, due in four weeks; return it."""
    return createContentInContainer(
        area_of(thing),
        TYPE,
        title=_title(thing),
        owner=api.user.get_current().getId(),
        due=today() + timedelta(days=DUE),
        source=IUUID(thing),
    )


def actions_of(thing: Any) -> list[Any]:
    """Return the ``domain.actions.Row`` of each action that came of a thing."""
    return rows(action_source=IUUID(thing), sort_on="created")


def _title(thing: Any) -> str:
    request = getRequest()
    language = request.get("LANGUAGE", "en") if request else "en"
    title = title_in(language, thing.title, thing.title_cy)
    message = LESSEN if IRisk.providedBy(thing) else CLOSE_GAP
    return str(translate(Message(message, mapping={"title": title}), target_language=language))
