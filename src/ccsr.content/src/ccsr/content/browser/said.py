"""How a claim is shown: as the provider's own word, with the day on which it was true."""

from ccsr.content import _
from ccsr.content.browser import display
from ccsr.content.browser import rows
from ccsr.content.content import claim as claims
from ccsr.content.content.closing import CLOSED
from ccsr.content.controlpanels.settings import settings
from ccsr.content.domain import dates
from ccsr.content.domain.claims import days_old
from ccsr.content.domain.claims import is_stale
from ccsr.content.domain.counting import counted
from dataclasses import dataclass
from zope.i18n import translate


SCHEMA = claims.IProviderClaim
#: Shown beside what is registered.
COMPARED = ("places", "ages", "gender", "needs")
AGES = _("label_ages", default="Ages")


@dataclass(frozen=True)
class Row:
    """One line of the comparison: what is registered and what the provider says."""

    name: str
    label: str
    registered: tuple
    claimed: tuple


class Said:
    """A claim, ready to show to one reader; ``context`` gives words to tokens."""

    def __init__(self, claim, request):
        self.claim = claim
        self.request = request

    def true_on(self):
        """Return the day on which the vacancies were true and how long ago that is, in words."""
        day = self.claim.vacancies_on
        ago = days_old(day, dates.today())
        if ago is None:
            return ""
        shown = {"day": display.day(day, self.request), "ago": counted("days", ago)}
        return translate(_ago(ago, shown), context=self.request)

    def is_stale(self):
        """Return whether that is too long ago to be relied on."""
        return is_stale(self.claim.vacancies_on, dates.today(), settings().claim_days)

    def vacancies(self):
        """Return the number in words, '' where the provider has not said."""
        count = self.claim.vacancies
        return "" if count is None else translate(_vacancies(count), context=self.request)

    def statement(self):
        """Return the lines of the statement."""
        return display.lines(self.claim.statement)

    def comparison(self):
        """Return what is registered beside what the provider says, where either says anything."""
        service = self.claim.__parent__
        found = [
            Row(name, _label(name), self._words(service, name), self._words(self.claim, name))
            for name in COMPARED
        ]
        return [row for row in found if row.registered or row.claimed]

    def _words(self, thing, name):
        if name == "ages":
            return ages(thing.age_from, thing.age_to, self.request)
        return words(name, getattr(thing.aq_base, name, None), self.request)


def words(name, value, request):
    """Return what a field of a claim says, a value a line."""
    return tuple(
        translate(one, context=request)
        for one in display.values(
            SCHEMA[name], list(value) if isinstance(value, tuple) else value, request
        )
    )


def ages(first, last, request):
    """Return a range of ages in words, in a tuple; empty where nothing is said."""
    if first is None and last is None:
        return ()
    shown = {"first": first, "last": last}
    if last is None:
        message = _("ages_from", default="From ${first}", mapping=shown)
    elif first is None:
        message = _("ages_up_to", default="Up to ${last}", mapping=shown)
    else:
        message = _("ages_first_to_last", default="${first} to ${last}", mapping=shown)
    return (translate(message, context=request),)


def _label(name):
    return AGES if name == "ages" else SCHEMA[name].title


def _ago(days, shown):
    if days <= 0:
        return _("claim_true_today", default="true on ${day}, today", mapping=shown)
    if days == 1:
        return _("claim_true_yesterday", default="true on ${day}, yesterday", mapping=shown)
    return _("claim_true_days_ago", default="true on ${day}, ${ago} ago", mapping=shown)


def _vacancies(count):
    if count == 0:
        return _("claim_no_vacancies", default="No vacancies")
    if count == 1:
        return _("claim_one_vacancy", default="1 vacancy")
    return _("claim_vacancies", default="Vacancies: ${count}", mapping={"count": count})


def outdated(provider):
    """Return of how many services that the reader may see the vacancies are old, or never said."""
    # Woken, since no claim is in the catalog.
    services = [one.getObject() for one in rows.entries(rows.path_of(provider))]
    return sum(
        _is_to_do(claims.of(one)) for one in services if one.registration_status not in CLOSED
    )


def _is_to_do(claim):
    if claim is None or claim.vacancies_on is None:
        return True
    return is_stale(claim.vacancies_on, dates.today(), settings().claim_days)
