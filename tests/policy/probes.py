"""What is asked at a hidden thing, a listing, or an administrator's page."""

from visits import HTML
from visits import JSON
from visits import Probe

import world


#: The id of a thing that never was.
NEVER = "bbbbbbbbbbbb"


def path_of(thing):
    return "/" + "/".join(thing.getPhysicalPath()[2:])


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
    Probe(
        "OPTIONS",
        "",
        HTML,
        None,
        (("Origin", "http://x"), ("Access-Control-Request-Method", "GET")),
    ),
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

LISTINGS = (
    *(
        Probe("GET", path, JSON)
        for path in (
            "",
            "?fullobjects=1",
            "/@search",
            "/@search?sort_on=modified&fullobjects=1",
            f"/@search?SearchableText={world.CANARY}",
            "/@navigation?expand.navigation.depth=5",
            "/@contextnavigation",
            "/@breadcrumbs",
            "/@actions",
            "/@types",
            "/@relations",
            "/@find",
            f"/@find?q={world.CANARY}",
            "/@linkintegrity",
            "/@aliases",
            "/@history",
            "/@vocabularies/plone.app.vocabularies.Catalog",
            "/@workflow",
            "/@translations",
            "/@search?metadata_fields=_all&b_size=1000",
        )
    ),
    *(
        Probe("GET", path)
        for path in (
            "",
            "/@@find",
            "/@@search",
            f"/@@search?SearchableText={world.CANARY}",
            "/@@livesearch",
            f"/@@ajax-search?SearchableText={world.CANARY}",
            "/sitemap",
            "/sitemap.xml.gz",
            "/RSS",
            "/atom.xml",
            "/rss.xml",
            "/search_rss",
            "/folder_contents",
            "/recently_modified",
            "/@@getVocabulary?name=plone.app.vocabularies.Catalog&field=relatedItems",
            "/@@fc-contents",
            "/@@updated",
            "/@@queue",
            "/@@concealments",
            "/@@overdue",
        )
    ),
    Probe("POST", "/@querystring-search", JSON, {"query": [], "fullobjects": 1}),
)

CLOSED_TO_READERS = (
    *(
        Probe("GET", path, JSON)
        for path in (
            "/@users",
            "/@users/rhys.reviewer",
            "/@users?query=a",
            "/@groups",
            "/@groups/reviewers",
            "/@principals?search=a",
            "/@roles",
            "/@system",
            "/@database",
            "/@controlpanels",
            "/@controlpanels/security",
            "/@registry",
            "/@registry/plone.site_title",
            "/@addons",
            "/@upgrade",
            "/@transactions",
            "/@rules",
            "/@content-rules",
        )
    ),
    *(
        Probe("GET", path)
        for path in (
            "/@@usergroup-userprefs",
            "/@@usergroup-groupprefs",
            "/@@user-information?userid=rhys.reviewer",
            "/@@overview-controlpanel",
            "/@@member-search",
            "/author/rhys.reviewer",
            "/@@manage-aliases",
            "/manage",
            "/manage_main",
            "/manage_undoForm",
            "/manage_UndoForm",
            "/undo_form",
            "/sendto_form",
            "/@@sendto",
            "/@@maintenance-controlpanel",
            "/prefs_install_products_form",
            "/portal_catalog/manage_catalogView",
            "/acl_users/manage_users",
            "/portal_workflow",
            "/portal_memberdata",
            "/portal_membership/listMembers",
            "/portal_catalog/getAllBrains",
            "/@@sharing",
            "/@@dashboard",
            "/@@manage-portlets",
            "/@@personal-sharing",
            "/errors",
            "/error_log",
            "/portal_setup",
            "/Members",
            "/portal_catalog",
            "/acl_users",
            "/@@dexterity-types",
            "/@@site-controlpanel",
            "/@@historyview",
            "/folder_contents",
            "/++add++Register",
            "/@@ccsr-settings",
        )
    ),
)

ASK_FOR_ACCOUNTS = tuple(
    Probe("GET", path, JSON)
    for path in (
        "/@sharing?search=a",
        "/@vocabularies/plone.app.vocabularies.Users?title=a",
        "/@vocabularies/plone.app.vocabularies.Groups",
        "/@vocabularies/plone.app.vocabularies.Principals",
        "/@@getVocabulary?name=plone.app.vocabularies.Users&field=x",
        "/@@getVocabulary?name=plone.app.vocabularies.Principals&field=x",
        "/@@getVocabulary?name=plone.app.vocabularies.Catalog",
        "/@search?metadata_fields=_all&fullobjects=1",
        "/@userschema",
    )
)
