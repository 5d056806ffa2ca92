"""The concern form over the API: it is there, and it is edited and sent on its own pages."""

from ccsr.policy import _
from plone.restapi.serializer.dxcontent import SerializeToJson
from zExceptions import BadRequest


OWN_PAGES = _(
    "concern_form_own_pages",
    default="The questions are edited on the form's own page, one by one.",
)
#: What easyform keeps on a form besides its name.
KEPT = frozenset({"@id", "@type", "UID", "id", "title", "parent", "review_state"})


class Given(SerializeToJson):
    """Name and address."""

    def __call__(self, version=None, include_items=True):
        """Return what is the same for every thing."""
        whole = super().__call__(version, include_items)
        return {name: value for name, value in whole.items() if name in KEPT}


class Taken:
    """Takes nothing."""

    def __init__(self, context, request):
        self.context, self.request = context, request

    def __call__(self, validate_all=False, data=None, create=False):
        """Refuse, whatever is sent."""
        raise BadRequest(OWN_PAGES)
