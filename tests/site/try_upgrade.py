"""A portal of an earlier version becomes one of this version: ``make upgrade-drill``.

Not among the tests of every day: it builds the earlier version from git and PyPI.
"""

from broken_version import MOMENTS
from collections import Counter
from contextlib import suppress
from signal import SIGKILL
from upgrading import Drill
from upgrading import PATIENCE
from uuid import uuid4

import httpx
import json
import pytest
import re
import time


pytestmark = pytest.mark.uncounted
#: What people have put into a site: things, accounts, dashboards.
PEOPLES_OWN = re.compile(r"/assignment\[user ")
#: What the demo sets for itself, and the moment at which a theme was put in.
DEMO = re.compile(
    r"record\[(ccsr\.content\.procedures|ccsr\.security\.second_factor_roles"
    r"|plone\.app\.theming\.interfaces\.IThemeSettings\.custom_css_timestamp)\]"
)
#: Files that say nothing where there is nothing in them.
ESSENTIAL = {
    "actions.xml",
    "areas",
    "catalog.xml",
    "controlpanel.xml",
    "portlets.xml",
    "profiles",
    "registry.xml",
    "rolemap.xml",
    "structure/acl_users/pluginregistry.xml",
    "types.xml",
    "types/Inspection.xml",
    "viewlets.xml",
    "workflows.xml",
    "workflows/ccsr_protocol_workflow/definition.xml",
}


@pytest.fixture(scope="module")
def drill(tmp_path_factory):
    """The earlier version with its demo, and this one with a step that fails."""
    made = Drill(tmp_path_factory.mktemp("upgrade"))
    made.make_old()
    made.broken.make(made.environment())
    return made


@pytest.fixture(scope="module")
def old(drill):
    """What the earlier version answered, before, between and after; it ran all the time."""
    with drill.served(drill.old) as process:
        officer = drill.signed_in("officer")
        word = f"zq{uuid4().hex[:10]}"
        told = {"word": word, "item": kept(officer, word), "before": answers(officer, word)}
        told["steps"] = steps(drill, "--dry-run")
        told["dry"] = answers(officer, word)
        told["failed"] = drill.tried(*drill.broken.command)
        told["after"] = answers(officer, word)
        told["still"] = steps(drill, "--dry-run")
        told["killed"] = [drill.broken.kill(drill.environment(), one) for one in MOMENTS]
        told["since"] = answers(officer, word)
        told["again"] = steps(drill, "--dry-run")
        told["later"] = kept(officer, "Later")
        told["done"] = steps(drill)
        told["beside"] = answers(officer, word)
        told["alive"] = process.poll() is None
    return told


@pytest.fixture(scope="module")
def new(drill, old):
    """An officer's way of asking this version, on what it was made of."""
    with drill.served(Drill.HERE):
        yield drill.signed_in("officer")


def steps(drill, *options):
    """Run the upgrade of this version; return what it did."""
    return json.loads(drill.run(Drill.HERE / "bin/ccsr", "upgrade", "--json", *options))["steps"]


def kept(asking, word):
    item = {"@type": "LiaisonItem", "title": word, "kind": "concern", "detail": "Of a home."}
    made = asking.post("/liaison", json=item)
    assert made.status_code == 201, made.text
    return made.json()["@id"]


def answers(asking, word):
    """Return how much somebody finds by service, and files by address, byte for byte."""
    found = {}
    questions = {"/@find": {"q": "children"}, "/@search": {"SearchableText": word}}
    for service, question in questions.items():
        answer = asking.get(service, params=question)
        assert answer.status_code == 200, answer.text
        found[service] = answer.json()["items_total"]
    reports = asking.get("/@find", params={"type": "InspectionReport", "b_size": 20}).json()
    for report in reports["items"]:
        opened = asking.get(f"{report['@id']}/@@download/file", headers={"Accept": "*/*"})
        # Of some there are but the facts.
        if opened.headers["content-type"] == "application/pdf":
            found[report["@id"]] = opened.content
    return found


def test_what_is_to_come_is_told_and_nothing_done(old):
    assert {"ccsr.content:default", "ccsr.policy:default"} <= set(old["steps"])
    assert old["dry"] == old["before"]
    assert old["before"]["/@find"] > 50
    assert old["before"]["/@search"] == 1
    assert len(old["before"]) > 5


def test_a_failed_upgrade_leaves_the_old_portal_running_as_it_was(old):
    assert old["failed"].returncode != 0
    assert "Nothing was changed" in old["failed"].stderr
    assert "no space left on device" in old["failed"].stderr
    assert old["after"] == old["before"]
    assert old["still"] == old["steps"]
    assert old["later"]


def test_a_killed_upgrade_leaves_the_old_portal_running_as_it_was(old):
    assert old["killed"] == [-SIGKILL] * len(MOMENTS)
    assert old["since"] == old["before"]
    assert old["again"] == old["steps"]


def test_an_upgrade_is_done_beside_the_old_portal_which_goes_on(old):
    assert old["done"] == old["steps"]
    assert old["alive"]
    assert old["beside"] == old["before"]


def test_the_new_portal_has_all_that_the_old_one_had(drill, old, new):
    assert answers(new, old["word"]) == old["before"]
    for item in (old["item"], old["later"]):
        assert new.get(item).status_code == 200
    for area in ("/governance", "/readiness"):
        assert new.get(area, headers={"Accept": "text/html"}).status_code == 200
    assert kept(new, "after the upgrade")
    assert drill.inside("faults/inside.py") == []


def test_the_worker_tells_its_figures_on_the_port_after_the_portals(drill, new):
    def told(port):
        with suppress(httpx.TransportError):
            return httpx.get(f"http://127.0.0.1:{port}/metrics", timeout=30).text
        return ""

    assert "ccsr_request_seconds_count" in told(drill.figures)
    end = time.monotonic() + PATIENCE
    while "ccsr_jobs" not in told(drill.figures + 1):
        assert time.monotonic() < end
        time.sleep(0.5)


def test_there_is_nothing_more_to_do(drill, new):
    assert steps(drill) == {}


def test_an_upgraded_site_is_made_of_what_a_fresh_one_is_made_of(drill, new):
    made = drill.run(Drill.HERE / "bin/ccsr", "create", "--json", var=drill.fresh)
    assert json.loads(made)["account"] == "admin"
    upgraded, fresh = (drill.inside("made_of.py", var) for var in (drill.var, drill.fresh))
    assert set(fresh) >= ESSENTIAL
    assert compared(upgraded, fresh) == {}


def compared(upgraded, fresh):
    """Return by file what only one of two sites has, apart from what people put there."""
    found = {}
    for name in sorted({*upgraded, *fresh}):
        if name.startswith("structure/") and name not in ESSENTIAL:
            continue
        ours, theirs = (Counter(said(one.get(name, []))) for one in (upgraded, fresh))
        if ours != theirs:
            found[name] = sorted([*(ours - theirs), *(theirs - ours)])
    return found


def said(lines):
    """Return lines without what people have put there, and without names made of a moment."""
    lines = (re.sub(r"generated\.ccsr_[\w]+", "generated", line) for line in lines)
    return [line for line in lines if not (PEOPLES_OWN.search(line) or DEMO.search(line))]
