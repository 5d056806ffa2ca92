"""1004 → 1005: what the compliance board counts of reports and services, as columns."""

from ccsr.content.content.inspection_report import IInspectionReport
from ccsr.content.content.service import IService
from ccsr.content.upgrades.everything import everything
from plone import api


COUNTED = (IInspectionReport, IService)


def keep_days(setup):
    """Renew the columns of every inspection report and service, without asking any index."""
    catalog = api.portal.get_tool("portal_catalog")
    for thing in everything(object_provides=[one.__identifier__ for one in COUNTED]):
        catalog.catalog_object(thing, idxs=["UID"], update_metadata=1)
