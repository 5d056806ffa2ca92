"""Service: a home, fostering service or other registered provision (protocol 3.3)."""

from ccsr.content import _
from ccsr.content.content.base import Entry
from ccsr.content.content.day import Day
from ccsr.content.content.invariants import ordered
from ccsr.content.interfaces import IRegisterEntry
from ccsr.content.interfaces import IReviewed
from ccsr.content.personal import not_personal
from ccsr.content.personal import personal
from plone.autoform import directives
from plone.supermodel import model
from z3c.form.browser.checkbox import CheckBoxFieldWidget
from zope import schema
from zope.interface import implementer
from zope.interface import invariant


OLDEST = 25


class IService(IRegisterEntry, IReviewed, model.Schema):
    """A registered service of a provider."""

    personal("manager", why="Names the person in charge of the service.")
    personal(
        "address",
        "postcode",
        why="The home of the children who are placed there.",
        seen_by="Of a children's home: officers, reviewers, the inspectorate, managers. "
        "Of other services: whoever may view it.",
    )
    not_personal(
        "title",
        "title_cy",
        "also_known_as",
        "service_type",
        "local_authority",
        "urn",
        "former_urns",
        "registration_status",
        "registered_on",
        "places",
        "age_from",
        "age_to",
        "gender",
        "needs",
        "languages",
        "active_offer",
        "town",
    )

    title = schema.TextLine(title=_("label_name", default="Name"))

    title_cy = schema.TextLine(title=_("label_name_cy", default="Name in Welsh"), required=False)

    also_known_as = schema.TextLine(
        title=_("label_also_known_as", default="Also known as"), required=False
    )

    service_type = schema.Choice(
        title=_("label_service_type", default="Type of service"),
        vocabulary="ccsr.content.service_types",
        required=False,
    )

    local_authority = schema.Choice(
        title=_("label_local_authority", default="Local authority"),
        description=_(
            "help_local_authority",
            default="Where the service is. Leave empty for a service outside Wales.",
        ),
        vocabulary="ccsr.content.local_authorities",
        required=False,
    )

    model.fieldset(
        "registration",
        label=_("fieldset_registration", default="Registration"),
        fields=[
            "urn",
            "former_urns",
            "registration_status",
            "registered_on",
            "places",
            "age_from",
            "age_to",
            "gender",
        ],
    )

    urn = schema.TextLine(
        title=_("label_urn", default="URN"),
        description=_("help_service_urn", default="The inspectorate's number for the service."),
        required=False,
    )

    former_urns = schema.List(
        title=_("label_former_urns", default="Earlier URNs"),
        description=_("help_former_urns", default="One a line."),
        value_type=schema.TextLine(),
        required=False,
        missing_value=[],
        defaultFactory=list,
    )

    registration_status = schema.Choice(
        title=_("label_registration_status", default="Registration status"),
        vocabulary="ccsr.content.registration_statuses",
        required=False,
        default="registered",
    )

    registered_on = Day(title=_("label_registered_on", default="Registered on"), required=False)

    places = schema.Int(
        title=_("label_places", default="Registered places"), required=False, min=0, max=999
    )

    age_from = schema.Int(
        title=_("label_age_from", default="Age from"), required=False, min=0, max=OLDEST
    )

    age_to = schema.Int(
        title=_("label_age_to", default="Age to"), required=False, min=0, max=OLDEST
    )

    gender = schema.Choice(
        title=_("label_gender", default="Gender"),
        vocabulary="ccsr.content.genders",
        required=False,
        default="any",
    )

    model.fieldset(
        "provision",
        label=_("fieldset_provision", default="Provision"),
        fields=["needs", "languages", "active_offer", "manager"],
    )

    directives.widget(needs=CheckBoxFieldWidget, languages=CheckBoxFieldWidget)

    needs = schema.List(
        title=_("label_needs", default="Needs provided for"),
        value_type=schema.Choice(vocabulary="ccsr.content.needs"),
        required=False,
        missing_value=[],
        defaultFactory=list,
    )

    languages = schema.List(
        title=_("label_languages", default="Languages"),
        value_type=schema.Choice(vocabulary="ccsr.content.languages"),
        required=False,
        missing_value=[],
        defaultFactory=list,
    )

    active_offer = schema.Choice(
        title=_("label_active_offer", default="Welsh Active Offer"),
        vocabulary="ccsr.content.active_offer",
        required=False,
    )

    manager = schema.TextLine(title=_("label_manager", default="Manager"), required=False)

    model.fieldset(
        "address",
        label=_("fieldset_address", default="Address"),
        fields=["address", "town", "postcode"],
    )

    directives.read_permission(
        address="ccsr.content.ViewAddress", postcode="ccsr.content.ViewAddress"
    )

    address = schema.Text(
        title=_("label_address", default="Address"),
        description=_(
            "help_address",
            default="The address and postcode of a children's home are seen by officers, "
            "reviewers and the inspectorate only.",
        ),
        required=False,
    )

    town = schema.TextLine(title=_("label_town", default="Town"), required=False)

    postcode = schema.TextLine(title=_("label_postcode", default="Postcode"), required=False)

    @invariant
    def ages_in_order(data):
        ordered(
            data,
            "age_from",
            "age_to",
            _("ages_out_of_order", default="“Age to” is lower than “Age from”."),
        )


@implementer(IService)
class Service(Entry):
    """A service; holds its conditions and documents.

    ``predecessors`` and ``successors`` are UIDs (``content.succession``).
    """

    predecessors = ()
    successors = ()
