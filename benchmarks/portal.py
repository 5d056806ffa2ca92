"""A real portal with many documents, made once and kept in a folder.

``benchmarks/portal.py N [--folder FOLDER]`` makes the site as ``bin/ccsr run``
does, and providers and services as an officer and a reviewer do. A document
goes no such way, which takes 40 ms: it is constructed, given what Plone and the
workflow would have given it, put into its service and catalogued as a whole. So
that nothing is left out, one document is made each way and they are compared
before anything else (``alike``).
"""

from ccsr.policy.commands import instance
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

import alike
import argparse
import fast
import json
import os
import re
import sys
import time


PROFILE = "ccsr.content:default"


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
        return known if known.get("profile") == profile_version() else _upgraded(folder, known)
    if known or (Path(folder) / "filestorage" / "Data.fs").exists():
        raise SystemExit(f"{folder} holds another portal, or half of one. Delete it first.")
    Path(folder).mkdir(parents=True, exist_ok=True)
    with opened(folder) as (app, _site):
        known = _make(app, folder, count)
    return _note(folder, known)


def _note(folder, known):
    known = known | {"profile": profile_version()}
    (Path(folder) / "portal.json").write_text(json.dumps(known, indent=2) + "\n")
    return known


def _upgraded(folder, known):
    """Bring a portal that an older version made up to date, as a live site would be."""
    import transaction

    print("Upgrading the portal …", file=sys.stderr, flush=True)
    with opened(folder) as (_app, site):
        site.portal_setup.upgradeProfile(PROFILE)
        transaction.commit()
        settle(site)
    return _note(folder, known)


def profile_version():
    """Return the version of the profile that the code has."""
    metadata = files("ccsr.content").joinpath("profiles/default/metadata.xml").read_text()
    return re.search(r"<version>(\w+)</version>", metadata)[1]


def _make(app, folder, count):
    from ccsr.policy.demo.site import create_accounts
    from ccsr.policy.demo.site import create_site
    from plone import api

    import transaction

    begun = time.perf_counter()
    site = create_site(app, instance.SITE)
    # Who is to sign in here is a program.
    api.portal.set_registry_record("ccsr.security.second_factor_roles", frozenset())
    ensure_text_index(site)
    passwords = create_accounts(app)
    accounts = Path(folder) / "demo-accounts.json"
    accounts.touch(mode=0o600)
    accounts.write_text(json.dumps(passwords, indent=2) + "\n")
    transaction.commit()
    alike.check_alike(site)
    filling = fast.Filling(site, count)
    filling.run()
    settle(site)
    alike.check_sample(site)
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


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    folder = (options.folder or default_folder(options.count)).resolve()
    print(json.dumps({"folder": str(folder), **ensure(folder, options.count)}))


if __name__ == "__main__":
    main()
