"""Making the demo: site, accounts, then content as its officers and reviewers would."""

from ccsr.content.domain import dates
from ccsr.policy import accounts
from ccsr.policy.demo import build
from ccsr.policy.demo import intake
from ccsr.policy.demo import procedures
from ccsr.policy.demo.papers import Press
from ccsr.policy.demo.plan import make_plan
from plone import api
from Products.CMFPlone.factory import addPloneSite
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import setSite


#: Annotation of a site whose demo content is still being made.
UNFINISHED = "ccsr.policy.demo_unfinished"


def _silent(step, done, total):
    """Say nothing."""


def create_site(app, site_id):
    """Create an empty portal in the root of Zope and return it."""
    site = addPloneSite(
        app,
        site_id,
        title="Children's Commissioning Support Resource",
        extension_ids=("ccsr.policy:default",),
        setup_content=False,
        default_language="en",
        portal_timezone="Europe/London",
    )
    setSite(site)
    return site


def create_accounts(app):
    """Create the demo's accounts; return passwords by name, the administrator's as ``admin``."""
    passwords = {name: accounts.new_password() for name in ("admin", *ACCOUNTS)}
    accounts.ensure_administrator(app, passwords["admin"])
    for name, (fullname, group) in ACCOUNTS.items():
        accounts.create(name, fullname, f"{name}@example.org", passwords[name], group, api=True)
    accounts.allow_api("admin")
    accounts.assign_authority("commissioner", "W06000015")
    return passwords


#: Account → full name and group.
ACCOUNTS = {
    "officer": ("Olwen Parry", "officers"),
    "reviewer": ("Rhodri Vaughan", "reviewers"),
    "commissioner": ("Cerys Morgan", None),
    "inspector": ("Ifan Lloyd", "inspectorate"),
    "provider": ("Petra Hughes", None),
    "partner": ("Padrig Ellis", "working-party"),
}


def is_unfinished(site):
    """Return whether the making of this demo was cut short."""
    return UNFINISHED in IAnnotations(site)


def create_demo(app, site_id, progress=_silent):
    """Create the site with accounts and content; return passwords, and counts by kind.

    It commits on the way; the site is unfinished until the caller's own commit.
    """
    plan = make_plan(dates.today())
    press = Press([*plan.papers, *intake.papers(plan)])
    try:
        progress("Site", 0, 1)
        marks = IAnnotations(create_site(app, site_id))
        marks[UNFINISHED] = True
        # Its passwords are printed: a visitor is to be in at once.
        api.portal.set_registry_record("ccsr.security.second_factor_roles", frozenset())
        passwords = create_accounts(app)
        procedures.write_down()
        progress("Site", 1, 1)
        made = build.run(plan, press, progress)
        del marks[UNFINISHED]
        return passwords, made
    finally:
        press.close()
