"""Writing: one document in its transaction, growth of Data.fs, the index on disk, a rebuild.

``benchmarks/writing.py FOLDER [--stock]`` works on a copy of the portal and prints JSON.
"""

from collections import Counter
from figures import now
from figures import percentiles
from pathlib import Path

import argparse
import fast
import json
import making
import plan
import portal
import shutil
import stock
import sys
import texts
import time


ALONE = 40
#: Numbers of texts that no document of the portal has.
FRESH = 10_000_000


def size_of(folder):
    """Return the bytes of the files below a folder, of a file linked twice once."""
    paths = (path for path in Path(folder).rglob("*") if path.is_file())
    return sum(path.stat().st_size for path in paths)


class Writing:
    """Writes to a portal; figures are of one document each."""

    def __init__(self, folder, site):
        import transaction

        self.folder = Path(folder)
        self.site = site
        self.commit = transaction.commit
        self.data = self.folder / "filestorage" / "Data.fs"
        self.specimens = fast.Specimens(site)
        path = portal.facts(folder)["large_service"]
        self.service = site.unrestrictedTraverse(path)
        self.made = []

    def documents(self):
        """Yield documents that are to be made."""
        for number in range(FRESH, FRESH + ALONE):
            yield plan.document(number, _shared_service())

    def catalogued(self):
        """Return milliseconds of cataloguing a document, all indexes, and its commit."""
        taken = []
        for document in self.documents():
            made = self.specimens.put(self.service, document)
            self.commit()
            begun = now()
            self.site.portal_catalog.catalog_object(made, "/".join(made.getPhysicalPath()))
            self.commit()
            taken.append((now() - begun) * 1000)
            self.made.append(made)
        return percentiles(taken)

    def text_only(self):
        """Return milliseconds, and bytes of Data.fs, of indexing a new text and its commit."""
        from ccsr.content.content.pages import KEY
        from ccsr.content.content.pages import StoredPages
        from zope.annotation.interfaces import IAnnotations

        taken, grown = [], 0
        for number, made in enumerate(self.made, FRESH + ALONE):
            IAnnotations(made)[KEY] = StoredPages(str(number), texts.pages(number))
            self.commit()
            size = self.data.stat().st_size
            begun = now()
            self.site.portal_catalog.catalog_object(
                made, "/".join(made.getPhysicalPath()), idxs=["SearchableText"], update_metadata=0
            )
            self.commit()
            taken.append((now() - begun) * 1000)
            grown += self.data.stat().st_size - size
        return {**percentiles(taken), "data_fs_bytes": round(grown / len(self.made))}

    def uploaded(self):
        """Return bytes by which Data.fs and blobs grow with a document that users upload and share."""
        before, last = self._sizes(), self.site._p_jar.db().lastTransaction()
        begun = now()
        for number in range(FRESH + 2 * ALONE, FRESH + 3 * ALONE):
            making.create_as_users_do(self.service, plan.document(number, _shared_service()))
            self.commit()
        seconds = now() - begun
        data, blobs = (now - then for now, then in zip(self._sizes(), before, strict=True))
        by_class = self._bytes_by_class(last)
        text = by_class.get(PAGE_TEXT, 0)
        return {
            "milliseconds": round(seconds * 1000 / ALONE, 1),
            "data_fs_bytes": round((data - text) / ALONE),
            "page_text_bytes": round(text / ALONE),
            "blob_bytes": round(blobs / ALONE),
            "most": {name: round(size / ALONE) for name, size in by_class.most_common(8)},
        }

    def _sizes(self):
        return self.data.stat().st_size, size_of(self.folder / "blobstorage")

    def _bytes_by_class(self, last):
        """Return the bytes of the records written after a transaction, by class."""
        from ZODB.utils import get_pickle_metadata
        from ZODB.utils import p64
        from ZODB.utils import u64

        found = Counter()
        for written in self.site._p_jar.db().storage.iterator(p64(u64(last) + 1)):
            for record in written:
                if record.data:
                    found[".".join(get_pickle_metadata(record.data))] += len(record.data)
        return found


PAGE_TEXT = "ccsr.content.content.pages.StoredPages"


def _shared_service():
    return plan.Service(0, "shared", {}, range(0))


def index_on_disk(folder, site):
    """Return bytes a document of the directory of our index."""
    portal.settle(site)
    return round(size_of(Path(folder) / "search") / portal.text_index(site).numObjects())


def rebuild(folder, site):
    """Delete the directory of our index; return documents a second until it is whole again."""
    index = portal.text_index(site)
    shutil.rmtree(Path(folder) / "search")
    number = index.numObjects()
    begun = time.perf_counter()
    site.portal_catalog.unrestrictedSearchResults(SearchableText="x")
    shown = 0
    while behind := index.status().behind:
        if time.perf_counter() - begun > 3600:
            raise SystemExit("The index is not rebuilt within an hour.")
        if number - behind >= shown:
            print(f"Rebuilding: {number - behind} of {number}", file=sys.stderr, flush=True)
            shown = number - behind + number // 10
        time.sleep(0.05)
    portal.settle(site)
    return round(number / (time.perf_counter() - begun))


def concealed(site, folder):
    """Conceal the large service; return seconds until a commissioner's question finds nothing."""
    from AccessControl.SecurityManagement import getSecurityManager
    from AccessControl.SecurityManagement import setSecurityManager
    from ccsr.content.domain import find
    from ccsr.content.services.hits import Hits
    from function_level import sign_in

    import transaction

    def found():
        kept = getSecurityManager()
        sign_in(site)
        try:
            return Hits(site.portal_catalog, find.parse({"q": "W10000"})).total
        finally:
            setSecurityManager(kept)

    service = site.unrestrictedTraverse(portal.facts(folder)["large_service"])
    before = found()
    begun = now()
    making.conceal(service)
    transaction.commit()
    after = found()
    taken = now() - begun
    if not before or after:
        raise SystemExit(f"Before the concealment {before} were found, after it {after}.")
    making.reveal(service)
    transaction.commit()
    return {"found_before": before, "seconds_until_nothing": round(taken, 3)}


def measure(folder, site, with_stock):
    """Return every figure of one index type."""
    ours = {} if with_stock else only_ours(folder, site)
    writing = Writing(folder, site)
    return ours | {
        "catalogued": writing.catalogued(),
        "text_only": writing.text_only(),
        "uploaded": writing.uploaded(),
    }


def only_ours(folder, site):
    """Return the figures that Plone's own index has none of."""
    return {
        "index_bytes": index_on_disk(folder, site),
        "rebuild_per_second": rebuild(folder, site),
        "conceal": concealed(site, folder),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("--stock", action="store_true")
    options = parser.parse_args()
    with stock.copied(options.folder) as copy:
        with portal.opened(copy) as (_app, site):
            result = measure(copy, site, options.stock)
        # Whatever a thread still writes is not waited for.
        print(json.dumps(result), flush=True)


if __name__ == "__main__":
    main()
