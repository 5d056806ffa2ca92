"""What a site is made of, apart from what people keep in it.

Run as a program with ``CCSR_VAR`` and the directory that the portal was built in; prints all
that GenericSetup exports, and what it does not: who may do what in the top folders, and what
their things are called. Each file as its sorted elements, since the order of most says nothing.
"""

from io import BytesIO
from xml.etree import ElementTree

import json
import sys
import tarfile


def made_of(site) -> dict[str, list[str]]:
    """Return what the site is made of: elements of an exported file by its name."""
    steps = site.portal_setup.runAllExportSteps()
    found = {}
    with tarfile.open(fileobj=BytesIO(steps["tarball"])) as exported:
        for member in exported:
            if member.isfile():
                found[member.name] = elements(exported.extractfile(member).read())
    return {**found, "areas": areas(site), "profiles": profiles(site.portal_setup)}


def elements(text: bytes) -> list[str]:
    """Return the elements of a file with their way from the root, sorted; else its lines."""
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError:
        return sorted(text.decode("utf-8", "replace").splitlines())
    return sorted(_below(root, ""))


def _below(element, way):
    # What is in a named element is that one's.
    named = " ".join(element.get(name, "") for name in ("category", "name", "id", "key")).strip()
    here = f"{way}/{element.tag}[{named}]"
    yield f"{here} {sorted(element.attrib.items())} {(element.text or '').strip()}"
    for child in element:
        yield from _below(child, here)


def areas(site) -> list[str]:
    """Return who may do what in the root and the top folders, and what stands there."""
    from zope.interface import providedBy

    found = []
    for thing in (site, *(site[name] for name in site.contentIds())):
        way = thing.getId()
        found += [f"{way} is {thing.portal_type}: {', '.join(sorted(map(str, providedBy(thing))))}"]
        found += [f"{way} by default: {thing.getLayout()}"]
        for one in thing.ac_inherited_permissions(1):
            rule = thing.rolesOfPermission(one[0])
            roles = sorted(row["name"] for row in rule if row["selected"])
            found.append(f"{way}: {one[0]}: {roles} {thing.acquiredRolesAreUsedBy(one[0])}")
        state = site.portal_workflow.getInfoFor(thing, "review_state", None)
        found.append(f"{way}: {state}, {sorted(thing.get_local_roles())}")
    return found


def profiles(setup) -> list[str]:
    """Return the version of every profile."""
    known = (one["id"] for one in setup.listProfileInfo())
    return sorted(f"{one} {setup.getLastVersionForProfile(one)}" for one in known)


if __name__ == "__main__":
    sys.argv = [f"{sys.argv[1]}/bin/ccsr"]
    from ccsr.policy.commands import instance
    from zope.component.hooks import setSite

    with instance.reached() as app:
        setSite(app[instance.SITE])
        print(json.dumps(made_of(app[instance.SITE])))
