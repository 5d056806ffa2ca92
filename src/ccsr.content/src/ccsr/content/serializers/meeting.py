"""A meeting in JSON: its agenda as far as its reader may see what it is about."""

from ccsr.content.content.governance import agenda
from ccsr.content.content.governance.meeting import IMeeting
from ccsr.content.content.rows_field import IRows
from ccsr.content.interfaces import IContentLayer
from plone.restapi.interfaces import IFieldSerializer
from plone.restapi.serializer.converters import json_compatible
from zope.component import adapter
from zope.interface import implementer


@implementer(IFieldSerializer)
@adapter(IRows, IMeeting, IContentLayer)
class MeetingRows:
    """The rows of a meeting; of its agenda, those that are the reader's to see."""

    def __init__(self, field, context, request):
        self.field = field
        self.context = context

    def __call__(self):
        """Return the rows."""
        rows = getattr(self.context, self.field.__name__, None) or []
        shown = agenda.visible(rows) if "source" in self.field.columns else list(rows)
        return json_compatible(shown)
