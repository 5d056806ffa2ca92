"""The columns of the register as a table: what any reader of a service may read.

The address and postcode of a service are in no table, a home's or another's: a
file is passed on further than a page.
"""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.domain.export import ADDRESS
from ccsr.content.domain.export import Column
from ccsr.content.domain.export import STATE


NAME = _("label_name", default="Name")
NAME_CY = _("label_name_cy", default="Name in Welsh")

COLUMNS = (
    Column("title", NAME, 40),
    Column("title_cy", NAME_CY, 40),
    Column("also_known_as", _("label_also_known_as", default="Also known as"), 30),
    Column("urn", _("label_urn", default="URN"), 16),
    Column("former_urns", _("label_former_urns", default="Earlier URNs"), 16),
    Column("provider", _("register_table_provider", default="Provider"), 40),
    Column("provider_cy", _("register_table_provider_cy", default="Provider in Welsh"), 40),
    Column("provider_urn", _("register_table_provider_urn", default="Provider's URN"), 16),
    Column("sector", _("label_sector", default="Sector"), 20),
    Column("service_type", _("label_service_type", default="Type of service"), 30),
    Column("local_authority", _("label_local_authority", default="Local authority"), 24),
    Column("region", _("register_table_region", default="Region"), 20),
    Column(
        "registration_status", _("label_registration_status", default="Registration status"), 20
    ),
    Column("registered_on", _("label_registered_on", default="Registered on"), 12),
    Column("places", _("label_places", default="Registered places"), 8),
    Column("age_from", _("label_age_from", default="Age from"), 8),
    Column("age_to", _("label_age_to", default="Age to"), 8),
    Column("gender", _("label_gender", default="Gender"), 12),
    Column("needs", _("label_needs", default="Needs provided for"), 50),
    Column("languages", _("label_languages", default="Languages"), 30),
    Column("active_offer", _("label_active_offer", default="Welsh Active Offer"), 30),
    Column("town", _("label_town", default="Town"), 20),
)

BETWEEN = "; "


def columns(with_states: bool) -> tuple[Column, ...]:
    """Return the columns for a reader; the state is for those who see more than one."""
    return (*COLUMNS, STATE, ADDRESS) if with_states else (*COLUMNS, ADDRESS)
