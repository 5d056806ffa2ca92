"""What an administrator sets about security, on ``@@ccsr-security``."""

from ccsr.policy import _
from zope import schema
from zope.interface import Interface

import re


class ISecuritySettings(Interface):
    """Kept in the registry of the site under ``ccsr.security``."""

    idle_minutes = schema.Int(
        title=_("label_idle_minutes", default="Signed out after so many minutes without use"),
        min=5,
        max=24 * 60,
        default=30,
    )
    absolute_hours = schema.Int(
        title=_("label_absolute_hours", default="Signed out after so many hours in any case"),
        min=1,
        max=24 * 7,
        default=12,
    )
    failures_per_name = schema.Int(
        title=_("label_failures_per_name", default="Failed sign-ins until a user name must wait"),
        min=3,
        max=100,
        default=5,
    )
    failures_per_address = schema.Int(
        title=_(
            "label_failures_per_address",
            default="Failed sign-ins until an internet address must wait",
        ),
        description=_(
            "help_failures_per_address",
            default="All of an office may share one address.",
        ),
        min=5,
        max=10000,
        default=50,
    )
    failure_minutes = schema.Int(
        title=_("label_failure_minutes", default="Counted over so many minutes"),
        min=1,
        max=24 * 60,
        default=15,
    )
    lock_minutes = schema.Int(
        title=_("label_lock_minutes", default="Minutes to wait; doubled when it happens again"),
        min=1,
        max=24 * 60,
        default=15,
    )
    reset_hours = schema.Int(
        title=_(
            "label_reset_hours", default="A link to set a new password holds for so many hours"
        ),
        min=1,
        max=24 * 7,
        default=24,
    )
    second_factor_roles = schema.FrozenSet(
        title=_("label_second_factor_roles", default="Roles that need a second factor"),
        description=_(
            "help_second_factor_roles",
            default="Who has one of these roles sets up codes after the next password, and "
            "reaches nothing before. Everybody else may.",
        ),
        value_type=schema.Choice(vocabulary="plone.app.vocabularies.Roles"),
        required=False,
        default=frozenset({"CCSR Officer", "Reviewer", "Manager", "Site Administrator"}),
    )
    proxy_header = schema.TextLine(
        title=_("label_proxy_header", default="Header in which a proxy names who has signed in"),
        description=_(
            "help_proxy_header",
            default="Such as X-CCSR-User; empty: off. It is believed only from the addresses in "
            "CCSR_TRUSTED_PROXIES, which must each set it anew.",
        ),
        constraint=re.compile(r"(X-[A-Za-z0-9-]+)?\Z").match,
        required=False,
        default="",
    )
    proxy_second_factor = schema.Bool(
        title=_(
            "label_proxy_second_factor",
            default="Whoever is named by that proxy has given a second factor there",
        ),
        required=False,
        default=False,
    )
    public_address = schema.URI(
        title=_("label_public_address", default="Address of the portal in e-mails"),
        description=_(
            "help_public_address",
            default="Such as https://ccsr.example/ccsr. Without one, links in e-mails have the "
            "address that the portal is served at on its own machine.",
        ),
        required=False,
    )
