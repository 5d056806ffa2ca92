"""A real portal with many documents, made once and kept in a folder.

``benchmarks/portal.py N [--folder FOLDER]`` makes the site as ``bin/ccsr run``
does, and providers and services as an officer and a reviewer do. A document
goes no such way, which takes 40 ms: it is constructed, given what Plone and the
workflow would have given it, put into its service and catalogued as a whole. So
that nothing is left out, one document is made each way and they are compared
before anything else (``check_alike``).
"""

from ccsr.policy.commands import instance
from contextlib import contextmanager
from datetime import date
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from remembering import names_asked
from remembering import Remembering

import argparse
import json
import os
import paper
import plan
import random
import sys
import texts
import time


#: Documents in one transaction.
TOGETHER = 1000
COMMENT = "Read and checked against the register."
WORKFLOW = "ccsr_document_workflow"


def default_folder(count):
    """Return where the portal of `count` documents is kept."""
    return Path(__file__).resolve().parent.parent / "var" / "bench" / str(count)


@contextmanager
def opened(folder):
    """Start Zope on a folder and yield the site (None where there is none) as the system."""
    from zope.component.hooks import setSite

    os.environ["CCSR_VAR"] = str(folder)
    with instance.opened() as app:
        site = app.get(instance.SITE)
        setSite(site)
        yield app, site


def facts(folder):
    """Return what is known of the portal in a folder; empty where it is not complete."""
    path = Path(folder) / "portal.json"
    return json.loads(path.read_text()) if path.exists() else {}


def ensure(folder, count):
    """Make the portal where it is not there yet; return what is known of it."""
    known = facts(folder)
    if known.get("documents") == count:
        return known
    if known or (Path(folder) / "filestorage" / "Data.fs").exists():
        raise SystemExit(f"{folder} holds another portal, or half of one. Delete it first.")
    Path(folder).mkdir(parents=True, exist_ok=True)
    with opened(folder) as (app, _site):
        known = _make(app, folder, count)
    (Path(folder) / "portal.json").write_text(json.dumps(known, indent=2) + "\n")
    return known


def _make(app, folder, count):
    from ccsr.policy.demo.site import create_accounts
    from ccsr.policy.demo.site import create_site

    import transaction

    begun = time.perf_counter()
    site = create_site(app, instance.SITE)
    ensure_text_index(site)
    passwords = create_accounts(app)
    accounts = Path(folder) / "demo-accounts.json"
    accounts.touch(mode=0o600)
    accounts.write_text(json.dumps(passwords, indent=2) + "\n")
    transaction.commit()
    check_alike(site)
    filling = Filling(site, count)
    filling.run()
    settle(site)
    check_sample(site)
    return {
        "documents": count,
        "services": filling.services,
        "providers": len(filling.providers),
        "seconds": round(time.perf_counter() - begun, 1),
        "large_service": filling.large_service,
    }


def text_index(site):
    """Return the catalog's text index."""
    return site.portal_catalog._catalog.getIndex("SearchableText")


def ensure_text_index(site):
    """Put our text index in the place of Plone's, where the site's profile has not."""
    if text_index(site).meta_type != "TantivyIndex":
        site.portal_setup.runAllImportStepsFromProfile("ccsr.search:default")


def settle(site):
    """Wait until the text index's directory holds everything."""
    index = text_index(site)
    if hasattr(index, "settle") and not index.settle(3600):
        raise SystemExit("The text index has not caught up within an hour.")


class Filling:
    """Fills a site with what is planned."""

    def __init__(self, site, count):
        self.site = site
        self.count = count
        self.providers = plan.providers(count)
        self.services = sum(len(one.services) for one in self.providers)
        self.specimens = Specimens(site)
        self.large_service = None
        self.done = self.committed = 0
        self.begun = time.perf_counter()

    def run(self):
        """Make everything."""
        for provider in self.providers:
            made = create_shared(self.site["register"], "Provider", provider.fields)
            for service in provider.services:
                self._service(made, service)
        self._commit()

    def _service(self, provider, planned):
        from plone import api

        service = create_shared(provider, "Service", planned.fields, planned.state != "draft")
        if planned.number == 0:
            self.large_service = "/".join(service.getPhysicalPath())
        for document in plan.documents(planned):
            made = self.specimens.place(service, document)
            if document.state == "concealed" and planned.state == "shared":
                conceal(made)
        # As a document that is shared does.
        service.reindexObject(idxs=["annual_due", "framework", "judgement"])
        if planned.state == "concealed":
            with api.env.adopt_user(username="reviewer"):
                conceal(service)
        self.done += len(planned.numbers)
        if self.done - self.committed >= TOGETHER:
            self._commit()

    def _commit(self):
        import transaction

        transaction.commit()
        self.site._p_jar.cacheGC()
        self.committed = self.done
        seconds = time.perf_counter() - self.begun
        rate = self.done / seconds
        print(
            f"Documents {self.done} of {self.count}, {rate:.0f} a second, "
            f"{(self.count - self.done) / max(rate, 1):.0f} s left",
            file=sys.stderr,
            flush=True,
        )


def create_shared(container, portal_type, fields, shared=True):
    """Create something of the register as the officer and share it as the reviewer."""
    from plone import api
    from plone.dexterity.utils import createContentInContainer

    with api.env.adopt_user(username="officer"):
        made = createContentInContainer(container, portal_type, **fields)
    if shared:
        share(made)
    return made


def share(thing):
    """Share as the reviewer."""
    from plone import api

    with api.env.adopt_user(username="reviewer"):
        api.portal.get_tool("portal_workflow").doActionFor(thing, "share", comment=COMMENT)


def conceal(thing):
    """Conceal as the reviewer."""
    from plone import api

    with api.env.adopt_user(username="reviewer"):
        api.portal.get_tool("portal_workflow").doActionFor(
            thing,
            "conceal",
            comment="Asked for by the authority's lead officer.",
            review_date=date.today() + timedelta(days=21),
        )


def reveal(thing):
    """Reveal as the reviewer what was concealed."""
    from plone import api

    with api.env.adopt_user(username="reviewer"):
        api.portal.get_tool("portal_workflow").doActionFor(thing, "reveal", comment=COMMENT)


def file_of(number):
    """Return the PDF of a document as a field value, and its text by page."""
    from plone.namedfile.file import NamedBlobFile

    pages = texts.pages(number)
    data = paper.pdf(pages)
    file = NamedBlobFile(data, contentType="application/pdf", filename=f"report-{number}.pdf")
    return file, sha256(data).hexdigest(), pages


def create_as_users_do(service, document):
    """Make a document as an officer uploads it and a reviewer shares it, with its dates."""
    from ccsr.policy.demo import dating
    from plone import api
    from plone.dexterity.utils import createContentInContainer

    with api.env.adopt_user(username="officer"):
        made = createContentInContainer(
            service, document.portal_type, file=file_of(document.number)[0], **document.fields
        )
    if document.state != "draft":
        share(made)
    dating.antedate(made, document.day, document.day + timedelta(days=3))
    return made


class Specimens:
    """What Plone and the workflow give to a document, by state, taken from real ones."""

    def __init__(self, site):
        from zope.component import getUtility
        from zope.intid.interfaces import IIntIds

        self.catalog = site.portal_catalog
        self.intids = getUtility(IIntIds)
        self.given = {}
        self.histories = {}
        self.names = names_asked(site.portal_catalog)
        self.answers, self.answers_of = {}, None
        self.classes = {name: _class_of(name) for name in plan.MAKERS}
        self._take(site)

    def _take(self, site):
        """Make one document of each state, note what it was given, and drop them."""
        import transaction

        service = scratch_service(site)
        for state in ("draft", "shared"):
            made = create_as_users_do(service, specimen(state))
            self.given[state] = {
                name: value
                for name, value in vars(made.aq_base).items()
                if name.endswith("_Permission") or name in ("creators", "__ac_local_roles__")
            }
            self.histories[state] = made.workflow_history[WORKFLOW]
        transaction.abort()

    def place(self, service, document):
        """Make a document, put it into its service and catalogue it."""
        made = self.put(service, document)
        self._catalogue(made, document)
        return made

    def put(self, service, document):
        """Make a document and put it into its service."""
        made = self._constructed(document)
        service._setOb(made.id, made)
        made = service._getOb(made.id)
        self._complete(made, document)
        self.intids.register(made)
        return made

    def _catalogue(self, made, document):
        from plone.indexer.interfaces import IIndexableObject
        from zope.component import getMultiAdapter

        path = "/".join(made.getPhysicalPath())
        alike = path.rpartition("/")[0], document.portal_type, document.state
        if alike[0] != self.answers_of:
            self.answers, self.answers_of = {}, alike[0]
        wrapper = getMultiAdapter((made, self.catalog), IIndexableObject)
        asked = Remembering(wrapper, self.names, self.answers.setdefault(alike, {}))
        self.catalog.catalog_object(asked, path)

    def _constructed(self, document):
        from ccsr.content.domain import naming
        from DateTime import DateTime
        from uuid import uuid4

        made = self.classes[document.portal_type](naming.random_id())
        made.portal_type = document.portal_type
        vars(made).update(self.given[_known(document.state)])
        vars(made).update(document.fields)
        setattr(made, "_plone.uuid", uuid4().hex)
        made.workflow_history = self._history(document)
        made.creation_date = DateTime(*document.day.timetuple()[:3], 12)
        made.modification_date = made.workflow_history[WORKFLOW][-1]["time"]
        return made

    def _history(self, document):
        from DateTime import DateTime
        from Persistence.mapping import PersistentMapping

        days = (document.day, document.day + timedelta(days=3))
        known = self.histories[_known(document.state)]
        entries = (
            {**entry, "time": min(DateTime(*day.timetuple()[:3], 12), DateTime())}
            for entry, day in zip(known, days, strict=False)
        )
        return PersistentMapping({WORKFLOW: tuple(entries)})

    def _complete(self, made, document):
        """Add what needs its place: title, file and text."""
        from ccsr.content.content.pages import KEY
        from ccsr.content.content.pages import StoredPages
        from ccsr.content.domain import titles
        from ccsr.content.interfaces import IPages
        from zope.annotation.interfaces import IAnnotations

        made.title = titles.document_title(made)
        made.file, digest, pages = file_of(document.number)
        IAnnotations(made)[KEY] = StoredPages(digest, pages)
        # The file is known by its digest, and not read.
        IPages(made).update()


def _class_of(portal_type):
    from plone.dexterity.interfaces import IDexterityFTI
    from zope.component import getUtility
    from zope.dottedname.resolve import resolve

    return resolve(getUtility(IDexterityFTI, name=portal_type).klass)


def _known(state):
    """Return the state that a document is made in; it is concealed afterwards."""
    return "draft" if state == "draft" else "shared"


def scratch_service(site):
    """Make a service to try something in; the caller drops it."""
    planned = plan.providers(1000)[0]
    provider = create_shared(site["register"], "Provider", planned.fields)
    return create_shared(provider, "Service", planned.services[0].fields)


def specimen(state, portal_type="InspectionReport", number=7):
    """Return a planned document of a state."""
    fields = plan.MAKERS[portal_type](random.Random(number), plan.LAST)
    fields["shareable_declared"] = True
    return plan.Document(number, portal_type, state, plan.LAST, fields)


def check_alike(site):
    """Make documents both ways; leave with what differs for the catalog, if anything does."""
    import transaction

    specimens = Specimens(site)
    service = scratch_service(site)
    for portal_type in plan.MAKERS:
        for state in ("draft", "shared"):
            planned = specimen(state, portal_type)
            theirs = create_as_users_do(service, planned)
            ours = specimens.place(service, planned)
            different = differences(site.portal_catalog, theirs, ours)
            if different:
                raise SystemExit(f"A {state} {portal_type} made fast is not alike: {different}")
    transaction.abort()


def check_sample(site, size=30):
    """Catalogue some documents again the plain way; leave if that changes anything."""
    import transaction

    catalog = site.portal_catalog
    documents = catalog.unrestrictedSearchResults(portal_type=list(plan.MAKERS))
    for brain in random.Random(5).sample(list(documents), min(size, len(documents))):
        before = known_of(catalog, brain.getRID())
        catalog.catalog_object(brain._unrestrictedGetObject(), brain.getPath())
        after = known_of(catalog, brain.getRID())
        different = {name: pair for name, *pair in _pairs(before, after) if pair[0] != pair[1]}
        if different:
            raise SystemExit(f"{brain.getPath()} is not as the plain way has it: {different}")
    transaction.abort()


def known_of(catalog, rid):
    """Return what the catalog knows of a record, by index and column."""
    return catalog.getIndexDataForRID(rid) | {
        f"{name} (column)": value for name, value in catalog.getMetadataForRID(rid).items()
    }


def _pairs(before, after):
    return [(name, before[name], after[name]) for name in before]


#: What is of one document alone.
OWN = frozenset({"id", "getId", "UID", "path", "getObjPositionInParent", "text_ref"})


def differences(catalog, one, other):
    """Return what the catalog knows of two documents and is not the same, and attributes."""
    from Products.CMFCore.indexing import processQueue

    processQueue()
    rids = [catalog.getrid("/".join(thing.getPhysicalPath())) for thing in (one, other)]
    pairs = {
        name: pair
        for name, *pair in _pairs(*(known_of(catalog, rid) for rid in rids))
        if name.partition(" ")[0] not in OWN
    }
    pairs["attributes"] = _names(one), _names(other)
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _names(thing):
    return {name for name in vars(thing.aq_base) if not name.startswith("_v_")}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    folder = (options.folder or default_folder(options.count)).resolve()
    print(json.dumps({"folder": str(folder), **ensure(folder, options.count)}))


if __name__ == "__main__":
    main()
