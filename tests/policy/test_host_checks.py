"""``bin/ccsr check`` says what is wrong with a host, and what to do."""

from ccsr.policy.checks import Finding
from ccsr.policy.checks import host
from ccsr.policy.checks import LATE
from ccsr.policy.checks import OK
from ccsr.policy.checks import site
from ccsr.policy.checks import WARN
from ccsr.policy.commands.check import report
from ccsr.policy.commands.check import worst
from importlib.metadata import version
from processes import free_port

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


def test_a_clock_that_is_behind_the_last_change_is_told():
    assert (site.clock_behind(-5).flag, site.clock_behind(3600).flag) == (OK, LATE)


def test_the_worst_comes_first_and_decides():
    found = [
        Finding("a", "1", "Disk", "full of room"),
        Finding("b", "2", "Clock", "slow", WARN, "Set it."),
        Finding("c", "3", "Mail", "silent", LATE),
    ]
    lines = report(found, everything=False).splitlines()
    assert [line.strip() for line in lines] == [
        "ACT NOW   Mail: silent",
        "look      Clock: slow",
        "Set it.",
    ]
    assert worst(found) == LATE
    assert report(found[:1], everything=False).startswith("All is in order")


def test_the_host_of_a_portal_is_looked_at_whole():
    checks = {one.check for look in host.HOST for one in look()}
    assert {"disk", "permissions", "secrets", "pins", "backup"} <= checks
