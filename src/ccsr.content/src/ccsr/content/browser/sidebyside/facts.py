"""What is told of a service beside others: rows of its own values, in words.

Only shared documents count, whoever asks. The service is woken, and what of its
documents no column of the catalog tells.
"""

from ccsr.content import _
from ccsr.content.browser import display
from ccsr.content.browser import rows
from ccsr.content.browser.finding.results import where
from ccsr.content.browser.listing import column
from ccsr.content.browser.register.service_facts import ServiceFacts
from ccsr.content.config.authorities import BY_GSS
from ccsr.content.services.inspections import Inspections
from ccsr.content.services.visible import visible
from dataclasses import dataclass
from functools import cached_property
from plone import api
from zope.i18nmessageid import Message


#: Documents of a kind that are listed; of more the number says how many there are.
MOST = 5


@dataclass(frozen=True)
class Line:
    """A line of a cell; ``level`` is that of a grade, ``kind`` the look of a flag."""

    text: str
    url: str = ""
    level: int | None = None
    kind: str = ""


class Side(ServiceFacts):
    """A service as one column; ``near`` is the place from which it is how far, or None."""

    def __init__(self, view, brain, near=None):
        super().__init__(view, brain)
        self.near = near
        self.uid = brain.UID

    @cached_property
    def records(self):
        """Return the records of the documents that the reader may see, the newest first."""
        return rows.documents(self.brain.getPath())

    def cells(self):
        """Yield group, label and lines of each row, in their order."""
        for group, make in GROUPS:
            for label, lines in make(self):
                yield group, self.view.say(label), tuple(one for one in lines if one.text)

    def registration(self):
        """Yield what is registered."""
        yield STATUS, [self.registered]
        yield TYPE, [Line(self.type)]
        yield PROVIDER, [Line(self.provider["title"], self.provider["url"])]
        yield AUTHORITY, [Line(self.authority)]
        yield TOWN, [Line(self.place)]
        yield SINCE, [Line(self.view.day(self.service.registered_on))]
        yield NUMBER, [Line(", ".join(self.urns))]

    @property
    def registered(self):
        """Return the registration status as a flag."""
        status = column(self.brain, "registration_status")
        return Line(self.status, kind=display.STATUS_FLAGS.get(status, ""))

    @property
    def place(self):
        """Return the town, and how far that is where a distance is asked for; may be ''."""
        catalog = api.portal.get_tool("portal_catalog")._catalog
        known = catalog.getIndex("whereabouts").documentToKeyMap().get(self.brain.getRID())
        said = where(self.near, known, self.view.language)
        if said and known not in BY_GSS:
            return self.view.say(said)
        town = self.service.town or ""
        return " · ".join(part for part in (town, self.view.say(said) if said else "") if part)

    def conditions_of(self):
        """Yield for whom it is, and the conditions."""
        service, term = self.service, self.view.term
        yield PLACES, [Line("" if service.places is None else str(service.places))]
        yield AGES, [Line(self.ages)]
        yield GENDER, [Line(self._gender(service))]
        yield NEEDS, [Line(term("needs", one)) for one in service.needs or ()]
        yield LANGUAGES, [Line(term("languages", one)) for one in service.languages or ()]
        yield CONDITIONS, [Line(one["title"], one["url"]) for one in self.conditions]

    def offered(self):
        """Yield what the provider says it has free."""
        said = self.vacancies
        yield VACANCIES, [Line(str(said["count"]))] if said else []
        yield VACANCIES_ON, [Line(said["day"])] if said else []

    def inspections(self):
        """Yield the last two inspections: day and grades of each."""
        yield ANNUAL, [self.annual]
        found = self.reports
        for number, (day, grades) in enumerate(((LAST_DAY, LAST), (BEFORE_DAY, BEFORE))):
            one = found[number] if number < len(found) else None
            yield day, [Line(self.view.day(one.day), one.url)] if one else []
            yield grades, self.grades(one) if one else []

    @property
    def ages(self):
        """Return for which ages it is registered; may be ''."""
        return self._ages(self.service)

    @property
    def annual(self):
        """Return whether the annual inspection is overdue, and since when, as a flag."""
        since = self.view.day(rows.overdue_since(self.brain))
        late = self.view.say(Message(OVERDUE, mapping={"date": since})) if since else ""
        return Line(late or self.view.say(IN_TIME), kind="late" if late else "ok")

    @cached_property
    def reports(self):
        """Return the last shared inspections that judge, the newest first."""
        catalog = api.portal.get_tool("portal_catalog")
        return Inspections(catalog, visible(catalog)).last(self.brain.getPath())

    def grades(self, inspection):
        """Return the judgements of an inspection, each with its page in the report."""
        return [self._grade(inspection, each) for each in inspection.judgements]

    def _grade(self, inspection, judgement):
        shown = display.grade(judgement)
        named = {"theme": self.view.say(shown.theme), "grade": self.view.say(shown.word)}
        url = f"{inspection.url}/@@judgement-page?theme={judgement.theme.token}"
        return Line(self.view.say(Message(THEME, mapping=named)), url, shown.level)

    def matters(self):
        """Yield enforcement that is open, and complaints."""
        actions = self._shared("EnforcementAction")
        yield ENFORCEMENT, self._listed([one for one in actions if _is_open(one)], NO_ENFORCEMENT)
        complaints = self._shared("ComplaintReport")
        yield COMPLAINTS, self._listed(complaints, NO_COMPLAINTS)

    def _listed(self, brains, none):
        if not brains:
            return [Line(self.view.say(none))]
        # How many there are comes first, since not all are listed.
        lines = [Line(str(len(brains)))]
        for brain in brains[:MOST]:
            row = rows.document_row(brain, self.view)
            words = [self.view.day(row.day), self.view.say(row.outcome or "")]
            lines.append(Line(" · ".join(filter(None, words)) or row.title, row.href))
        return lines

    def _shared(self, portal_type):
        found = [one for one in self.records if one.portal_type == portal_type]
        return [one for one in found if one.review_state == "shared"]


def _is_open(brain):
    return brain.getObject().closed is None


STATUS = _("label_registration_status", default="Registration status")
TYPE = _("label_service_type", default="Type of service")
PROVIDER = _("type_provider", default="Provider")
AUTHORITY = _("label_local_authority", default="Local authority")
TOWN = _("label_town", default="Town")
SINCE = _("label_registered_on", default="Registered on")
NUMBER = _("label_urn", default="URN")
PLACES = _("label_places", default="Registered places")
AGES = _("label_ages", default="Ages")
GENDER = _("label_gender", default="Gender")
NEEDS = _("label_needs", default="Needs provided for")
LANGUAGES = _("label_languages", default="Languages")
CONDITIONS = _("heading_conditions", default="Conditions of registration in force")
VACANCIES = _("label_vacancies", default="Vacancies")
VACANCIES_ON = _("label_vacancies_on", default="True on")
ANNUAL = _("facet_overdue", default="Annual inspection")
OVERDUE = _("flag_overdue_since", default="Annual inspection overdue since ${date}")
IN_TIME = _("beside_not_overdue", default="Not overdue")
LAST_DAY = _("beside_last_day", default="Last inspection")
LAST = _("beside_last", default="Judgements of the last inspection")
BEFORE_DAY = _("beside_before_day", default="Inspection before that")
BEFORE = _("beside_before", default="Judgements of the inspection before that")
THEME = _("beside_theme", default="${theme}: ${grade}")
ENFORCEMENT = _("beside_enforcement", default="Open enforcement")
NO_ENFORCEMENT = _("beside_no_enforcement", default="None open that is shared")
COMPLAINTS = _("beside_complaints", default="Complaints")
NO_COMPLAINTS = _("beside_no_complaints", default="None that is shared")

GROUPS = (
    (_("heading_registration", default="Registration"), Side.registration),
    (_("beside_for_whom", default="For whom"), Side.conditions_of),
    (_("beside_offered", default="What the provider says"), Side.offered),
    (_("beside_inspections", default="Inspections"), Side.inspections),
    (_("beside_matters", default="Enforcement and complaints"), Side.matters),
)
