"""``bin/ccsr check`` says what is wrong with a host, and what to do."""

from ccsr.policy.checks import Finding
from ccsr.policy.checks import host
from ccsr.policy.checks import LATE
from ccsr.policy.checks import OK
from ccsr.policy.checks import site
from ccsr.policy.checks import WARN
from ccsr.policy.commands.check import told
from ccsr.policy.commands.check import worst
from ccsr.policy.metrics.collecting import Figures
from datetime import datetime
from datetime import UTC
from importlib.metadata import version
from processes import free_port
from records import elsewhere

import pytest


@pytest.mark.parametrize(
    ("free", "flag"), [(6 * host.GIGABYTE, OK), (2 * host.GIGABYTE, WARN), (1024, LATE)]
)
def test_little_room_is_told(tmp_path, free, flag):
    found = host.room("database", tmp_path, free)
    assert (found.flag, bool(found.advice)) == (flag, flag != OK)


def test_a_directory_that_others_read_is_told_with_the_way_to_close_it(tmp_path):
    tmp_path.chmod(0o755)
    assert host.directory(tmp_path, tmp_path).advice == f"chmod 700 {tmp_path}"
    tmp_path.chmod(0o700)
    assert host.directory(tmp_path, tmp_path).flag == OK


@pytest.mark.parametrize(
    ("told", "seconds", "flag"), [("done", 20, OK), ("done", 130, WARN), ("failed", 1, WARN)]
)
def test_a_process_that_could_not_fill_its_caches_in_time_is_told(told, seconds, flag):
    assert host.warming("8081", told, seconds, 120).flag == flag


def test_a_secret_that_others_read_or_that_is_gone_is_told(tmp_path):
    path = tmp_path / "secret.key"
    assert host.secret(path).flag == LATE
    path.touch(0o644)
    assert host.secret(path).advice == f"chmod 600 {path}"
    path.chmod(0o600)
    assert host.secret(path).flag == OK


def test_another_version_than_pinned_is_told_and_what_is_not_installed_is_not():
    pinned = {"click": "0.1", "zope.interface": version("zope.interface"), "no-such": "1.0"}
    assert host.differing(pinned) == [f"click {version('click')} (pinned: 0.1)"]


@pytest.mark.parametrize(("hours", "flag"), [(3, OK), (30, WARN), (60, LATE), (None, LATE)])
def test_an_old_backup_is_told(tmp_path, hours, flag):
    assert host.backup(tmp_path, hours).flag == flag


def test_a_mail_server_that_does_not_answer_is_told():
    port = free_port()
    found = site.mail_server("localhost", port)
    assert found.flag == LATE
    assert f"localhost:{port}" in found.value


@pytest.mark.parametrize(("seconds", "flag"), [(5, OK), (600, LATE), (None, LATE)])
def test_a_worker_that_is_silent_is_told_at_once(seconds, flag):
    assert site.heard(seconds).flag == flag


def test_a_clock_that_is_behind_the_last_change_is_told():
    assert (site.clock_behind(-5).flag, site.clock_behind(3600).flag) == (OK, LATE)


def test_the_worst_comes_first_and_decides():
    found = [
        Finding("a", "1", "Disk", "full of room"),
        Finding("b", "2", "Clock", "slow", WARN, "Set it."),
        Finding("c", "3", "Mail", "silent", LATE),
    ]
    lines = told(found, everything=False).splitlines()
    assert [line.strip() for line in lines] == [
        "ACT NOW   Mail: silent",
        "look      Clock: slow",
        "Set it.",
    ]
    assert worst(found) == LATE
    assert told(found[:1], everything=False) == ""


def test_the_host_of_a_portal_is_looked_at_whole():
    checks = {one.check for look in host.HOST for one in look()}
    assert {"disk", "permissions", "secrets", "pins", "backup"} <= checks


def test_the_page_of_the_sites_state_is_told_in_english_but_for_its_own_patience(integration):
    found = {(one.check, one.name): one for one in site.rows(integration["portal"])}
    assert found["search", "state"].title == "Index of the text search"
    assert site.HEARD not in found


def test_the_record_is_looked_at_whole(integration, tmp_path):
    with elsewhere(tmp_path):
        assert [one.name for one in site.record(integration["portal"])] == ["whole"]


def test_figures_are_told_without_names(integration, tmp_path):
    with elsewhere(tmp_path):
        found = {one.name: one for one in Figures().collect()}
    assert {"ccsr_jobs", "ccsr_database_cache_objects", "ccsr_record_waiting"} <= set(found)
    assert {sample.value for sample in found["ccsr_figures_missing"].samples} == {0}


def test_a_site_of_an_earlier_version_is_told_with_the_steps_that_wait(integration):
    portal = integration["portal"]
    assert [one.flag for one in site.upgrades(portal)] == [OK]
    portal.portal_setup.setLastVersionForProfile("ccsr.policy:default", "1004")
    (found,) = site.upgrades(portal)
    assert found.flag == LATE
    assert "Inspection frameworks" in found.value


def test_a_directory_that_lies_elsewhere_must_be_closed_itself(tmp_path):
    var, elsewhere = tmp_path / "var", tmp_path / "search"
    var.mkdir(0o700)
    elsewhere.mkdir(0o755)
    elsewhere.chmod(0o755)
    assert host.directory(elsewhere, var).advice == f"chmod 700 {elsewhere}"


@pytest.mark.parametrize(("name", "flag"), [("objects", OK), ("tables", LATE)])
def test_the_backup_of_a_cluster_is_its_last_dump_of_objects(tmp_path, monkeypatch, name, flag):
    monkeypatch.setenv("CCSR_BACKUPS", str(tmp_path))
    monkeypatch.setenv("CCSR_STORAGE", "host=nowhere")
    (tmp_path / f"ccsr-{name}-{datetime.now(UTC):%Y-%m-%dT%H%M%SZ}.dump").touch()
    assert [one.flag for one in host.backups()] == [flag]
