"""What the containers of the register share."""

from ccsr.content.domain.naming import title_in
from plone.dexterity.content import Container


class Entry(Container):
    """A container that is changed by an editor only, never by what is put into it.

    Plone marks a container as modified when a child comes or goes. Here the
    child may be one that the reader must not know of, so the date of a
    container must not move with it. ``subscribers.editing`` sets it on edits.
    """

    def notifyModified(self):
        """Leave the date alone; ``subscribers.editing`` sets it."""

    def title_for(self, language):
        """Return the Welsh title to a Welsh reader where there is one."""
        return title_in(language, self.title, self.title_cy)
