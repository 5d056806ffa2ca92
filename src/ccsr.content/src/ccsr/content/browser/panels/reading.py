"""Panels of those who read: commissioners, provider contacts, the working party."""

from ccsr.content import _
from ccsr.content import permissions
from ccsr.content.browser.listing import column
from ccsr.content.browser.panels.base import ListPanel
from ccsr.content.browser.panels.base import Panel
from ccsr.content.browser.panels.base import Row
from ccsr.content.browser.register.services_form import ServicesForm
from ccsr.content.browser.rows import by_name
from ccsr.content.browser.said import outdated
from ccsr.content.config import authorities
from ccsr.content.content.provider import IProvider
from ccsr.content.content.service import IService
from ccsr.content.content.visits import since
from ccsr.content.domain.naming import title_in
from ccsr.content.interfaces import IDocument
from dataclasses import replace
from functools import cached_property
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


#: Beside what is about a service in the area of the reader's own authority.
NEAR = _("panel_own_authority", default="in your authority")


def own_authorities():
    """Return the GSS codes of the authorities that the reader places for."""
    groups = set(api.user.get_current().getGroups())
    return [one.gss for one in authorities.ALL if one.group in groups]


class Reader(Panel):
    """A panel for those who come to read: staff and inspectorate have lists of their own."""

    def available(self):
        """Return whether the reader neither cross-references nor configures."""
        return not (self.may(permissions.UseCrossReference) or self.may(permissions.Configure))


class Find(Reader):
    """The find box, large, and the question for services for a child."""

    index = ViewPageTemplateFile("templates/find.pt")
    is_wide = True

    def services(self):
        """Return the form, which ``@@find`` answers."""
        return ServicesForm(self.context, self.request).render()


class ServiceRows(ListPanel):
    """A panel that lists services."""

    def services(self, **query):
        """Return the services that the reader may see, by name."""
        return self.find(object_provides=IService.__identifier__, sort_on="sortable_title", **query)

    def row(self, brain):
        """Return one service."""
        words = (
            self.term("service_types", column(brain, "service_type")),
            self.term("registration_statuses", column(brain, "registration_status")),
            self.holder(brain, "provider_ref")["title"],
        )
        meta = tuple(self.say(word) for word in words if word)
        return Row(self.title(brain), brain.getURL(), meta)


class New(Reader, ListPanel):
    """Commissioners: documents that were shared since the last visit."""

    #: Of so many newest those of the own authority come first.
    looked_at = 50
    empty = _(
        "panel_new_empty",
        default="Nothing new has been shared since then. Everything that was shared before is "
        "in Find.",
    )

    @cached_property
    def last_visit(self):
        """Return when the reader was here before, None at the first visit."""
        return since(self.context, api.user.get_current().getId(), self.request)

    @cached_property
    def own(self):
        """Return the GSS codes of the reader's authorities."""
        return own_authorities()

    @property
    def heading(self):
        """Return the heading, with the day where there was a visit."""
        if self.last_visit is None:
            return _("panel_new_first", default="Shared lately")
        return _(
            "panel_new",
            default="New since your last visit on ${day}",
            mapping={"day": self.day(self.last_visit)},
        )

    @property
    def more(self):
        """Return the link to everything, the newest first."""
        return ("@@find?sort=date", _("panel_new_more", default="All documents by date"))

    def rows(self):
        """Return the newest, those of the own authority first."""
        brains = sorted(
            self.newest(), key=lambda brain: column(brain, "local_authority") not in self.own
        )
        return [self.row(brain) for brain in brains[: self.most]]

    def newest(self):
        """Return the records of what was shared since."""
        query = {"sort_on": "shared_on", "sort_order": "descending", "sort_limit": self.looked_at}
        if self.last_visit is not None:
            query["shared_on"] = {"query": self.last_visit, "range": "min"}
        return self.find(object_provides=IDocument.__identifier__, **query)[: self.looked_at]

    def row(self, brain):
        """Return one document with the day on which it was shared."""
        day = {"day": self.day(brain.shared_on)}
        shared = _("panel_shared_on", default="shared on ${day}", mapping=day)
        row = self.document_row(brain, self.say(shared))
        is_near = column(brain, "local_authority") in self.own
        return replace(row, meta=(*row.meta, self.say(NEAR))) if is_near else row


class OwnServices(ServiceRows):
    """Commissioners: the services in the area of their own authority."""

    heading = _("panel_own_services", default="Services in your area")
    empty = _(
        "panel_own_services_empty",
        default="No service in your area has been shared yet. Look further afield in Find.",
    )

    @cached_property
    def own(self):
        """Return the GSS codes of the reader's authorities."""
        return own_authorities()

    @property
    def more(self):
        """Return the link to all of them."""
        code = self.own[0]
        return (
            f"@@find?local_authority={code}",
            _("panel_own_services_more", default="Everything in your area"),
        )

    def available(self):
        """Return whether the reader places for an authority."""
        return bool(self.own)

    def rows(self):
        """Return the services by name."""
        brains = by_name(self.services(local_authority=self.own), self.language)
        return [self.row(brain) for brain in brains[: self.most]]


class OwnProvider(ServiceRows):
    """Provider contacts: the services of their own provider."""

    most = 50
    heading = _("panel_own_provider", default="Your services")
    help = _(
        "panel_own_provider_help",
        default="What CCSR holds about your services, and what has been shared about them.",
    )
    empty = None

    def available(self):
        """Return whether the reader sees services of a provider without the use of Find."""
        return not self.may(permissions.UseFind) and bool(self.services())

    def rows(self):
        """Return the services by name."""
        return [self.row(one) for one in by_name(self.services(), self.language)[: self.most]]


class OwnClaims(ListPanel):
    """Provider contacts: the way to what they say that they offer."""

    is_wide = True
    heading = _("panel_own_claims", default="Keep up to date what you offer")
    help = _(
        "panel_own_claims_help",
        default="Local authorities look here for a place. Say how many vacancies you have, and "
        "on which day that was true.",
    )
    empty = None

    @cached_property
    def providers(self):
        """Return the providers whose claims the reader keeps."""
        # Woken for the reader's local role, which stands in no column; there are one or two.
        found = [one.getObject() for one in self.find(object_provides=IProvider.__identifier__)]
        return [one for one in found if self.may(permissions.KeepClaim, one)]

    def available(self):
        """Return whether there is one; those who use Find are no contacts."""
        return not self.may(permissions.UseFind) and bool(self.providers)

    def rows(self):
        """Return a way for each provider, with what is out of date."""
        return [self.row(one) for one in self.providers]

    def row(self, provider):
        """Return the way to the claims of one provider."""
        waiting = outdated(provider)
        flag = ("late", self.say(_outdated(waiting))) if waiting else None
        return Row(self.title_of(provider), f"{provider.absolute_url()}/@@claims", (), flag=flag)

    def title_of(self, provider):
        """Return the name of a provider in the reader's language."""
        return title_in(self.language, provider.title, provider.title_cy)


def _outdated(count):
    return _(
        "panel_claims_outdated", default="Services to look at: ${count}", mapping={"count": count}
    )


class Readiness(Panel):
    """The working party: the way to the readiness area."""

    index = ViewPageTemplateFile("templates/readiness.pt")

    @property
    def area(self):
        """Return the address of the area."""
        return f"{self.context.absolute_url()}/readiness"

    def available(self):
        """Return whether the area is all that the reader works in."""
        area = self.context.get("readiness")
        works_elsewhere = self.may(permissions.UseFind) or self.may(permissions.UseQueue)
        return area is not None and self.may("View", area) and not works_elsewhere
