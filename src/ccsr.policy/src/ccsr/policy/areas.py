"""The top folders of the site and who may open them."""

from ccsr.content.interfaces import IGovernanceArea
from ccsr.content.interfaces import ILiaisonArea
from ccsr.content.interfaces import IReadinessArea
from ccsr.content.permissions import AddGovernance
from ccsr.content.permissions import AddLiaisonItem
from ccsr.content.permissions import AddMeetingOrAction
from ccsr.content.permissions import AddReadiness
from ccsr.content.permissions import KeepFrameworks
from dataclasses import dataclass
from plone.dexterity.utils import createContentInContainer
from typing import Any
from zope.interface import alsoProvides


ADMINISTRATORS = ("Manager", "Site Administrator")
STAFF = ("CCSR Officer", "Reviewer")
PREPARING = (*STAFF, "Working Party Member")


@dataclass(frozen=True)
class AreaSpec:
    """One top folder; ``readers`` and ``adders`` are roles."""

    id: str
    portal_type: str
    title: str
    title_cy: str
    readers: tuple[str, ...]
    #: Roles that add what is filed there, and by which permission.
    adders: tuple[str, ...] = ()
    adding: str = ""
    #: Roles that change what lies there without a workflow of its own.
    keepers: tuple[str, ...] = ()
    #: What its page is registered for, where that is not every area's.
    marker: Any = None
    #: Administrators do not see it either, and nobody changes it but by its own pages.
    is_closed: bool = False


AREAS = (
    AreaSpec(
        "register",
        "Register",
        "Register",
        "Cofrestr",
        (*STAFF, "Commissioner", "Inspectorate", "Provider Contact"),
    ),
    AreaSpec(
        "liaison",
        "Area",
        "Liaison",
        "Cyswllt",
        (*STAFF, "Inspectorate"),
        STAFF,
        AddLiaisonItem,
        marker=ILiaisonArea,
    ),
    AreaSpec("intake", "IntakeArea", "Intake", "Derbyn", STAFF, is_closed=True),
    AreaSpec(
        "governance",
        "Area",
        "Governance",
        "Llywodraethu",
        (*STAFF, "Inspectorate"),
        STAFF,
        AddGovernance,
        keepers=STAFF,
        marker=IGovernanceArea,
    ),
    AreaSpec(
        "readiness",
        "Area",
        "Inspection readiness",
        "Parodrwydd am arolygiad",
        PREPARING,
        PREPARING,
        AddReadiness,
        keepers=PREPARING,
        marker=IReadinessArea,
    ),
)
#: What is added in one area only.
ADDED = (AddGovernance, AddLiaisonItem, AddReadiness)


def ensure_areas(site) -> None:
    """Create the areas that are missing and set who reads them."""
    for spec in AREAS:
        area = site.get(spec.id) or _create(site, spec)
        if spec.marker:
            alsoProvides(area, spec.marker)
        for permission in ("View", "Access contents information"):
            others = () if spec.is_closed else ADMINISTRATORS
            area.manage_permission(permission, (*others, *spec.readers), acquire=0)
        if spec.is_closed:
            area.manage_permission("Modify portal content", (), acquire=0)
        for permission in ADDED:
            adders = spec.adders if permission == spec.adding else ()
            area.manage_permission(permission, adders, acquire=0)
        if spec.marker is not IReadinessArea:
            # Frameworks are added by who keeps them, and lie in one area.
            area.manage_permission(KeepFrameworks, (), acquire=0)
        # These lie in either of the areas that are kept.
        area.manage_permission(AddMeetingOrAction, spec.adders if spec.keepers else (), acquire=0)
        if spec.keepers:
            keepers = (*ADMINISTRATORS, *spec.keepers)
            area.manage_permission("Modify portal content", keepers, acquire=0)
            # A form and a service ask for this besides the type's own permission.
            area.manage_permission("Add portal content", ("Manager", *spec.adders), acquire=0)
        # Nobody: a whole area would go, with what is concealed in it.
        area.manage_permission("Delete objects", (), acquire=0)
        area.reindexObject()


def _create(site, spec):
    return createContentInContainer(
        site,
        spec.portal_type,
        id=spec.id,
        title=spec.title,
        title_cy=spec.title_cy,
        checkConstraints=False,
    )
