"""The state of the site: what is wrong is said, with what to do, to administrators alone."""

from ccsr.policy import state
from ccsr.policy.accounts import changing
from ccsr.policy.demo import procedures
from ccsr.policy.jobs.tables import engine
from ccsr.policy.jobs.tables import WORKERS
from ccsr.policy.jobs.workers import Worker
from ccsr.policy.record import guard
from ccsr.policy.state import worker as worker_state
from ccsr.policy.state.storage import disk_row
from ccsr.policy.state.storage import GIGABYTE
from plone import api
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from records import elsewhere
from sqlalchemy import update
from zope.component import getMultiAdapter
from zope.component import getSiteManager
from zope.component import queryMultiAdapter
from zope.interface import Interface

import pytest


MANAGER, COMMISSIONER = ["Manager"], ["Commissioner"]


@pytest.fixture
def portal(integration, tmp_path, monkeypatch):
    """A portal in which all is in order: index, mail, procedures, accounts that were looked at."""
    monkeypatch.setenv("CCSR_SEARCH_DIR", str(tmp_path / "search"))
    monkeypatch.setattr(guard, "FAILURES", [])
    monkeypatch.setenv("CCSR_TESSERACT", "")
    portal = integration["portal"]
    setRoles(portal, TEST_USER_ID, MANAGER)
    changing.review(TEST_USER_ID)
    procedures.write_down()
    api.portal.set_registry_record("plone.smtp_host", "localhost")
    api.portal.set_registry_record("plone.email_from_address", "ccsr@example.org")
    assert portal.portal_catalog._catalog.getIndex("SearchableText").settle(20)
    with elsewhere(tmp_path):
        worker = Worker()
        worker.begin()
        yield portal
        worker.end()


@pytest.fixture
def rows(portal, integration):
    """Return each row by its check and name, as it is now."""

    def look():
        return {
            f"{name}.{row.name}": row
            for name, check in state.checks(portal)
            for row in check.rows(integration["request"])
        }

    return look


@pytest.fixture
def page(portal, integration):
    """Return the text of a page of the site."""
    return lambda name: getMultiAdapter((portal, integration["request"]), name=name)()


class Leaking(state.Check):
    title = "Roof"
    weight = 1

    def rows(self, request):
        yield state.Row("roof", "Roof", "Leaks", state.LATE, "Put a bucket there.")


@pytest.fixture
def leaking(portal):
    """A further check, registered as a later package would."""
    site = getSiteManager()
    registered = (Leaking, (Interface,), state.IStateCheck, "roof")
    site.registerAdapter(*registered)
    yield
    site.unregisterAdapter(*registered)


def test_where_all_is_in_order_it_says_so_and_the_home_page_says_nothing(portal, rows, page):
    assert {row.flag for row in rows().values()} <= {None, state.OK}
    assert "Everything is in order" in page("ccsr-state")
    assert "Needs attention" not in page("home")


def test_a_further_check_is_a_registration(portal, page, leaking):
    assert page("ccsr-state").index("Put a bucket there.") < page("ccsr-state").index("Storage")
    assert "Something needs attention" in page("ccsr-state")
    home = page("home")
    assert "Put a bucket there." in home
    assert "Act now" in home
    assert "@@ccsr-state" in home


def test_no_check_is_found_as_a_view(portal, integration):
    for name, _check in state.checks(portal):
        view = queryMultiAdapter((portal, integration["request"]), name=name)
        assert not state.IStateCheck.providedBy(view)


def test_only_administrators_are_told(portal, page, leaking):
    setRoles(portal, TEST_USER_ID, COMMISSIONER)
    assert "Needs attention" not in page("home")
    assert not api.user.has_permission("ccsr.content: Configure", obj=portal)


def test_the_index_tells_its_numbers_and_its_folder(rows, tmp_path):
    told = rows()
    assert told["search.state"].value == "state_index_ready"
    assert int(told["search.documents"].value) > 0
    assert told["search.missing"].value == "0"
    assert told["search.folder"].value.startswith(str(tmp_path / "search"))


def test_an_index_in_memory_is_to_be_acted_on(portal, rows, page, tmp_path, monkeypatch):
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be")
    monkeypatch.setenv("CCSR_SEARCH_DIR", str(blocked))
    told = rows()
    assert told["search.state"].flag == state.LATE
    assert told["search.state"].advice
    assert told["search.error"].flag == state.WARN
    assert "In memory only" in page("ccsr-state")


@pytest.mark.parametrize(
    ("gigabytes", "flag"), [(0.9, state.LATE), (4.9, state.WARN), (5, state.OK)]
)
def test_little_room_on_the_disk_is_told_in_time(integration, gigabytes, flag):
    row = disk_row(int(gigabytes * GIGABYTE), integration["request"])
    assert row.flag == flag
    assert bool(row.advice) == (flag != state.OK)


def test_a_worker_that_says_nothing_for_a_minute_is_to_be_acted_on(rows, monkeypatch):
    assert rows()["worker.heard"].flag == state.OK
    with engine().begin() as connection:
        connection.execute(update(WORKERS).values(seen=1_700_000_000.0))
    # A portal that has just begun has not started its worker yet.
    monkeypatch.setattr(worker_state, "PATIENCE", 0)
    silent = rows()["worker.heard"]
    assert (silent.flag, silent.value) == (state.LATE, "state_worker_silent")
    assert silent.value.mapping["moment"].startswith("14 November 2023")


def test_without_a_mail_server_nobody_can_be_sent_anything(portal, rows):
    api.portal.set_registry_record("plone.smtp_host", "")
    assert rows()["mail.sending"].flag == state.WARN


def test_whatever_is_not_in_order_says_what_to_do(portal, rows, tmp_path, monkeypatch):
    monkeypatch.setenv("CCSR_SEARCH_DIR", "/dev/null")
    api.portal.set_registry_record("plone.email_from_address", "")
    wrong = [row for row in rows().values() if row.flag in (state.WARN, state.LATE)]
    assert len(wrong) >= 3
    assert all(row.advice for row in wrong)


def test_the_control_panel_leads_to_the_state_and_an_older_site_gets_the_entry(portal):
    panel, setup = portal.portal_controlpanel, portal.portal_setup
    panel.unregisterConfiglet("ccsr-state")
    setup.setLastVersionForProfile("ccsr.policy:default", "1000")
    setup.upgradeProfile("ccsr.policy:default")
    [entry] = [one for one in panel.listActions() if one.id == "ccsr-state"]
    assert entry.getActionExpression() == "string:${portal_url}/@@ccsr-state"


def test_what_is_missing_to_read_scans_is_said_with_its_packages(rows, monkeypatch):
    assert rows()["scans.program"].flag is None
    monkeypatch.setenv("CCSR_TESSERACT", "/nowhere/tesseract")
    row = rows()["scans.program"]
    assert row.flag == state.WARN
    assert "tesseract-ocr-cym" in row.advice.mapping["packages"]
