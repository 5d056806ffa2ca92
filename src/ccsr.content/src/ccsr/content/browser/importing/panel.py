"""The panel of reviewers: imports that officers have looked through."""

from ccsr.content import _
from ccsr.content.browser.importing import words
from ccsr.content.browser.panels.base import ListPanel
from ccsr.content.browser.panels.base import Row
from ccsr.content.importing import store


#: What somebody has to see to.
OPEN = (store.PROPOSED, store.APPLYING, store.UNDOING)


class Imports(ListPanel):
    """Imports that wait for a reviewer, and those that are under way."""

    heading = _("import_title", default="Register imports")
    help = _("panel_imports_help", default="Looked through by an officer; you apply them:")
    more = ("@@import-register", _("panel_imports_more", default="All imports"))

    def available(self):
        """Return whether any waits."""
        return bool(self.waiting())

    def waiting(self):
        """Return the imports that somebody has to see to."""
        return [one for one in store.all() if one.state in OPEN]

    def rows(self):
        """Return the newest of them."""
        return [self.row(one) for one in self.waiting()[: self.most]]

    def row(self, found):
        """Return an import's row."""
        meta = (self.say(words.STATES[found.state]), self.person(found.by), self.day(found.at))
        url = f"{self.context.absolute_url()}/@@register-import?number={found.number}"
        return Row(found.name, url, meta)
