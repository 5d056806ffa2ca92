"""Looks into a portal, which may run: catalog and tree, text index and catalog.

Run as a program with ``CCSR_VAR`` and the directory that the portal was built in; prints
what is wrong, as JSON.
"""

import json
import sys


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


def main() -> None:
    """Look, and print."""
    from ccsr.policy.commands import instance
    from zope.component.hooks import setSite

    # Where the portal is built is told by the command that runs.
    sys.argv[0] = f"{sys.argv[1]}/bin/ccsr"
    with instance.reached() as app:
        setSite(app[instance.SITE])
        print(json.dumps(wrong(app[instance.SITE])))
    sys.stdout.flush()


if __name__ == "__main__":
    main()
