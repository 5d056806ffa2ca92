"""How long a register's file takes to be compared with as many services in a database.

``PYTHONPATH=src/ccsr.search/src:src/ccsr.content/src:src/ccsr.policy/src .venv/bin/python
benchmarks/register_database.py FILE [--mapping scotland] [--rows 10000]``

The file's rows are repeated under other numbers until there are as many as asked for.
Each becomes a service in a portal of its own, in the catalog but without its full work;
every fiftieth has another name and every thirtieth other places. Then the file is
compared as the job does it, once with nothing in memory and once more.
"""

from discrepancies import placed
from figures import now
from pathlib import Path
from register_import import as_csv
from register_import import OF_PROVIDER
from register_import import stretched

import argparse
import json
import portal
import secrets
import tempfile


OFFICER = "olwen"
INDEXES = ["UID", "object_provides", "path", "allowedRolesAndUsers", "number", "effectiveRange"]


def main():
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--mapping", default="scotland")
    parser.add_argument("--rows", type=int, default=10_000)
    asked = parser.parse_args()
    file = asked.file.resolve()
    with tempfile.TemporaryDirectory() as scratch, portal.opened(Path(scratch)) as (app, _site):
        print(json.dumps(measured(app, file, asked.mapping, asked.rows), indent=1))


def measured(app, file, name, count):
    """Return seconds of two comparisons and what the first found."""
    from ccsr.content.domain.importing.reading import read
    from ccsr.content.domain.importing.shipped import shipped
    from ccsr.content.domain.importing.table import table
    from ccsr.policy import accounts
    from ccsr.policy.demo.site import create_site
    from plone import api

    import transaction

    mapping = shipped()[name]
    data = as_csv(stretched(file, mapping.columns["urn"].columns[0][0], count))
    site = create_site(app, "ccsr")
    make(site, read(table(data), mapping).rows)
    transaction.commit()
    accounts.create(OFFICER, OFFICER, "officer@example.org", secrets.token_urlsafe(), "officers")
    transaction.commit()
    found = {}
    for run in ("nothing in memory", "once more"):
        if not found:
            app._p_jar.cacheMinimize()
        begun = now()
        with api.env.adopt_user(username=OFFICER):
            kept, told = compared(data, mapping)
        found[f"compared, {run}, s"] = round(now() - begun, 1)
        found["told of progress, times"] = told
        found["entries"] = len(kept.entries)
        transaction.commit()
    return found


def make(site, rows):
    """Make a provider of each name and a service of each row."""
    from plone.dexterity.utils import createContentInContainer

    import transaction

    holders = {}
    for turn, row in enumerate(rows):
        values = {one: value for one, value in row.values.items() if one not in OF_PROVIDER}
        values["title"] = f"Old {values['title']}" if turn % 50 == 0 else values["title"]
        values["places"] = 77 if turn % 30 == 0 else values.get("places")
        name = row.get("provider") or "Nobody"
        if name not in holders:
            holders[name] = createContentInContainer(
                site["register"], "Provider", title=name, urn=row.get("provider_urn")
            )
        service = placed(holders[name], f"service-{turn}", "Service", **values)
        site.portal_catalog.catalog_object(service, idxs=INDEXES)
        if not turn % 500:
            transaction.commit()
            site._p_jar.cacheGC()


def compared(data, mapping):
    """Compare as the job does; return the import and how often it told how far it is."""
    from ccsr.content.importing import comparing
    from ccsr.content.importing import store

    told = []
    kept = store.add("register.csv", data, mapping, None)
    comparing.compare(kept, lambda *progress: told.append(progress))
    return kept, len(told)


if __name__ == "__main__":
    main()
