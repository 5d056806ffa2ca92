"""What the register said of a service on a day: ``@as-on``, and what its pages are made from.

Status and values are the register's own, whoever asks. Conditions, reports and the
event that a value is from are told to who may see them now; what commissioners
could see on the day, only to who may see the history of states.
"""

from ccsr.content import permissions
from ccsr.content.content import history as kept
from ccsr.content.content import wordings
from ccsr.content.content.condition import IRegistrationCondition
from ccsr.content.content.inspection_report import IInspectionReport
from ccsr.content.content.service import IService
from ccsr.content.domain import dates
from ccsr.content.domain import history
from ccsr.content.interfaces import IJudged
from functools import cached_property
from plone import api
from plone.restapi.serializer.converters import json_compatible
from plone.restapi.services import Service
from zope.component import getUtility
from zope.i18n import translate
from zope.schema.interfaces import IVocabularyFactory


#: What is told of a day, beside the status.
VALUES = ("places", "age_from", "age_to", "gender")


class AsOn:
    """A service as it was on a day, told to whoever asks."""

    def __init__(self, service, request, day):
        self.service = service
        self.request = request
        self.day = day

    @cached_property
    def base(self):
        """What the register was first told."""
        return kept.base(self.service)

    @cached_property
    def standing(self):
        """The ``domain.history.Standing`` of the day."""
        return kept.standing(self.service, self.day)

    @property
    def is_known(self):
        """Whether the register says anything of the day."""
        return bool(self.standing.values)

    @property
    def source(self):
        """Where the status is from: an event, an edit, the first entry, or nothing."""
        if not self.is_known:
            return "nothing"
        entry = self.standing.sources.get(history.STATUS)
        if entry is None:
            return "first_entry"
        # An event that the reader may not see is as if the register had been told by hand.
        return "event" if entry.kind and self.event is not None else "edit"

    @property
    def since(self):
        """The day from which the status was in force, None where that is not known."""
        entry = self.standing.sources.get(history.STATUS)
        return entry.effective if entry else self.base.since

    @cached_property
    def event(self):
        """The record of the event that the status is from, where the reader may see it."""
        entry = self.standing.sources.get(history.STATUS)
        found = api.content.find(UID=entry.uid) if entry and entry.uid else []
        return found[0] if found else None

    @cached_property
    def conditions(self):
        """Return condition and wording of those in force, the oldest first.

        The catalog says which the reader may see; they are few, and their words are shown.
        """
        told = [(one, wordings.told(one)) for one in self._seen(IRegistrationCondition)]
        bound = [pair for pair in told if pair[1].in_force(self.day)]
        bound.sort(key=lambda pair: (pair[1].imposed or self.base.start, pair[1].uid))
        return [(one, condition, condition.wording(self.day)) for one, condition in bound]

    @cached_property
    def report(self):
        """The report with judgements that was the latest on the day, or None."""
        dated = [
            history.Report(one.issued, one.inspected_to, one)
            for one in self._seen(IInspectionReport, review_state="shared")
            if one.issued and one.inspected_to and IJudged(one).judgements
        ]
        latest = history.latest_report(dated, self.day)
        return latest.what if latest else None

    def _seen(self, kind, **query):
        path = {"query": "/".join(self.service.getPhysicalPath()), "depth": 1}
        found = api.content.find(path=path, object_provides=kind.__identifier__, **query)
        return [brain.getObject() for brain in found]

    @cached_property
    def visibility(self):
        """What commissioners could see; None before it was there, and to who may not know."""
        if not api.user.has_permission(permissions.ViewHistory, obj=self.service):
            return None
        own, provider = (_steps(one) for one in (self.service, self.service.__parent__))
        return history.visibility(own, provider, self.day)


def _steps(thing):
    workflows = api.portal.get_tool("portal_workflow")
    chain = workflows.getChainFor(thing)
    entries = workflows.getHistoryOf(chain[0], thing) if chain else ()
    return [
        history.Step(
            entry["time"].asdatetime().astimezone(dates.ZONE).date(), entry["review_state"]
        )
        for entry in entries or ()
    ]


class AsOnGet(Service):
    """``GET {service}/@as-on?date=YYYY-MM-DD``; without a date, today."""

    def reply(self):
        """Return the day's answer, or 400 with one sentence."""
        today = dates.today()
        asked = self.request.form.get("date", today.isoformat())
        try:
            day = history.read_day(asked if isinstance(asked, str) else "", today)
        except history.BadDay as error:
            self.request.response.setStatus(400)
            return {"type": "BadRequest", "message": self.say(error.message)}
        return self.told(AsOn(self.context, self.request, day))

    def told(self, found):
        """Return the answer in JSON."""
        standing = found.standing
        answer = {
            "@id": f"{self.context.absolute_url()}/@as-on?date={found.day.isoformat()}",
            "date": found.day.isoformat(),
            "service": {"@id": self.context.absolute_url(), "title": self.context.title},
            "known": found.is_known,
            "source": found.source,
            "assumed": standing.assumed,
            "first_recorded": found.base.recorded.isoformat(),
            "registration_status": self.term("registration_statuses", standing.status),
            "status_since": found.since.isoformat() if found.is_known and found.since else None,
            "event": self.event(found.event),
            "title": standing.values.get("title"),
            "conditions": [self.condition(*one) for one in found.conditions],
            "judgements": self.report(found.report),
        }
        answer |= {name: self.value(name, standing.values.get(name)) for name in VALUES}
        if found.visibility:
            answer["visibility"] = found.visibility
        return answer

    def event(self, brain):
        """Return the event that the status is from."""
        return {"@id": brain.getURL(), "title": brain.Title} if brain else None

    def condition(self, thing, condition, wording):
        """Return a condition with the words that it had."""
        values = {name: value for name, value in wording.values.items() if value is not None}
        return {
            "@id": thing.absolute_url(),
            "kind": self.term("condition_kinds", condition.kind),
            "text": wording.text,
            "imposed": condition.imposed and condition.imposed.isoformat(),
            "varied": wording.since and wording.since.isoformat(),
        } | {name: json_compatible(value) for name, value in values.items()}

    def report(self, report):
        """Return a report with its judgements."""
        if report is None:
            return None
        return {
            "@id": report.absolute_url(),
            "title": report.title,
            "issued": report.issued.isoformat(),
            "framework": self.term("frameworks", report.framework),
            "judgements": [
                {"theme": self.say(one.theme.title), "grade": self.say(one.grade.title)}
                for one in IJudged(report).judgements
            ],
        }

    def value(self, name, value):
        """Return a value as JSON has it: a term with its title."""
        vocabulary = getattr(IService[name], "vocabularyName", None)
        return self.term(vocabulary.rpartition(".")[2], value) if vocabulary else value

    def term(self, vocabulary, token):
        """Return token and title of a term, None without one."""
        if not token:
            return None
        terms = getUtility(IVocabularyFactory, f"ccsr.content.{vocabulary}")(self.context)
        title = terms.getTermByToken(token).title if token in terms.by_token else token
        return {"token": token, "title": self.say(title)}

    def say(self, message):
        """Return a message in the caller's language."""
        return translate(message, context=self.request)
