"""What runs, in which version."""

from ccsr.policy import _
from ccsr.policy.state import Check
from ccsr.policy.state import Row
from importlib.metadata import version

import platform


PACKAGES = (
    ("ccsr", "CCSR", "ccsr.policy"),
    ("plone", "Plone", "Products.CMFPlone"),
    ("zope", "Zope", "Zope"),
    ("tantivy", "tantivy", "tantivy"),
)


class Software(Check):
    """Versions; nothing of them is right or wrong."""

    title = _("state_software", default="Versions")
    weight = 90

    def rows(self, request):
        """Return a row for each program."""
        found = [Row(name, title, version(package)) for name, title, package in PACKAGES]
        return [*found, Row("python", "Python", platform.python_version())]
