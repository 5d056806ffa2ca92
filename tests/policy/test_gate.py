"""The gate over HTTP: what is hidden answers as what never was (SECURITY)."""

from plone import api
from plone.app.testing import login
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from visits import difference
from visits import HTML
from visits import JSON
from visits import Probe
from visits import Visitor

import pytest
import transaction
import world


PAGES = (
    "",
    "/",
    "/view",
    "/@@view",
    "/edit",
    "/@@edit",
    "/@@edit/++widget++title",
    "/@@edit/++widget++file/@@download",
    "/@@edit/++widget++judgements",
    "/++add++InspectionReport",
    "/++add++InspectionReport/++widget++title",
    "/@@download/file",
    "/@@download/file/name.pdf",
    "/@@display-file/file",
    "/@@images",
    "/@@images/file",
    "/@@share",
    "/@@conceal",
    "/@@history",
    "/@@historyview",
    "/sharing",
    "/@@sharing",
    "/folder_contents",
    "/@@folder_contents",
    "/@@fc-contextInfo",
    "/@@getVocabulary?name=plone.app.vocabularies.Catalog",
    "/@@getSource?fieldname=file",
    "/@@contentHistory",
    "/@@content-history-popup",
    "/content_status_history",
    "/content_status_modify?workflow_action=share",
    "/delete_confirmation",
    "/object_cut",
    "/object_copy",
    "/object_rename",
    "/@@plone_context_state",
    "/@@plone_context_state/object_title",
    "/@@iterate_control",
    "/@@breadcrumbs_view",
    "/@@navtree_builder_view",
    "/@@title",
    "/Title",
    "/title",
    "/absolute_url",
    "/getId",
    "/UID",
    "/review_state",
    "/file",
    "/__parent__",
    "/aq_parent",
    "/manage",
    "/manage_main",
    "/manage_workspace",
    "/manage_UndoForm",
    "/RSS",
    "/rss.xml",
    "/atom.xml",
    "/search_rss",
    "/@@sitemap.xml.gz",
    "/@@livesearch",
    "/@@redirect-to-uuid",
    "/@@uuid",
    "/@@manage-aliases",
    "/@@lock-info",
    "/@@plone_lock_operations",
    "/@@plone_lock_operations/create_lock",
    "/@@plone_lock_info",
    "/@@main_template",
    "/@@find",
    "/@@actions",
    "/@@toolbar",
    "/@@render-toolbar",
    "/@@modals",
    "/@@customer",
    "/no-such-view",
    "/++api++",
    "/++api++/@workflow",
    "/++view++edit",
    "/++role++Manager",
    "/++namespace++x",
    "/virtual_hosting",
    "?came_from=x",
)

SERVICES = (
    "",
    "?expand=breadcrumbs,navigation,actions,workflow,aliases,types,relations",
    "/@workflow",
    "/@workflow/share",
    "/@history",
    "/@history/0",
    "/@types",
    "/@types/InspectionReport",
    "/@breadcrumbs",
    "/@navigation",
    "/@contextnavigation",
    "/@navroot",
    "/@search",
    "/@search?SearchableText=*",
    "/@find",
    "/@querystring",
    "/@sharing",
    "/@relations",
    "/@linkintegrity",
    "/@aliases",
    "/@lock",
    "/@actions",
    "/@comments",
    "/@inherit?expand.inherit.behaviors=plone.locking",
    "/@vocabularies",
    "/@vocabularies/ccsr.content.service_types",
    "/@sources/file",
    "/@querysources/file",
    "/@workingcopy",
    "/@translations",
    "/@rules",
    "/@email-send",
    "/@copy",
    "/@move",
    "/@no-such-service",
    "/title",
    "/file",
)

CHANGES = (
    *(
        Probe(method, suffix, JSON, {"title": "x", "comment": "x"})
        for method in ("POST", "PATCH", "PUT", "DELETE")
        for suffix in ("", "/@workflow/share", "/@workflow/conceal", "/@sharing", "/@history")
    ),
    Probe("POST", "", JSON, {"@type": "InspectionReport", "title": "x"}),
    Probe("POST", "/@lock", JSON, {}),
    Probe("DELETE", "/@lock", JSON),
    Probe("POST", "/@copy", JSON, {"source": "/register"}),
    Probe("POST", "/@tus-upload", JSON, {}),
    Probe("POST", "/@querystring-search", JSON, {"query": []}),
    Probe("POST", "/@@edit"),
    Probe("POST", "/delete_confirmation"),
    *(
        Probe(method, suffix, accept)
        for method in ("HEAD", "OPTIONS", "PROPFIND", "LOCK", "MKCOL", "TRACE", "REPORT")
        for suffix in ("", "/@@download/file", "/x")
        for accept in (HTML, JSON)
    ),
    Probe("OPTIONS", "", HTML, None, (("Origin", "http://x"), ("Access-Control-Request-Method", "GET"))),
    Probe("GET", "/@@download/file", HTML, None, (("Range", "bytes=0-9"),)),
    Probe("GET", "", HTML, None, (("If-Modified-Since", "Sat, 01 Jan 2050 00:00:00 GMT"),)),
    Probe("GET", "", "image/png"),
    Probe("GET", "", "*/*"),
)

PROBES = (
    *(Probe("GET", suffix) for suffix in PAGES),
    *(Probe("GET", suffix, JSON) for suffix in SERVICES),
    *CHANGES,
)

HIDDEN = (
    ("InspectionReport", "draft"),
    ("InspectionReport", "concealed"),
    ("InspectionReport", "shared in concealed service"),
    ("RegistrationCondition", "in concealed service"),
    ("EnforcementAction", "shared in concealed provider"),
    ("Service", "draft"),
    ("Service", "concealed"),
    ("Service", "shared in concealed provider"),
    ("Provider", "draft"),
    ("Provider", "concealed"),
)

NEVER = "bbbbbbbbbbbb"


@pytest.fixture(scope="module")
def layer(functional_session):
    functional_session.testSetUp()
    yield functional_session
    functional_session.testTearDown()


@pytest.fixture(scope="module")
def register(layer):
    built = world.build(layer["portal"])
    transaction.commit()
    return built


@pytest.fixture(scope="module")
def visitor(layer, register):
    base = layer["portal"].absolute_url()

    def visitor_called(name):
        return Visitor(base, name, name and world.PASSWORD)

    return visitor_called


def path_of(thing):
    return "/" + "/".join(thing.getPhysicalPath()[2:])


def secrets_of(thing):
    """Return what an answer about a hidden thing must not hold."""
    file = getattr(thing.aq_base, "file", None)
    return {thing.title, thing.UID(), thing.getId(), *([file.filename] if file else [])}


def leaks(visitor, hidden, probe):
    """Return how the answer to a probe differs from that on what never was."""
    path, name = path_of(hidden), hidden.getId()
    missing = path.replace(name, NEVER)
    there = visitor.told(path, probe, name)
    nowhere = visitor.told(missing, probe, NEVER)
    said = [one for one in secrets_of(hidden) - {name} if one in str(there)]
    if there == nowhere and not said:
        return None
    return f"{probe}: {said} {difference(there, nowhere)}"


@pytest.mark.parametrize("row", HIDDEN, ids=" ".join)
@pytest.mark.parametrize("who", ["carys.commissioner"])
def test_what_is_hidden_answers_as_what_never_was(visitor, register, who, row):
    asking = visitor(who)
    found = [leaks(asking, register[row], probe) for probe in PROBES]
    assert not any(found), "\n".join(filter(None, found))
