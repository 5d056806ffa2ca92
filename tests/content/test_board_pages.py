"""The readiness board, its packs and the statistics, over HTTP, as those who work with them."""

from ccsr.content.config.authorities import ALL
from ccsr.content.content.statistics import ELSEWHERE
from ccsr.content.content.statistics import Figures
from ccsr.content.domain import dates
from ccsr.policy.jobs import outbox
from ccsr.policy.jobs import performing
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from lxml import html
from plone import api
from plone.dexterity.utils import createContentInContainer
from plone.namedfile.file import NamedBlobFile
from probes import path_of
from visits import HTML
from visits import JSON
from zipfile import ZipFile

import io
import pytest
import transaction
import world


PARTNER = "wil.partner"


def work_off(job):
    """Do a job as a worker does, in a thread of its own."""

    def take_in():
        with performing.site_of("/plone") as site:
            outbox.take_in(site)
            transaction.commit()
        performing.perform(job)

    with ThreadPoolExecutor(1) as pool:
        pool.submit(take_in).result()
    transaction.begin()


@contextmanager
def acting(name):
    transaction.begin()
    with api.env.adopt_user(username=name):
        yield
        transaction.commit()


@pytest.fixture(scope="module")
def evidence(layer, register):
    with acting(PARTNER):
        return createContentInContainer(
            layer["portal"]["readiness"],
            "Evidence",
            title="Audit of thresholds",
            title_cy="Archwiliad o drothwyon",
            file=NamedBlobFile(world.pdf("Thresholds."), "application/pdf", "audit.pdf"),
            elements=["safeguarding_lac_2009/safeguarding", "caa_2009/outcomes"],
        )


def tree(visitor, who, path, status=200):
    response = visitor(who).get(path)
    assert response.status_code == status, path
    return html.fromstring(response.text)


def said(element):
    return " ".join(element.text_content().split())


@pytest.mark.usefixtures("evidence")
def test_the_board_shows_every_framework_and_leads_to_every_page(visitor):
    page = tree(visitor, PARTNER, "/readiness")
    assert len(page.cssselect("#frameworks tbody tr")) == 5
    [row] = [one for one in page.cssselect("#frameworks tbody tr") if "(2024)" in said(one)]
    assert "0 of 4" in said(row)
    base = "http://"
    for link in page.cssselect("nav ul.list-inline a"):
        address = link.get("href")
        assert address.startswith(base)
        path = "/readiness" + address.partition("/readiness")[2]
        assert tree(visitor, PARTNER, path).cssselect("h1"), path


@pytest.mark.usefixtures("register")
def test_a_self_assessment_is_found_by_the_name_of_its_element(layer):
    with acting(PARTNER):
        made = createContentInContainer(
            layer["portal"]["readiness"],
            "SelfAssessment",
            framework="caa_2009",
            element="prospects",
            grade="adequate",
        )
    with acting(PARTNER):
        [found] = api.content.find(UID=made.UID())
    assert found.Title == made.title != ""


def test_an_inspection_counts_as_the_last_one_when_it_is_over(visitor, layer):
    def cells():
        page = tree(visitor, PARTNER, "/readiness")
        [row] = [one for one in page.cssselect("#frameworks tbody tr") if "(2024)" in said(one)]
        return [said(one) for one in row.cssselect("td")[-2:]]

    before = cells()
    with acting(PARTNER):
        inspection = createContentInContainer(
            layer["portal"]["readiness"],
            "Inspection",
            framework="ciw_2024",
            notified_on=datetime(2026, 3, 2, 9, tzinfo=UTC),
        )
    assert cells() == [before[0], "Under way"]
    with acting("rhys.reviewer"):
        inspection.finished_on = date(2026, 4, 30)
        inspection.reindexObject()
    last, expected = cells()
    assert last == "2 March 2026"
    assert expected != "Under way"
    with acting("rhys.reviewer"):
        layer["portal"]["readiness"].manage_delObjects([inspection.getId()])
    assert cells() == before


def test_evidence_is_listed_by_framework_and_read_by_who_sees_the_area(visitor, evidence):
    own = f"/readiness/{evidence.getId()}"
    assert "Audit of thresholds" in said(tree(visitor, PARTNER, own))
    assert (
        len(
            tree(visitor, PARTNER, "/readiness/@@evidence?framework=caa_2009").cssselect("tbody tr")
        )
        == 1
    )
    assert not tree(visitor, PARTNER, "/readiness/@@evidence?framework=ciw_2024").cssselect(
        "tbody tr"
    )
    assert visitor(PARTNER).get(f"{own}/@@download/file").content[:5] == b"%PDF-"


def test_evidence_that_still_holds_is_stale_no_more(visitor, layer, evidence):
    day = dates.today() - timedelta(days=3)
    with acting(PARTNER):
        evidence.review_by = day
        evidence.reindexObject()
    own = f"/readiness/{evidence.getId()}"
    assert "Audit of thresholds" in said(
        tree(visitor, PARTNER, "/readiness").cssselect("#stale")[0]
    )
    [form] = tree(visitor, PARTNER, own).cssselect("form[action$='@@reviewed']")
    client = visitor(PARTNER).client
    assert client.post(form.get("action"), data={}).status_code >= 400
    client.post(form.get("action"), data=dict(form.form_values()), follow_redirects=True)
    assert not tree(visitor, PARTNER, "/readiness").cssselect("#stale li")


@pytest.mark.parametrize("who", ["carys.commissioner", "ivor.inspector", "petra.contact"])
def test_who_does_not_prepare_finds_nothing_of_readiness(visitor, evidence, who):
    own = f"/readiness/{evidence.getId()}"
    for path in (
        "",
        "/@@evidence",
        "/@@packs",
        f"/{evidence.getId()}",
        f"/{evidence.getId()}/@@read",
    ):
        assert visitor(who).get(f"/readiness{path}").status_code == 404, path
    assert visitor(who).get(f"{own}/@@download/file").status_code == 404


def test_a_pack_is_asked_for_with_one_button_and_fetched_by_its_asker_only(visitor, evidence):
    page = tree(visitor, PARTNER, "/readiness/@@packs")
    [form] = page.cssselect("form[action$='@@packs']")
    fields = {**dict(form.form_values()), "of": "framework:safeguarding_lac_2009"}
    client = visitor(PARTNER).client
    done = client.post(form.get("action"), data=fields, follow_redirects=True)
    assert html.fromstring(done.text).cssselect("#packs[data-live] progress")
    work_off(done.url.params["job"])
    [link] = html.fromstring(client.get(done.url).text).cssselect("#packs ul a")
    answer = client.get(link.get("href"))
    assert answer.headers["content-type"] == "application/zip"
    names = ZipFile(io.BytesIO(answer.content)).namelist()
    assert any("Audit of thresholds.pdf" in name for name in names)
    assert {"index.html", "index.pdf", "SHA256SUMS"} < set(names)
    query = "/readiness/@@packs?" + link.get("href").partition("?")[2]
    assert visitor("ann.officer").get(query).status_code == 404
    wrong = client.post(form.get("action"), data={**fields, "of": "framework:none"})
    assert "Choose what the pack is for." in wrong.text


def numbers(page, id):
    rows = page.cssselect(f"#{id} tbody tr")
    return {
        said(row.cssselect("th")[0]): [said(one) for one in row.cssselect("td.text-end")]
        for row in rows
    }


def test_statistics_count_what_is_shared_and_seen(visitor, register):
    page = tree(visitor, "carys.commissioner", "/@@statistics")
    assert len(page.cssselect("#map path")) == len(ALL) == 22
    before = numbers(page, "types")["Total"]
    assert int(before[-1]) > 0
    home = register["Service", "shared"]
    with acting("rhys.reviewer"):
        world.transition(home, "conceal")
    try:
        after = numbers(tree(visitor, "carys.commissioner", "/@@statistics"), "types")
        assert int(after.get("Total", ["0"])[-1]) == int(before[-1]) - 1
    finally:
        with acting("rhys.reviewer"):
            world.transition(home, "reveal")


def test_a_service_without_an_authority_in_wales_is_in_every_total(register):
    home = register["Service", "shared"]
    before = home.local_authority
    with acting("rhys.reviewer"):
        home.local_authority = None
        home.reindexObject()
        figures = Figures(dates.today())
        tables = [figures.types(), figures.regions(), figures.duties(), figures.authorities()]
        home.local_authority = before
        home.reindexObject()
    assert {one.cells[-1][-1] for one in tables[:3]} == {tables[3].cells[-1][0]}
    assert [one.rows[-1] for one in tables[1:]] == [ELSEWHERE] * 3


def test_small_numbers_of_complaints_are_told_nowhere(visitor):
    page = tree(visitor, "carys.commissioner", "/@@statistics")
    assert numbers(page, "complaints") == {}
    [section] = page.cssselect("#complaints")
    assert "Left out" in said(section)
    saved = visitor("carys.commissioner").get("/@@statistics?table=complaints&format=csv")
    assert saved.headers["content-type"].startswith("text/csv")
    assert len(saved.content.decode("utf-8-sig").splitlines()) == 1


def test_statistics_are_for_those_who_commission_and_inspect(visitor):
    assert visitor(PARTNER).get("/@@statistics").status_code == 404
    assert visitor("petra.contact").get("/@@statistics").status_code == 404
    assert visitor("ivor.inspector").get("/@@statistics").status_code == 200
    for wrong in ("none", "grades", "grades.none.none", "grades.ciw_2024.none"):
        path = f"/@@statistics?table={wrong}&format=csv"
        assert visitor("ann.officer").get(path).status_code == 404, wrong


def test_evidence_from_the_register_tells_partners_nothing_of_the_document(visitor, register):
    report = register["InspectionReport", "shared"]
    page = tree(visitor, "ann.officer", path_of(report))
    [link] = page.cssselect("#action-use-as-evidence")
    form = html.fromstring(visitor("ann.officer").client.get(link.get("href")).text)
    assert form.cssselect("[name='form.widgets.link']")[0].get("value") == report.UID()
    assert not form.cssselect("[name='form.widgets.title']")[0].get("value")
    with acting("ann.officer"):
        made = createContentInContainer(
            report.aq_parent.aq_parent.aq_parent.aq_parent["readiness"],
            "Evidence",
            title="What a partner reads",
            link=report.UID(),
            elements=["caa_2009/outcomes"],
        )
    for accept in (HTML, JSON):
        told = visitor(PARTNER).get(path_of(made), accept)
        assert told.status_code == 200
        assert report.UID() not in told.text
        assert report.getId() not in told.text
        assert report.title not in told.text
    assert report.title in visitor("ann.officer").get(path_of(made)).text
    renamed = visitor(PARTNER).client.patch(
        f"{visitor(PARTNER).base}{path_of(made)}",
        json={"title": "What partners read"},
        headers={"Accept": JSON},
    )
    assert renamed.status_code == 204, renamed.text
    page = tree(visitor, PARTNER, f"{path_of(made)}/edit")
    [form] = [one for one in page.forms if "form.widgets.title" in one.fields]
    assert "form.widgets.link" not in form.fields
    fields = {**dict(form.form_values()), "form.widgets.title": "Read by partners"}
    fields["form.buttons.save"] = "Save"
    done = visitor(PARTNER).client.post(str(form.action or ""), data=fields, follow_redirects=True)
    assert "Read by partners" in done.text
    problems = html.fromstring(done.text).cssselect(".alert, .invalid-feedback")
    assert [said(one) for one in problems] == ["Your changes are saved."]
    asked = f"/readiness/++add++Evidence?link={report.UID()}"
    assert "form.widgets.link" not in visitor(PARTNER).get(asked).text
