"""The services that a row may be filed under: those that stand there, fit, or are searched for."""

from ccsr.content.browser.concerns.services import Lookup
from ccsr.content.domain import checking
from ccsr.content.domain.naming import title_in
from functools import cached_property


SEARCH = "service_search"
#: As many that fit are offered.
MOST = 4


class Typed(Lookup):
    """Finds services by what was typed, among those that the reader may see."""

    def _sent(self, name):
        value = self.request.form.get(SEARCH, "")
        return value.strip() if name == "concern_service" and isinstance(value, str) else ""


class Offer:
    """One service to choose."""

    def __init__(self, page, brain, is_chosen, is_found, match=None):
        self.uid, self.is_chosen, self.is_found = brain.UID, is_chosen, is_found
        self.title = title_in(page.language, brain.Title, brain.title_cy or None)
        self.provider = page.holder(brain, "provider_ref")["title"]
        self.authority = page.term("local_authorities", brain.local_authority or None)
        self.number = (brain.urn or ("",))[0]
        self.state = brain.review_state
        self.score = match.score if match else None
        self.reasons = match.reasons if match else ()


class Offers:
    """What is offered for the open row."""

    def __init__(self, page):
        self.page = page
        self.line = page.open_line

    @cached_property
    def searched(self):
        """What was typed into the search, '' without."""
        return self.page.asked(SEARCH)

    @cached_property
    def all(self):
        """Those that stand there first, then what was searched for, then what fits."""
        chosen = self.line.row.cell(checking.SERVICE).text.split()
        matches = {one.candidate.uid: one for one in self.page.desk.matches(self.line.item)}
        found = [one.UID for one in self.found]
        uids = list(dict.fromkeys([*chosen, *found, *list(matches)[:MOST]]))
        brains = {one.UID: one for one in self.page.find(portal_type="Service", UID=uids)}
        return [
            Offer(self.page, brains[uid], uid in chosen, uid in found, matches.get(uid))
            for uid in uids
            if uid in brains
        ]

    @cached_property
    def found(self):
        """The records that fit what was searched for."""
        if not self.searched:
            return []
        lookup = Typed(self.page.request)
        return (lookup.certain or lookup.near)[:10]

    @property
    def found_nothing(self):
        """Whether something was searched for and there is none."""
        return bool(self.searched) and not self.found
