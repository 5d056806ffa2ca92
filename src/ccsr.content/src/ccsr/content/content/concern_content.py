"""The concern form itself: easyform's, with a name in both languages."""

from ccsr.content.domain.naming import title_in
from collective.easyform.content import EasyForm


class ConcernForm(EasyForm):
    """The form with which commissioners raise a concern."""

    title_cy = None

    def title_for(self, language):
        """Return the Welsh title to a Welsh reader where there is one."""
        return title_in(language, self.title, self.title_cy)
