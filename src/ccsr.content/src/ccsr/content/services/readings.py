"""``@readings`` of a condition: what was read from its text, and confirming it."""

from ccsr.content import _
from ccsr.content.content import confirmations
from ccsr.content.domain import conditions_read
from ccsr.content.domain.reading import typed
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from plone.restapi.exceptions import DeserializationError
from plone.restapi.serializer.converters import json_compatible
from plone.restapi.services import Service
from zope.i18n import translate
from zope.interface import alsoProvides


UNKNOWN = _("readings_unknown_field", default="This is not a value of a condition.")
NOTHING = _(
    "readings_nothing",
    default="Name what to confirm: “accept” with names of fields, or “values”.",
)
ALL = "all"


class ReadingsGet(Service):
    """``GET @readings``: the kind that was read, and how each field stands."""

    def reply(self):
        """Return it."""
        return {
            "@id": f"{self.context.absolute_url()}/@readings",
            "kind": conditions_read.read(self.context.text).kind or None,
            "settled": confirmations.is_settled(self.context),
            "items": [_row(row) for row in confirmations.rows(self.context)],
        }


def _row(row):
    found = {"field": row.name, "state": row.state, "value": row.value}
    if row.proposal:
        found["proposal"] = {
            "value": row.proposal.value,
            "passage": row.proposal.passage,
            "start": row.proposal.start,
            "end": row.proposal.end,
            "remark": row.proposal.remark or None,
        }
    if row.confirmed:
        found["confirmed"] = {"by": row.confirmed.by, "at": row.confirmed.at}
    return json_compatible(found)


class ReadingsPost(ReadingsGet):
    """``POST @readings`` with ``{"accept": ["places"] | "all", "values": {"age_to": 17}}``.

    What is accepted is confirmed as it stands or is proposed; ``values`` say other ones,
    null that the condition says nothing. 200 with the fields as they stand then; 400 with
    the sentence for each field, and nothing is confirmed.
    """

    def reply(self):
        """Confirm, and return how each field stands."""
        # As plone.restapi does: a JSON body cannot come from a form of another site.
        alsoProvides(self.request, IDisableCSRFProtection)
        try:
            values = self.asked(json_body(self.request))
            confirmations.confirm(self.context, values)
        except DeserializationError as error:
            return self.bad({"": error.msg})
        except confirmations.Refused as error:
            return self.bad(error.problems)
        return super().reply()

    def asked(self, body):
        """Return the values to confirm; raise ``Refused`` for what cannot be read."""
        told, accepted = body.get("values", {}), body.get("accept", [])
        if not isinstance(told, dict) or not isinstance(accepted, list | str):
            raise confirmations.Refused({"": NOTHING})
        accepted = confirmations.FIELDS if accepted == ALL else accepted
        names = [*told, *([accepted] if isinstance(accepted, str) else accepted)]
        unknown = [str(one) for one in names if one not in confirmations.FIELDS]
        if unknown or not names:
            raise confirmations.Refused(dict.fromkeys(unknown, UNKNOWN) or {"": NOTHING})
        standing = {row.name: row.suggested for row in confirmations.rows(self.context)}
        return {name: standing[name] for name in accepted} | _told(told)

    def bad(self, problems):
        """Answer 400 with the sentence for each field."""
        self.request.response.setStatus(400)
        found = [{"field": name, "message": self.say(one)} for name, one in problems.items()]
        return {"type": "BadRequest", "message": found[0]["message"], "errors": found}

    def say(self, message):
        """Return a message in the caller's language."""
        return translate(message, context=self.request)


def _told(told):
    """Return values as the fields take them; a day comes as text."""
    values = {name: value for name, value in told.items() if name != "due"}
    if "due" in told:
        day, wrong = typed.read(told, ["due"])
        if wrong or not isinstance(told["due"], str | None):
            raise confirmations.Refused(wrong or {"due": typed.BAD_DAY})
        values |= day
    return values
