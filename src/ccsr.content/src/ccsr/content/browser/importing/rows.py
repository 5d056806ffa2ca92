"""One difference of an import as a row of its page."""

from ccsr.content.browser.importing import words
from ccsr.content.domain.importing import entries as kinds
from ccsr.content.domain.importing import fields
from ccsr.content.domain.importing import plan
from ccsr.content.importing import known
from functools import cached_property


#: What is shown of a new service, in this order.
OF_NEW = (
    "service_type",
    "registration_status",
    "places",
    "town",
    "local_authority",
    "registered_on",
)


class Row:
    """An entry with its tick and what became of it."""

    def __init__(self, page, number):
        self.page, self.number = page, number
        self.entry = page.import_.entries[number]
        self.outcome = page.import_.outcomes.get(number)

    @property
    def kind(self):
        """Its kind: picks how it is shown."""
        return self.entry.kind

    @property
    def is_of_provider(self):
        """Whether a provider is changed by it."""
        return self.entry.subject == fields.PROVIDER

    @property
    def is_pair(self):
        """Whether two values stand side by side."""
        return self.kind in (kinds.RENAMED, kinds.CHANGED)

    @cached_property
    def url(self):
        """The address of what it is about; '' for what is not in the portal."""
        found = self.page.find(UID=self.entry.uid) if self.entry.uid else ()
        return found[0].getURL() if found else ""

    @property
    def field(self):
        """The title of the field that changes."""
        return words.field(self.entry.field) if self.entry.field else None

    @property
    def old(self):
        """What the portal says, one phrase a line."""
        return words.value(self.entry.field, self.entry.old, self.page.request)

    @property
    def new(self):
        """What the file says."""
        return words.value(self.entry.field, self.entry.new, self.page.request)

    @property
    def status(self):
        """The registration status of a vanished service."""
        return words.value("registration_status", self.entry.old, self.page.request)

    @property
    def facts(self):
        """What the file says of a new service: label and values."""
        return self._facts(dict(self.entry.values))

    @property
    def facts_of_old(self):
        """What the portal says of a vanished service."""
        found = self.page.find(UID=self.entry.uid)
        return self._facts(known.values(found[0].getObject(), OF_NEW) if found else {})

    def _facts(self, values):
        said = ((name, words.value(name, values.get(name), self.page.request)) for name in OF_NEW)
        return [{"label": words.field(name), "said": found} for name, found in said if found]

    @property
    def new_provider(self):
        """The provider that the file names for a new one."""
        return dict(self.entry.values).get("provider", "")

    @property
    def reasons(self):
        """Why a new service may follow a vanished one."""
        return [words.REASONS[one] for one in self.entry.reasons]

    @property
    def can_tick(self):
        """Whether it is ticked yes or no."""
        return plan.YES in plan.choices(self.entry)

    @property
    def tick(self):
        """What was said of it."""
        return self.page.import_.ticks.get(self.number, "")

    @property
    def result(self):
        """What became of it, in words; None before."""
        return self.outcome and words.OUTCOMES[self.outcome.state]

    @property
    def result_flag(self):
        """The look of that."""
        return {"done": "ok", "left": "late", "stays": "late"}.get(self.outcome.state, "warn")

    @property
    def why(self):
        """The reason why it was not applied or undone."""
        message = self.outcome.message if self.outcome else None
        return self.page.words_of(message) if message else ""
