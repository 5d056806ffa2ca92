"""Plone's own tests of search, on sites that have our index.

``python plone_tests.py [-s PACKAGE -m MODULE …]``: a test runner whose Plone
fixture installs ``ccsr.search``; without arguments the tests that apply.
"""

from plone.app.testing.layers import PloneFixture
from zope.testrunner import run

import sys


APPLY = (
    ("Products.CMFPlone", "testCatalogTool"),
    ("Products.CMFPlone", "testSearch"),
    ("plone.app.contenttypes", "test_indexes"),
    ("plone.app.event", "test_search"),
    ("plone.app.querystring", "testQueryBuilder"),
    ("plone.app.querystring", "testQueryParser"),
    ("plone.restapi", "test_search"),
)
#: Says that the index is a ZCTextIndex.
OTHERWISE = "!testSearchableTextIsZCTextIndex"


def main():
    """Run, and end with status 1 if a test failed."""
    PloneFixture.products = (*PloneFixture.products, ("ccsr.search", {"loadZCML": True}))
    PloneFixture.extensionProfiles = (*PloneFixture.extensionProfiles, "ccsr.search:default")
    chosen = sys.argv[1:] or [
        part for package, module in APPLY for part in ("-s", package, "-m", module)
    ]
    paths = [part for path in sys.path if path for part in ("--path", path)]
    run(paths, [sys.argv[0], "-v", "-t", OTHERWISE, *chosen])


if __name__ == "__main__":
    main()
