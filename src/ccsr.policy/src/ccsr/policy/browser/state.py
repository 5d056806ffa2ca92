"""``@@ccsr-state``: how the site is, for administrators; and their panel when something is wrong."""

from ccsr.content.browser.panels.base import Panel
from ccsr.policy import _
from ccsr.policy import state
from plone.restapi.services import Service
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18n import translate


FLAGS = {
    state.OK: _("flag_in_order", default="In order"),
    state.WARN: _("flag_look", default="Look at this"),
    state.LATE: _("flag_act", default="Act now"),
}


class State(BrowserView):
    """The page: a section for each check, a row for each thing that it looked at."""

    page_title = _("state_title", default="State of the site")

    def sections(self):
        """Return title and rows of each check that has something to say."""
        found = [
            {"title": check.title, "rows": list(check.rows(self.request))}
            for _name, check in state.checks(self.context)
        ]
        return [section for section in found if section["rows"]]

    def worst(self, sections):
        """Return the worst flag of all."""
        return state.worst(row for section in sections for row in section["rows"])

    def word(self, flag):
        """Return the word of a flag."""
        return FLAGS[flag]


class Wrong(Panel):
    """Administrators: what they should do something about; nothing while all is in order."""

    index = ViewPageTemplateFile("templates/state_panel.pt")
    is_wide = True

    def available(self):
        """Return whether anything is wrong."""
        self.rows = list(state.wrong(self.context, self.request))
        return bool(self.rows)

    def word(self, flag):
        """Return the word of a flag."""
        return FLAGS[flag]


class StateGet(Service):
    """``GET {site}/@ccsr-state``: the same for a program that watches the portal."""

    def reply(self):
        """Return the worst flag, and every row by its check."""
        checks = {
            name: [self.row(row) for row in check.rows(self.request)]
            for name, check in state.checks(self.context)
        }
        flags = [row["flag"] or state.OK for rows in checks.values() for row in rows]
        return {"flag": max(flags, key=state.FLAGS.index), "checks": checks}

    def row(self, row):
        """Return a row in the asker's language."""
        texts = {"title": row.title, "value": row.value, "advice": row.advice}
        said = {
            name: text and translate(text, context=self.request) for name, text in texts.items()
        }
        return {"name": row.name, "flag": row.flag, **said}
