"""What an add form knows before anybody types: values of widgets by type and field."""

from ccsr.content.browser import rows
from ccsr.content.config.frameworks import BY_TOKEN
from ccsr.content.content.actions.action import sources
from ccsr.content.domain import dates
from ccsr.content.domain.sharing import LOWEST_STAGE
from zope.globalrequest import getRequest


def prefilled(portal_type, container):
    """Return field name → value for a new thing of this type in this container."""
    known = BY_TYPE.get(portal_type)
    return {name: value for name, value in known(container).items() if value} if known else {}


def _service(provider):
    """Return what all services of the provider have in common."""
    found = rows.entries(rows.path_of(provider))
    return {
        name: [_only(getattr(brain, name) for brain in found)]
        for name in ("service_type", "local_authority")
        if _only(getattr(brain, name) for brain in found)
    }


def _only(values):
    different = {value or "" for value in values}
    return different.pop() if len(different) == 1 else ""


def _inspection_report(service):
    """Return today, and inspectorate and framework of the service's last report."""
    last = next((one for one in rows.documents(rows.path_of(service)) if one.framework), None)
    known = {"received": dates.today().isoformat()}
    if last is not None:
        known |= {
            "framework": [last.framework],
            "inspectorate": [BY_TOKEN[last.framework].inspectorate],
        }
    return known


def _enforcement_action(service):
    """Return the lowest stage that is recorded, which most are of."""
    return {"stage": [str(LOWEST_STAGE)]}


def _event(service):
    """Return today, on which most are received."""
    return {"received": dates.today().isoformat()}


def _agreed_action(area):
    """Return where it is agreed, for whoever comes from there; they choose it or another."""
    asked = getRequest().form.get("source", "")
    known = sources(area).by_token
    return {"source": [asked]} if asked in known else {}


def _evidence(area):
    """Return the document whose page led here."""
    link = area.REQUEST.form.get("link", "")
    return {"link": link if isinstance(link, str) else ""}


BY_TYPE = {
    "AgreedAction": _agreed_action,
    "Evidence": _evidence,
    "Service": _service,
    "InspectionReport": _inspection_report,
    "EnforcementAction": _enforcement_action,
    "RegistrationEvent": _event,
}
