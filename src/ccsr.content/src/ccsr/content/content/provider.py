"""Provider: whoever is registered to run services (protocol 4.2)."""

from ccsr.content import _
from ccsr.content.content.base import Entry
from ccsr.content.interfaces import IEntryFolder
from ccsr.content.interfaces import IRegisterEntry
from ccsr.content.interfaces import IReviewed
from ccsr.content.personal import not_personal
from ccsr.content.personal import personal
from plone.autoform import directives
from plone.schema import Email
from plone.supermodel import model
from zope import schema
from zope.interface import implementer


class IProvider(IEntryFolder, IRegisterEntry, IReviewed, model.Schema):
    """A registered provider."""

    personal(
        "title",
        "title_cy",
        "urn",
        why="A provider may be a person who trades under their own name.",
    )
    personal("responsible_individual", why="Names the person who answers for the provider by law.")
    personal(
        "contact_email",
        "contact_phone",
        why="May be the address or number of one person.",
        seen_by="Officers, reviewers, the inspectorate, managers.",
    )
    not_personal("sector", "profit_status", "company_number", "charity_number", "group")

    title = schema.TextLine(title=_("label_name", default="Name"))

    title_cy = schema.TextLine(title=_("label_name_cy", default="Name in Welsh"), required=False)

    urn = schema.TextLine(
        title=_("label_urn", default="URN"),
        description=_("help_provider_urn", default="The inspectorate's number for the provider."),
        required=False,
    )

    sector = schema.Choice(
        title=_("label_sector", default="Sector"),
        vocabulary="ccsr.content.sectors",
        required=False,
    )

    profit_status = schema.Choice(
        title=_("label_profit_status", default="Profit status"),
        vocabulary="ccsr.content.profit_statuses",
        required=False,
    )

    model.fieldset(
        "organisation",
        label=_("fieldset_organisation", default="Organisation"),
        fields=["company_number", "charity_number", "group", "responsible_individual"],
    )

    company_number = schema.TextLine(
        title=_("label_company_number", default="Company number"), required=False
    )

    charity_number = schema.TextLine(
        title=_("label_charity_number", default="Charity number"), required=False
    )

    group = schema.TextLine(
        title=_("label_group", default="Group"),
        description=_("help_group", default="The parent company or group, if there is one."),
        required=False,
    )

    responsible_individual = schema.TextLine(
        title=_("label_responsible_individual", default="Responsible individual"),
        required=False,
    )

    model.fieldset(
        "contacts",
        label=_("fieldset_contacts", default="Contacts"),
        fields=["contact_email", "contact_phone"],
    )

    directives.read_permission(
        contact_email="ccsr.content.ViewContacts",
        contact_phone="ccsr.content.ViewContacts",
    )

    contact_email = Email(
        title=_("label_contact_email", default="E-mail"),
        description=_(
            "help_contacts",
            default="Seen by officers, reviewers and the inspectorate only.",
        ),
        required=False,
    )

    contact_phone = schema.TextLine(
        title=_("label_contact_phone", default="Telephone"), required=False
    )


@implementer(IProvider)
class Provider(Entry):
    """A provider; holds its services."""
