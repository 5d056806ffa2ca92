"""What Plone can do and this portal does not: off for everybody, administrators included."""

from ccsr.policy import addons
from plone import api
from plone.base.interfaces.syndication import ISiteSyndicationSettings
from plone.contentrules.engine.interfaces import IRuleStorage
from plone.portlets.interfaces import IPortletAssignmentMapping
from plone.portlets.interfaces import IPortletManager
from plone.registry.interfaces import IRegistry
from probes import path_of
from visits import HTML
from visits import JSON
from visits import Probe
from zope.component import getMultiAdapter
from zope.component import getUtilitiesFor
from zope.component import getUtility

import pytest


#: Those who may most; everybody else may less of the same.
ABLEST = ("rhys.reviewer", "mair.manager")

#: What is off → the permissions without which it does not work.
PERMISSIONS = {
    "working copies": ("iterate : Check in content", "iterate : Check out content"),
    "comments": ("Reply to item",),
    "versions": (
        "CMFEditions: Apply version control",
        "CMFEditions: Checkout to location",
        "CMFEditions: Manage versioning policies",
        "CMFEditions: Purge version",
        "CMFEditions: Revert to previous versions",
        "CMFEditions: Save new version",
        "Use version control",
    ),
    "content rules": ("Content rules: Manage rules",),
    "portlets": (
        "Portlets: Manage own portlets",
        "Portlets: Manage portlets",
        "Portlets: View dashboard",
    ),
    "sending pages by mail": ("Allow sendto",),
    "types made in the browser": ("Manage schemata", "Plone Site Setup: Types"),
    "themes made in the browser": ("Plone Site Setup: Themes",),
    "resource registries, site and social settings": ("Plone Site Setup: Site",),
    "languages and the rich-text editor": (
        "Plone Site Setup: Language",
        "Plone Site Setup: TinyMCE",
    ),
    "Plone's own types": tuple(
        f"plone.app.contenttypes: Add {name}"
        for name in (
            "Collection",
            "Document",
            "Event",
            "File",
            "Folder",
            "Image",
            "Link",
            "News Item",
        )
    ),
}


@pytest.mark.parametrize("feature", PERMISSIONS)
def test_nobody_holds_its_permissions(integration, feature):
    portal = integration["portal"]
    for permission in PERMISSIONS[feature]:
        roles = portal.rolesOfPermission(permission)
        assert not [one["name"] for one in roles if one["selected"]], permission
        assert not portal.acquiredRolesAreUsedBy(permission), permission


#: What is off → how it would be asked for, on a thing that everybody here may view.
PLACES = {
    "working copies": (
        Probe("POST", "/@workingcopy", JSON, {}),
        Probe("PATCH", "/@workingcopy", JSON, {}),
        Probe("GET", "/@@content-checkout"),
        Probe("GET", "/@@content-checkin"),
    ),
    "comments": (
        Probe("POST", "/@comments", JSON, {"text": "x"}),
        Probe("POST", "/++conversation++default/@@add-comment"),
    ),
    "versions": (
        Probe("PATCH", "/@history", JSON, {"version": 0}),
        Probe("GET", "/@@version-view?version_id=0"),
        Probe("GET", "/versions_history_form"),
        Probe("GET", "/@@historyview"),
        Probe("GET", "/revertversion?version_id=0"),
        Probe("GET", "/updatePortalRepositoryVersion"),
    ),
    "content rules": (Probe("GET", "/@@manage-content-rules"), Probe("GET", "/@rules", JSON)),
    "portlets": (
        Probe("GET", "/@@manage-portlets"),
        Probe("GET", "/@@topbar-manage-portlets/plone.leftcolumn"),
        Probe("GET", "/@@render-portlet?portlethash=x"),
    ),
    "feeds": tuple(
        Probe("GET", f"/{name}")
        for name in ("RSS", "rss.xml", "atom.xml", "itunes.xml", "newsml.xml", "search_rss")
    ),
    "sending pages by mail": (
        Probe("GET", "/sendto_form"),
        Probe("GET", "/@@sendto"),
        Probe("GET", "/contact-info"),
        Probe("GET", "/@@mail_password?userid=ann.officer"),
        Probe(
            "POST",
            "/@email-send",
            JSON,
            {"to": "a@example.org", "from": "b@example.org", "message": "x"},
        ),
    ),
    "files as pictures": tuple(
        Probe("GET", f"/@@{name}", accept)
        for name in ("images", "images/file", "images/file/mini", "images-test", "images-clear")
        for accept in (HTML, JSON)
    ),
    "methods of WebDAV and FTP": (
        Probe("PROPFIND", ""),
        Probe("LOCK", ""),
        Probe("GET", "/document_src"),
    ),
}
#: The same on the portal itself.
SITE_PLACES = {
    "letters by a program": tuple(
        Probe(
            "POST",
            f"/@email-{name}",
            JSON,
            {"to": "a@example.org", "from": "b@example.org", "message": "x"},
        )
        for name in ("send", "notification")
    ),
    "pictures by an address of their own": (Probe("GET", "/@@image_scale/x.png"),),
    "lists of folders made by scripts": (
        Probe("GET", "/folder_contents"),
        Probe("GET", "/register/folder_contents"),
    ),
    "author pages": (Probe("GET", "/author/ann.officer"), Probe("GET", "/@@member-search")),
    "member folders": (Probe("GET", "/Members"), Probe("GET", "/createMemberarea")),
    "registration by oneself": (Probe("GET", "/join_form"), Probe("GET", "/@@enable-self-reg")),
    "types made in the browser": (
        Probe("GET", "/dexterity-types"),
        Probe("GET", "/dexterity-types/Service"),
        Probe("GET", "/@@content-controlpanel"),
    ),
    "themes and resources made in the browser": (
        Probe("GET", "/@@theming-controlpanel"),
        Probe("GET", "/@@theming-controlpanel-mapper"),
        Probe("GET", "/@@resourceregistry-controlpanel"),
        Probe("GET", "/@@tinymce-controlpanel"),
        Probe("GET", "/@@site-controlpanel"),
        Probe("GET", "/@@social-controlpanel"),
    ),
    "other settings that need scripts in the page": (
        Probe("GET", "/@@actions-controlpanel"),
        Probe("GET", "/@@dateandtime-controlpanel"),
        Probe("GET", "/@@language-controlpanel"),
        Probe("GET", "/@@syndication-controlpanel"),
        Probe("GET", "/@@member-fields"),
        Probe("GET", "/@@rules-controlpanel"),
    ),
}


@pytest.mark.parametrize("who", ABLEST)
def test_nobody_is_answered(visitor, register, who):
    shown = path_of(register["InspectionReport", "shared"])
    questions = [
        *((shown, probe) for probes in PLACES.values() for probe in probes),
        *(("", probe) for probes in SITE_PLACES.values() for probe in probes),
    ]
    answers = {
        f"{path}{probe}": visitor(who).ask(path, probe).status_code for path, probe in questions
    }
    assert not {question: status for question, status in answers.items() if status < 400}


def test_a_stranger_registers_in_no_way(visitor, register):
    for probe in (
        Probe("GET", "/@@register"),
        Probe("POST", "/@@register"),
        Probe("POST", "/@users", JSON, {"email": "a@example.org", "username": "a"}),
    ):
        assert visitor(None).ask("", probe).status_code in (302, 401), str(probe)


def test_what_works_without_being_asked_is_not_there(integration):
    portal = integration["portal"]
    assert not list(getUtility(IRuleStorage))
    for _name, manager in getUtilitiesFor(IPortletManager):
        assert not list(getMultiAdapter((portal, manager), IPortletAssignmentMapping))
    settings = getUtility(IRegistry).forInterface(ISiteSyndicationSettings)
    assert not any([settings.allowed, settings.search_rss_enabled, settings.default_enabled])
    types = api.portal.get_tool("portal_types").objectValues("Dexterity FTI")
    own = [fti for fti in types if fti.klass.startswith("ccsr.")]
    assert own
    wanted = {"plone.basic", "plone.locking"}
    assert {name for fti in own for name in fti.behaviors} == wanted
    assert not any(fti.allow_discussion for fti in own)
    versioned = api.portal.get_tool("portal_repository").getVersionableContentTypes()
    assert not {fti.getId() for fti in own} & set(versioned)


def test_no_add_on_that_would_bring_it_back_is_offered(integration):
    with api.env.adopt_roles(["Manager"]):
        setup = api.portal.get_tool("portal_setup")
        installer = getMultiAdapter(
            (integration["portal"], integration["request"]), name="installer"
        )
        for name in addons.NAMES:
            assert setup.getLastVersionForProfile(f"{name}:default") == "unknown", name
            assert not installer.is_product_installable(name), name


def test_a_site_of_an_earlier_version_has_it_off_too(integration):
    portal = integration["portal"]
    settings = getUtility(IRegistry).forInterface(ISiteSyndicationSettings)
    panel, setup = map(api.portal.get_tool, ("portal_controlpanel", "portal_setup"))
    settings.allowed = settings.search_rss_enabled = True
    portal.manage_permission("Allow sendto", ["Manager"], acquire=0)
    panel.registerConfiglet("syndication", "Syndication", "string:x", permission="Manage portal")
    setup.setLastVersionForProfile("ccsr.policy:default", "1001")
    with api.env.adopt_roles(["Manager"]):
        setup.upgradeProfile("ccsr.policy:default")
    assert not any([settings.allowed, settings.search_rss_enabled])
    roles = portal.rolesOfPermission("Allow sendto")
    assert not [one["name"] for one in roles if one["selected"]]
    assert "syndication" not in [action.getId() for action in panel.listActions()]
