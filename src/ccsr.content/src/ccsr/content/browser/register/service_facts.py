"""What is registered of a service beside what its provider says, for who compares the two."""

from ccsr.content import _
from ccsr.content.browser import display
from ccsr.content.browser.listing import column
from ccsr.content.content import claim
from ccsr.content.content.condition import IRegistrationCondition
from ccsr.content.domain import dates
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Compared:
    """One value as it is registered and as the provider says; '' where that is not known."""

    label: str
    registered: str
    claimed: str

    @property
    def differs(self):
        """Whether both are known and not the same."""
        return bool(self.registered and self.claimed and self.registered != self.claimed)


class ServiceFacts:
    """A service that the reader may see, by its record; it is woken for its claim only."""

    def __init__(self, view, brain):
        self.view = view
        self.brain = brain
        self.url = brain.getURL()
        self.title = view.title(brain)
        self.state = brain.review_state
        self.urns = column(brain, "urn") or ()

    @property
    def type(self):
        """Return the type of service in words."""
        return self.view.term("service_types", column(self.brain, "service_type"))

    @property
    def authority(self):
        """Return the authority's name."""
        return self.view.term("local_authorities", column(self.brain, "local_authority"))

    @property
    def status(self):
        """Return the registration status in words."""
        return self.view.term("registration_statuses", column(self.brain, "registration_status"))

    @property
    def provider(self):
        """Return the provider."""
        return self.view.holder(self.brain, "provider_ref")

    @cached_property
    def service(self):
        """Return the service itself; the claim is kept in it."""
        return self.brain.getObject()

    @cached_property
    def claim(self):
        """Return the claim that the reader may see, or None."""
        found = claim.of(self.service)
        return found if found is not None and self.view.may("View", found) else None

    @cached_property
    def conditions(self):
        """Return the conditions in force: their first words and address."""
        found = self.view.find(
            path={"query": self.brain.getPath(), "depth": 1},
            object_provides=IRegistrationCondition.__identifier__,
        )
        return [
            {"title": brain.Title, "url": brain.getURL()}
            for brain in found
            if not dates.has_ended(column(brain, "condition_removed"), self.view.today)
        ]

    @property
    def compared(self):
        """Return what is registered beside what is claimed."""
        pairs = [
            (PLACES, _places(self.service), _places(self.claim)),
            (AGES, self._ages(self.service), self._ages(self.claim)),
            (GENDER, self._gender(self.service), self._gender(self.claim)),
        ]
        return [Compared(*pair) for pair in pairs if pair[1] or pair[2]]

    @property
    def vacancies(self):
        """Return the vacancies that are claimed and the day they were true, or None."""
        if self.claim is None or self.claim.vacancies is None:
            return None
        return {"count": self.claim.vacancies, "day": self.view.day(self.claim.vacancies_on)}

    @property
    def statement(self):
        """Return the lines of the provider's statement."""
        return display.lines(self.claim.statement or "") if self.claim is not None else []

    def _ages(self, thing):
        ages = (thing.age_from, thing.age_to) if thing is not None else (None, None)
        return "" if None in ages else "{}–{}".format(*ages)

    def _gender(self, thing):
        return self.view.term("genders", thing.gender) if thing is not None else ""


def _places(thing):
    return "" if thing is None or thing.places is None else str(thing.places)


PLACES = _("compared_places", default="Places")
AGES = _("label_ages", default="Ages")
GENDER = _("label_gender", default="Gender")
