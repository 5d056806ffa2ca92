"""The page of jobs, and what a service tells of one: for administrators, and for who asked."""

from ccsr.content import jobs
from ccsr.content.interfaces import IJob
from ccsr.policy.jobs import desk
from ccsr.policy.jobs import store
from ccsr.policy.jobs.tables import engine
from ccsr.policy.jobs.tables import JOBS
from plone import api
from sqlalchemy import update
from visits import JSON
from visits import Probe
from working import work
from zope.annotation.interfaces import IAnnotations
from zope.component import getGlobalSiteManager

import pytest
import re
import transaction


SITE = "/plone"
ADMIN = "sian.siteadmin"


class Mark(jobs.Job):
    """Leaves a mark in the database, or fails as it is told."""

    title = "Mark the site"
    schedule = "monthly"
    fails = True

    def run(self, site, progress):
        progress(1, 2, "Half of it")
        if self.fails:
            raise ValueError("no ink")
        marks = IAnnotations(site)
        marks["tests.mark"] = marks.get("tests.mark", 0) + 1


@pytest.fixture(scope="module")
def job(register):
    """A job of this module."""
    made = Mark()
    getGlobalSiteManager().registerUtility(made, IJob, "tests.mark")
    yield made
    getGlobalSiteManager().unregisterUtility(made, IJob, "tests.mark")


@pytest.fixture
def asked(layer, job):
    """The id of a job that the officer has asked for."""
    with api.env.adopt_user(username="ann.officer"):
        id = jobs.queue("tests.mark")
    transaction.commit()
    return id


def press(visitor, action, **more):
    """Press a button of the page; return the page that follows."""
    page = visitor.get("/@@jobs")
    token = re.search(r'name="_authenticator"[^>]*value="(\w+)"', page.text).group(1)
    data = {"_authenticator": token, "action": action, **more}
    return visitor.client.post(f"{visitor.base}/@@jobs", data=data, follow_redirects=True)


def delete(visitor, id):
    """Cancel a job as a program; return the answer."""
    return visitor.ask(f"/@jobs/{id}", Probe("DELETE", "", JSON))


def test_what_failed_says_why_and_is_done_anew_once(visitor, layer, job, asked):
    job.fails = True
    work()
    admin = visitor(ADMIN)
    page = admin.get("/@@jobs?state=failed").text
    assert "Mark the site" in page
    assert "ValueError: no ink" in page
    job.fails = False
    assert "It waits to be done again." in press(admin, "retry", id=asked).text
    assert jobs.state(asked).state == jobs.QUEUED
    work()
    assert jobs.state(asked).state == jobs.DONE
    assert "That was not possible any more" in press(admin, "retry", id=asked).text
    transaction.begin()
    assert IAnnotations(layer["portal"])["tests.mark"] == 1


def test_what_was_done_before_its_worker_was_given_up_is_not_done_again(layer, job, asked):
    job.fails = False
    work()
    transaction.begin()
    before = IAnnotations(layer["portal"])["tests.mark"]
    with engine().begin() as connection:
        connection.execute(update(JOBS).where(JOBS.c.id == asked).values(state=jobs.FAILED))
    assert desk.retry(SITE, asked)
    work()
    transaction.begin()
    assert jobs.state(asked).state == jobs.DONE
    assert IAnnotations(layer["portal"])["tests.mark"] == before


def test_what_waits_is_cancelled_and_everything_that_failed_is_done_anew(visitor, job, asked):
    admin = visitor(ADMIN)
    assert "It is cancelled" in press(admin, "cancel", id=asked).text
    assert jobs.state(asked).state == jobs.CANCELLED
    job.fails = True
    press(admin, "retry", id=asked)
    work()
    assert jobs.state(asked).state == jobs.FAILED
    job.fails = False
    press(admin, "retry-failed")
    work()
    assert jobs.state(asked).state == jobs.DONE


def test_a_job_of_the_timetable_is_done_when_it_is_asked_for(visitor, layer, job):
    job.fails = False
    before = store.counts().get(jobs.DONE, 0)
    page = press(visitor(ADMIN), "ask", name="tests.mark").text
    assert "It waits to be done now." in page
    assert "Every month" in page
    work()
    assert store.counts()[jobs.DONE] == before + 1


def test_without_a_worker_the_page_says_so(visitor, asked):
    assert "No worker is running" in visitor(ADMIN).get("/@@jobs").text


def test_whoever_asked_sees_how_far_it_is_and_nobody_else_that_it_is_there(visitor, asked):
    officer, other = visitor("ann.officer"), visitor("carys.commissioner")
    told = officer.get(f"/@jobs/{asked}", JSON).json()
    assert (told["title"], told["state"], told["busy"]) == ("Mark the site", "queued", True)
    assert told["is_worked_on"] is False
    assert visitor(ADMIN).get(f"/@jobs/{asked}", JSON).status_code == 200
    missing, foreign = other.get("/@jobs/none", JSON), other.get(f"/@jobs/{asked}", JSON)
    assert (foreign.status_code, foreign.json()) == (404, missing.json())
    assert delete(other, asked).status_code == 404
    assert delete(officer, asked).status_code == 204
    assert delete(officer, asked).status_code == 409


@pytest.mark.parametrize(
    "name", ["ann.officer", "rhys.reviewer", "carys.commissioner", "ivor.inspector"]
)
def test_to_everybody_else_the_page_is_not_there(visitor, asked, name):
    assert visitor(name).get("/@@jobs").status_code == 404


def test_a_form_of_another_site_orders_nothing(visitor, job, asked):
    admin = visitor(ADMIN)
    data = {"action": "cancel", "id": asked}
    assert admin.client.post(f"{admin.base}/@@jobs", data=data).status_code == 404
    assert jobs.state(asked).state == jobs.QUEUED
