"""``@claim`` of a service, and ``@provider-comment`` of a document: the provider's own word."""

from ccsr.content import _
from ccsr.content import permissions
from ccsr.content.content import claim as claims
from ccsr.content.content import provider_comment as comments
from ccsr.content.content import stop_notice
from ccsr.content.controlpanels.settings import settings
from ccsr.content.domain import dates
from ccsr.content.domain.claims import days_old
from ccsr.content.domain.claims import is_stale
from ccsr.content.domain.claims import NAMES
from ccsr.content.domain.claims import Problem
from ccsr.content.domain.claims import REGISTERED
from plone import api
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from plone.restapi.interfaces import IFieldDeserializer
from plone.restapi.serializer.converters import json_compatible
from plone.restapi.services import Service
from zope.component import getMultiAdapter
from zope.i18n import translate
from zope.interface import alsoProvides
from zope.schema.interfaces import ValidationError


UNKNOWN = _("claim_unknown_key", default="This is not something that a claim says.")
OVERTAKEN = _(
    "claim_overtaken",
    default="It was saved by somebody else meanwhile. Read it again, then send yours with the "
    "new version.",
)
NO_TEXT = _("provider_comment_no_text", default="Give the comment as “text”.")


class Answering(Service):
    """What the services here have in common."""

    def refuse(self, status, kind, message, **more):
        """Return the body of a refusal."""
        self.request.response.setStatus(status)
        return {"type": kind, "message": self.say(message), **more}

    def say(self, message):
        """Return a message in the reader's language."""
        return translate(message, context=self.request)

    def may(self, permission):
        """Return whether the reader has a permission here."""
        return bool(api.user.has_permission(permission, obj=self.context))


class ClaimGet(Answering):
    """``GET @claim``: what the provider says, beside what is registered."""

    def reply(self):
        """Return it; ``claim`` is null before anything was said."""
        claim = claims.of(self.context)
        answer = {
            "@id": f"{self.context.absolute_url()}/@claim",
            "claim": None,
            "registered": claims.values_of(self.context, REGISTERED),
            "version": claims.version(self.context),
        }
        if claim is not None:
            answer["claim"] = {**claims.values_of(claim), **_age(claim.vacancies_on)}
        if self.may(permissions.KeepClaim):
            answer["acknowledged"] = stop_notice.is_acknowledged()
        if claim is not None and self.sees_changes():
            answer["changes"] = [_change(one) for one in reversed(claims.changes(claim))]
        return json_compatible(answer)

    def sees_changes(self):
        """Return whether the reader is told what was changed, and by whom."""
        return self.may(permissions.ViewHistory) or self.may(permissions.KeepClaim)


class ClaimPatch(ClaimGet):
    """``PATCH @claim``: change what is sent, keep the rest.

    ``version`` is the one that was read, where somebody else must not be overtaken: 409
    if it is another by now. 400 with a sentence for each field that cannot be taken.
    """

    def reply(self):
        """Return the claim as it stands then, or what refuses it."""
        # As plone.restapi does: a JSON body cannot come from a form of another site.
        alsoProvides(self.request, IDisableCSRFProtection)
        sent = json_body(self.request)
        version = sent.pop("version", None)
        if version is not None and version != claims.version(self.context):
            return self.refuse(409, "Conflict", OVERTAKEN, version=claims.version(self.context))
        values, problems = self.read(sent)
        if not problems:
            try:
                claims.save(self.context, **values)
            except claims.Refused as error:
                problems = error.problems
        return self.bad(problems) if problems else super().reply()

    def read(self, sent):
        """Return the values of what was sent, and what cannot be read."""
        values, problems = {}, []
        for name, given in sent.items():
            try:
                values[name] = self.value(name, given)
            except (ValueError, ValidationError) as error:
                problems.append(Problem(name, _sentence(error)))
        return values, problems

    def value(self, name, given):
        """Return one value; raises what plone.restapi raises for what it cannot read."""
        if name not in NAMES:
            raise ValueError(UNKNOWN)
        if given is None:
            return None
        field = claims.IProviderClaim[name].bind(self.context)
        return getMultiAdapter((field, self.context, self.request), IFieldDeserializer)(given)

    def bad(self, problems):
        """Return every problem with its field."""
        told = [{"field": one.field, "message": self.say(one.message)} for one in problems]
        return self.refuse(400, "BadRequest", problems[0].message, errors=told)


class ProviderCommentGet(Answering):
    """``GET @provider-comment``: the comment that stands, and to staff the earlier ones."""

    def reply(self):
        """Return it; ``comment`` is null where none stands."""
        current = comments.current(self.context)
        sees_names = self.may(permissions.ViewHistory) or comments.may_comment(self.context)
        answer = {
            "@id": f"{self.context.absolute_url()}/@provider-comment",
            "comment": current and _comment(current, sees_names),
        }
        if self.may(permissions.ViewHistory):
            found = comments.all_of(self.context)
            answer["earlier"] = [
                _comment(one, True) for one in reversed(found) if one is not current
            ]
        return json_compatible(answer)


class ProviderCommentPut(ProviderCommentGet):
    """``PUT @provider-comment`` with ``{"text": "…"}``: in place of the one that stands."""

    def reply(self):
        """Return what stands then, or what refuses it."""
        alsoProvides(self.request, IDisableCSRFProtection)
        text = json_body(self.request).get("text")
        if not isinstance(text, str):
            return self.refuse(400, "BadRequest", NO_TEXT)
        try:
            comments.put(self.context, text)
        except comments.Refused as error:
            return self.refuse(400, "BadRequest", error.message)
        return super().reply()


class ProviderCommentDelete(Answering):
    """``DELETE @provider-comment``: withdraw the one that stands."""

    def reply(self):
        """Return nothing, whether there was one or not."""
        alsoProvides(self.request, IDisableCSRFProtection)
        try:
            comments.withdraw(self.context)
        except comments.Refused as error:
            return self.refuse(400, "BadRequest", error.message)
        return self.reply_no_content()


def _age(day):
    today = dates.today()
    return {
        "days_ago": days_old(day, today),
        "is_out_of_date": is_stale(day, today, settings().claim_days),
    }


def _change(change):
    fields = [{"field": name, "before": old, "after": new} for name, old, new in change.fields]
    return {"by": change.by, "at": change.at, "fields": fields}


def _comment(comment, sees_names):
    told = {"text": comment.text, "at": comment.at, "own_word": True}
    if sees_names:
        told |= {"by": comment.by, "withdrawn_at": comment.withdrawn_at}
    return told


def _sentence(error):
    if isinstance(error, ValidationError):
        return error.doc()
    return error.args[0] if error.args else ""
