"""``@@register-import-progress``: how far an import is, as JSON."""

from ccsr.content.browser.importing.one import RegisterImport

import json


class Progress(RegisterImport):
    """The answer; the page asks for it while something is done."""

    def __call__(self):
        """Return it."""
        self.import_ = self.found()
        self.request.response.setHeader("Content-Type", "application/json; charset=utf-8")
        return json.dumps(self.progress())
