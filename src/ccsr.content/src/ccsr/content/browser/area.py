"""The page of an area that has no contents of its own yet."""

from ccsr.content.browser.page import Page


class AreaView(Page):
    """Title and an honest word about what is not here."""

    #: A part of the portal needs no second name: it is known by its place.
    other_title = None
