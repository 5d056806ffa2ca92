"""The vocabularies that the law and the inspectorates fix: tokens, titles, scales.

Every vocabulary is a tuple of :class:`Term`; tokens are a contract with other
programs, titles are message ids with an English default.
"""

from ccsr.content import _
from dataclasses import dataclass


@dataclass(frozen=True)
class Term:
    """One value of a vocabulary."""

    token: str
    title: str


SECTORS = (
    Term("local_authority", _("sector_local_authority", default="Local authority")),
    Term("private", _("sector_private", default="Private")),
    Term("voluntary", _("sector_voluntary", default="Voluntary")),
    Term("health", _("sector_health", default="Health")),
)

PROFIT_STATUSES = (
    Term("for_profit", _("profit_for_profit", default="For profit")),
    Term("not_for_profit", _("profit_not_for_profit", default="Not for profit")),
    Term("public", _("profit_public", default="Public body")),
)

SERVICE_TYPES = (
    Term("childrens_home", _("service_type_childrens_home", default="Children's home")),
    Term(
        "secure_childrens_home",
        _("service_type_secure_childrens_home", default="Secure children's home"),
    ),
    Term(
        "fostering_public",
        _("service_type_fostering_public", default="Fostering, public sector"),
    ),
    Term(
        "fostering_independent",
        _("service_type_fostering_independent", default="Fostering, independent"),
    ),
    Term(
        "residential_family_centre",
        _("service_type_residential_family_centre", default="Residential family centre"),
    ),
    Term("adoption", _("service_type_adoption", default="Adoption service")),
    Term("short_breaks", _("service_type_short_breaks", default="Short breaks")),
    Term(
        "local_authority_childrens_services",
        _(
            "service_type_local_authority_childrens_services",
            default="Local authority children's services",
        ),
    ),
)

#: Inspected every year (protocol 3.3 and 3.6).
ANNUALLY_INSPECTED = frozenset(
    {
        "childrens_home",
        "secure_childrens_home",
        "fostering_public",
        "fostering_independent",
    }
)

#: Where children live, so that the address is for those who must know it.
RESTRICTED_ADDRESS = frozenset({"childrens_home", "secure_childrens_home"})

REGISTRATION_STATUSES = (
    Term("applied", _("status_applied", default="Applied")),
    Term("registered", _("status_registered", default="Registered")),
    Term("suspended", _("status_suspended", default="Suspended")),
    Term("dormant", _("status_dormant", default="Dormant")),
    Term(
        "cancellation_proposed",
        _("status_cancellation_proposed", default="Cancellation proposed"),
    ),
    Term(
        "cancelled_voluntary",
        _("status_cancelled_voluntary", default="Cancelled by the provider"),
    ),
    Term(
        "cancelled_enforced",
        _("status_cancelled_enforced", default="Cancelled by the inspectorate"),
    ),
    Term("refused", _("status_refused", default="Refused")),
)

#: What may happen to a registration. The English titles name an event that nobody named.
EVENT_KINDS = (
    Term("applied", _("event_kind_applied", default="Applied for registration")),
    Term("new", _("event_kind_new", default="New registration")),
    Term("conditions_changed", _("event_kind_conditions_changed", default="Conditions changed")),
    Term("places_changed", _("event_kind_places_changed", default="Places changed")),
    Term("details_changed", _("event_kind_details_changed", default="Details changed")),
    Term("suspended", _("event_kind_suspended", default="Suspended")),
    Term("suspension_lifted", _("event_kind_suspension_lifted", default="Suspension lifted")),
    Term(
        "cancellation_proposed",
        _("event_kind_cancellation_proposed", default="Cancellation proposed"),
    ),
    Term(
        "cancelled_voluntary",
        _("event_kind_cancelled_voluntary", default="Cancelled by the provider"),
    ),
    Term(
        "cancelled_enforced",
        _("event_kind_cancelled_enforced", default="Cancelled by the inspectorate"),
    ),
    Term("refused", _("event_kind_refused", default="Registration refused")),
    Term("dormant", _("event_kind_dormant", default="Dormant")),
    Term("reopened", _("event_kind_reopened", default="Reopened")),
)

GENDERS = (
    Term("any", _("gender_any", default="Any gender")),
    Term("female", _("gender_female", default="Girls")),
    Term("male", _("gender_male", default="Boys")),
)

NEEDS = (
    Term("emotional_behavioural", _("needs_emotional", default="Emotional and behavioural needs")),
    Term("learning_disability", _("needs_learning", default="Learning disability")),
    Term("physical_disability", _("needs_physical", default="Physical disability")),
    Term("sensory_impairment", _("needs_sensory", default="Sensory impairment")),
    Term("autism", _("needs_autism", default="Autism")),
    Term("mental_health", _("needs_mental_health", default="Mental health")),
    Term("complex_health", _("needs_complex_health", default="Complex health needs")),
    Term("substance_misuse", _("needs_substance", default="Substance misuse")),
    Term("exploitation", _("needs_exploitation", default="Risk of exploitation")),
    Term("parent_child", _("needs_parent_child", default="Parent and child")),
    Term(
        "unaccompanied", _("needs_unaccompanied", default="Unaccompanied asylum-seeking children")
    ),
    Term("siblings", _("needs_siblings", default="Sibling groups")),
)

LANGUAGES = (
    Term("en", _("language_english", default="English")),
    Term("cy", _("language_welsh", default="Welsh")),
    Term("bsl", _("language_bsl", default="British Sign Language")),
    Term("ar", _("language_arabic", default="Arabic")),
    Term("pl", _("language_polish", default="Polish")),
    Term("so", _("language_somali", default="Somali")),
    Term("uk", _("language_ukrainian", default="Ukrainian")),
    Term("other", _("language_other", default="Another language")),
)

ACTIVE_OFFER = (
    Term("full", _("offer_full", default="Welsh is offered without asking")),
    Term("working_towards", _("offer_working", default="Working towards the Active Offer")),
    Term("none", _("offer_none", default="Not yet offered")),
)

CONDITION_KINDS = (
    Term("facilities", _("condition_facilities", default="Facilities or services")),
    Term("number", _("condition_number", default="Number of persons")),
    Term("description", _("condition_description", default="Description of persons")),
    Term("time", _("condition_time", default="Time limit")),
    Term("staff", _("condition_staff", default="Staff")),
)

INSPECTORATES = (
    Term("ciw", _("inspectorate_ciw", default="Care Inspectorate Wales")),
    Term("cssiw", _("inspectorate_cssiw", default="Care and Social Services Inspectorate Wales")),
    Term("ofsted", _("inspectorate_ofsted", default="Ofsted")),
    Term("ofsted_cqc", _("inspectorate_ofsted_cqc", default="Ofsted and Care Quality Commission")),
    Term(
        "ofsted_joint",
        _(
            "inspectorate_ofsted_joint",
            default="Ofsted with the inspectorates of health, police and probation",
        ),
    ),
)

INSPECTION_KINDS = (
    Term("annual", _("inspection_annual", default="Annual inspection")),
    Term("further", _("inspection_further", default="Further inspection")),
)

COMPLAINT_OUTCOMES = (
    Term("upheld", _("outcome_upheld", default="Upheld")),
    Term("partly_upheld", _("outcome_partly_upheld", default="Partly upheld")),
    Term("not_upheld", _("outcome_not_upheld", default="Not upheld")),
    Term("inconclusive", _("outcome_inconclusive", default="Inconclusive")),
)

REGIONS = (
    Term("north", _("region_north", default="North Wales")),
    Term("mid_south", _("region_mid_south", default="Mid and South Wales")),
    Term("south_east", _("region_south_east", default="South East Wales")),
    Term("south_west", _("region_south_west", default="South West Wales")),
)
