"""Looks into a portal, which may run: catalog and tree, text index and catalog.

Run as a program with ``CCSR_VAR`` and the directory that the portal was built in; prints
what is wrong, as JSON. With ``told`` behind them it waits until everybody has been told first.
"""

import json
import sys
import time


#: Seconds within which the worker has told everybody of everything, started anew or not.
PATIENCE = 180


def wrong(site) -> list[str]:
    """Return in sentences what does not agree."""
    from Acquisition import aq_base
    from plone.dexterity.interfaces import IDexterityContent

    catalog = site.portal_catalog
    tree: dict[str, object] = {}

    def visit(thing, path):
        tree[path] = thing

    site.ZopeFindAndApply(
        site, search_sub=True, apply_func=visit, apply_path="/".join(site.getPhysicalPath())
    )
    content = {
        path: one for path, one in tree.items() if IDexterityContent.providedBy(aq_base(one))
    }
    brains = {brain.getPath(): brain for brain in catalog.getAllBrains()}
    root = "/".join(site.getPhysicalPath())
    found = [f"{path} is not in the catalog" for path in content if path not in brains]
    found += [
        f"{path} is in the catalog only" for path in brains if path not in content and path != root
    ]
    for path, thing in content.items():
        if path in brains:
            found += _differing(site, path, thing, brains[path])
    return found + _text(catalog)


def _differing(site, path, thing, brain) -> list[str]:
    state = site.portal_workflow.getInfoFor(thing, "review_state", None)
    told = {"review_state": state, "UID": thing.UID(), "Title": thing.Title()}
    return [
        f"{path}: {name} is {value!r}, {getattr(brain, name)!r} in the catalog"
        for name, value in told.items()
        if value is not None and getattr(brain, name) != value
    ]


def _text(catalog) -> list[str]:
    index = catalog._catalog.getIndex("SearchableText")
    if not index.settle(300):
        return ["the text index does not settle"]
    missing = set(index.versions()) - set(catalog._catalog.paths)
    found = [f"{len(missing)} texts are of no record of the catalog"] if missing else []
    status = index.status()
    wanted = len(index.versions())
    if status.documents != wanted:
        found.append(f"{status.documents} documents in the text index, {wanted} in the database")
    return found


def untold(site) -> list[str]:
    """Wait until nobody is still to be told of anything; return what is left, in sentences."""
    end = time.monotonic() + PATIENCE
    while left := _waiting(site):
        if time.monotonic() > end:
            return left
        time.sleep(0.5)
    return []


def _waiting(site) -> list[str]:
    from ccsr.policy.alerts import finding
    from ccsr.policy.alerts import store as alerts
    from ccsr.policy.jobs import outbox
    from ccsr.policy.jobs import store as jobs
    from zope.annotation.interfaces import IAnnotations

    site._p_jar.sync()
    kept = [one for one in IAnnotations(site).get(outbox.KEY, {}).values() if one is not None]
    rows = [one for one in jobs.newest(2000) if one.name == finding.SHARED]
    left = [f"{len(kept)} jobs are still in the outbox"] if kept else []
    left += [f"a job is {one.state}" for one in rows if one.state != jobs.DONE]
    left += [f"{len(rows)} letters to {one} are due" for one, rows in alerts.due().items()]
    return left


def main() -> None:
    """Look, and print."""
    from ccsr.policy.commands import instance
    from zope.component.hooks import setSite

    # Where the portal is built is told by the command that runs.
    sys.argv[0] = f"{sys.argv[1]}/bin/ccsr"
    with instance.reached() as app:
        site = app[instance.SITE]
        setSite(site)
        left = untold(site) if "told" in sys.argv[2:] else []
        print(json.dumps(left + wrong(site)))
    sys.stdout.flush()


if __name__ == "__main__":
    main()
