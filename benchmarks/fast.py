"""Making documents fast: constructed, given what Plone would have given them, catalogued.

What Plone and the workflow give is taken from documents made plainly (``making``).
"""

from datetime import timedelta
from remembering import names_asked
from remembering import Remembering

import making
import plan
import sys
import time


#: Documents in one transaction.
TOGETHER = 1000
WORKFLOW = "ccsr_document_workflow"


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
            made = making.create_shared(self.site["register"], "Provider", provider.fields)
            for service in provider.services:
                self._service(made, service)
        self._commit()

    def _service(self, provider, planned):
        from plone import api

        service = making.create_shared(
            provider, "Service", planned.fields, planned.state != "draft"
        )
        if planned.number == 0:
            self.large_service = "/".join(service.getPhysicalPath())
        for document in plan.documents(planned):
            made = self.specimens.place(service, document)
            if document.state == "concealed" and planned.state == "shared":
                making.conceal(made)
        # As a document that is shared does.
        service.reindexObject(idxs=["annual_due", "framework", "judgement"])
        if planned.state == "concealed":
            with api.env.adopt_user(username="reviewer"):
                making.conceal(service)
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

        service = making.scratch_service(site)
        for state in ("draft", "shared"):
            made = making.create_as_users_do(service, making.specimen(state))
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
        made.file, digest, pages = making.file_of(document.number)
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
