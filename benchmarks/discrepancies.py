"""How long the nightly look at every service takes, and what a save pays for its own.

``PYTHONPATH=… .venv/bin/python benchmarks/discrepancies.py [N] [--folder FOLDER]``

N services (2,000) with three confirmed conditions and a claim each, made in a portal of
their own without the catalog's full work; every twentieth claims a place too many. The
first run files those; the second does nothing; the third does nothing with nothing in
memory. Then the same claim is saved with and without being looked at.
"""

from figures import now
from figures import percentiles
from pathlib import Path

import argparse
import json
import portal
import tempfile


TEXTS = (
    "No more than four children may be accommodated at any one time.",
    "Only children aged 8 to 17 years may be accommodated.",
    "The registered manager must be in post.",
)
DISAGREES = 20
SAVES = 60


def main():
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=2000)
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = (asked.folder or Path(scratch)).resolve()
        with portal.opened(folder) as (app, site):
            found = measured(app, site or make(app, asked.count))
    print(json.dumps(found, indent=1))


def make(app, count):
    """Make the portal; return the site."""
    from ccsr.policy.demo.site import create_site
    from plone.dexterity.utils import createContentInContainer

    import transaction

    site = create_site(app, "ccsr")
    holder = createContentInContainer(site["register"], "Provider", title="Provider")
    for number in range(count):
        add_service(site, holder, number)
        if not number % 200:
            transaction.commit()
            site._p_jar.cacheGC()
    transaction.commit()
    return site


def add_service(site, holder, number):
    """Add one service with conditions and claim; the catalog learns its UID alone."""
    service = placed(
        holder,
        f"service-{number}",
        "Service",
        title=f"Service {number}",
        registration_status="registered",
        places=4,
    )
    site.portal_catalog.catalog_object(service, idxs=["UID"], update_metadata=0)
    for place, text in enumerate(TEXTS):
        condition = placed(service, f"c{place}", "RegistrationCondition", kind="number", text=text)
        confirm(condition)
    places = 4 if number % DISAGREES else 5
    claim(placed(service, "claim", "ProviderClaim", places=places, age_from=8, age_to=17))


def placed(holder, name, portal_type, **values):
    """Return a thing put into its holder without what subscribers do."""
    from plone.dexterity.utils import createContent

    holder._setObject(name, createContent(portal_type, id=name, **values), suppress_events=True)
    return holder[name]


def confirm(condition):
    """Confirm what is read, as an officer does, without its events."""
    from ccsr.content.content import confirmations

    for row in confirmations.rows(condition):
        setattr(condition, row.name, row.suggested)
    confirmations._keep(condition, confirmations.FIELDS)


def claim(made):
    """Keep the day on which a claim was made."""
    from ccsr.content.content import claim as claims

    claims.record(made, claims.unrecorded(made))


def measured(app, site):
    """Return seconds of the three runs, and milliseconds of saves."""
    from ccsr.content.content import finding

    import transaction

    job = finding.Discrepancies()
    found = {}
    for name in ("files", "again", "with nothing in memory"):
        if name == "with nothing in memory":
            site._p_jar.cacheMinimize()
        begun = now()
        steps = job.run(site, lambda *_told: None)
        transaction.commit()
        found[name] = {"seconds": round(now() - begun, 2), "steps": steps}
    return found | {"asking, ms": asking(site)}


def asking(site):
    """Return what a save pays: asking for the job, and its part of the commit."""
    from ccsr.content.content import finding

    provider = next(iter(site["register"].objectValues()))
    service = provider["service-1"]
    return {
        name: saves(service, look) for name, look in (("without", None), ("with", finding.look_at))
    }


def saves(service, look):
    """Return percentiles of saves that change one value of a service."""
    import transaction

    taken = []
    for number in range(SAVES):
        begun = now()
        service.town = str(number)
        if look:
            look(service)
        transaction.commit()
        taken.append((now() - begun) * 1000)
    return percentiles(taken)


if __name__ == "__main__":
    main()
