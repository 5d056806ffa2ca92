"""A full-text index for any Plone catalog.

The catalog decides who may see, tantivy decides what matches. Called by the
catalog tool (``index``); installed by the profile ``ccsr.search:default``.
"""

from typing import Any


def initialize(context: Any) -> None:
    """Tell Zope the index, so that a catalog can be given one."""
    from ccsr.search import counters
    from ccsr.search import index

    counters.apply()
    context.registerClass(
        index.TantivyIndex,
        permission="Add Pluggable Index",
        constructors=(index.manage_addTantivyIndexForm, index.manage_addTantivyIndex),
        visibility=None,
    )
