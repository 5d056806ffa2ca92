"""The pages of the types: what each reader is shown, and what nobody is shown by mistake."""

from ccsr.content.browser import display
from ccsr.content.browser.register import timeline
from ccsr.content.config import frameworks
from ccsr.content.domain import judgements
from ccsr.policy import accounts
from datetime import date
from datetime import timedelta
from plone import api
from plone.app.testing import login
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from plone.app.testing import TEST_USER_NAME
from plone.dexterity.utils import createContentInContainer
from plone.namedfile.file import NamedBlobFile
from plone.testing.zope import Browser

import pytest
import transaction
import world


PASSWORD = "quiet-heron-47-lantern"
READERS = {
    "ola": ("Ola Officer", "CCSR Officer"),
    "rhys": ("Rhys Reviewer", "Reviewer"),
    "cari": ("Cari Commissioner", "Commissioner"),
    "ifan": ("Ifan Inspector", "Inspectorate"),
}


@pytest.fixture
def site(functional):
    """The portal with an account for each of the readers; a reviewer works in it."""
    portal = functional["portal"]
    with api.env.adopt_roles(["Manager"]):
        for name, (fullname, role) in READERS.items():
            accounts.create(name, fullname, f"{name}@example.org", PASSWORD, api=True)
            api.user.grant_roles(username=name, roles=[role])
    setRoles(portal, TEST_USER_ID, ["Reviewer"])
    login(portal, TEST_USER_NAME)
    return portal


@pytest.fixture
def provider(site):
    """A shared provider."""
    return shared(
        createContentInContainer(
            site["register"],
            "Provider",
            title="Cartrefi Derwen",
            sector="private",
            contact_email="office@derwen.example",
        )
    )


@pytest.fixture
def home(provider):
    """A shared children's home, registered long ago and never inspected."""
    return shared(add_home(provider, "Hafan Deg"))


@pytest.fixture
def page(functional, site):
    """Return the text of a thing's page as a reader gets it."""

    def read(thing, reader, query=""):
        transaction.commit()
        browser = Browser(functional["app"])
        browser.handleErrors = False
        browser.addHeader("Authorization", f"Basic {reader}:{PASSWORD}")
        browser.open(thing.absolute_url() + query)
        return browser

    return read


def shared(thing):
    world.transition(thing, "share")
    return thing


def add_home(provider, title, **values):
    return createContentInContainer(
        provider,
        "Service",
        title=title,
        title_cy=f"{title} Cymraeg",
        service_type="childrens_home",
        local_authority="W06000015",
        registered_on=date(2012, 5, 1),
        places=4,
        address="1 Heol y Coed",
        town="Cardiff",
        postcode="CF3 5AA",
        **values,
    )


def add_report(home, year, framework="ciw_2024", grade="good", theme="wellbeing"):
    return createContentInContainer(
        home,
        "InspectionReport",
        inspectorate="ciw",
        framework=framework,
        inspection_kind="annual",
        inspected_from=date(year, 5, 3),
        inspected_to=date(year, 5, 4),
        issued=date(year, 6, 1),
        judgements=[{"theme": theme, "grade": grade}],
        requirements="Keep records of visits\nTrain all staff",
        file=NamedBlobFile(world.pdf("Calm.", "Second."), "application/pdf", f"{year}.pdf"),
        shareable_declared=True,
    )


def actions(browser):
    """Return the words of the toolbar's links."""
    toolbar = browser.contents.partition('class="ccsr-toolbar')[2].partition("</div>")[0]
    return [link.partition(">")[2].partition("<")[0] for link in toolbar.split("<a ")[1:]]


# -- who is shown what ---------------------------------------------------------


def test_a_commissioner_sees_the_town_of_a_home_but_not_its_address(home, page):
    told = page(home, "cari").contents
    assert "Cardiff" in told
    assert "Heol y Coed" not in told
    assert "CF3 5AA" not in told
    assert "1 Heol y Coed" in page(home, "ifan").contents


def test_contacts_of_a_provider_are_for_staff_and_the_inspectorate(provider, page):
    assert "office@derwen.example" not in page(provider, "cari").contents
    assert "office@derwen.example" in page(provider, "ifan").contents


def test_a_commissioner_finds_no_trace_of_drafts_on_a_service(home, page):
    draft = add_report(home, 2025, grade="requires_significant_improvement")
    told = page(home, "cari").contents
    assert draft.getId() not in told
    assert "Requires significant improvement" not in told
    assert "ccsr-state" not in told
    assert draft.getId() in page(home, "ola").contents


def test_a_draft_does_not_change_what_a_service_shows_as_its_latest(home, page):
    shared(add_report(home, 2024, grade="good"))
    add_report(home, 2025, grade="requires_significant_improvement")
    latest = page(home, "rhys").contents.partition('id="latest"')[2].partition("</section>")[0]
    assert "Good" in latest
    assert "Requires significant improvement" not in latest


def test_services_are_listed_by_the_names_that_the_reader_is_shown(provider, home, page):
    other = shared(add_home(provider, "Quiet Corner"))
    home.title_cy, other.title_cy = "Llety", "Lôn Dawel"
    for one in (home, other):
        one.reindexObject()
    for language, expected in (("en", [home, other]), ("cy", [other, home])):
        told = page(provider, "cari", f"?set_language={language}").contents
        assert sorted((home, other), key=lambda one: told.index(one.getId())) == expected


def test_of_many_documents_the_newest_are_listed_and_the_others_one_link_away(home, page):
    reports = [shared(add_report(home, year)) for year in range(2010, 2022)]
    short = page(home, "cari")
    listed = short.contents.partition('id="documents"')[2]
    assert [one.getId() in listed for one in reports] == [False] * 2 + [True] * 10
    assert "also the older ones (2)" in listed
    assert ">12<" in listed
    whole = page(home, "cari", "?all=1").contents.partition('id="documents"')[2]
    assert all(one.getId() in whole for one in reports)
    assert "Show all" not in whole


def test_the_register_counts_the_services_that_the_reader_may_see(provider, home, page):
    add_home(provider, "Draft home")
    register = provider.__parent__

    def counted(reader):
        row = page(register, reader).contents.partition("Cartrefi Derwen")[2]
        return row.partition('data-label="Services"')[2].partition("</td>")[0]

    assert "<span>1</span>" in counted("cari")
    assert "<span>2</span>" in counted("ola")


@pytest.mark.parametrize("start", ["9" * 5000, "-1", "x"])
def test_a_page_of_the_register_that_cannot_be_is_the_first(provider, page, start):
    register = provider.__parent__
    asked = page(register, "cari")
    asked.open(f"{register.absolute_url()}?b_start={start}")
    assert "Cartrefi Derwen" in asked.contents


def test_the_toolbar_offers_what_the_reader_may_do(home, page):
    report = add_report(home, 2025)
    assert actions(page(report, "ola")) == ["Edit inspection report", "Redact", "Delete draft"]
    reviewers = ["How long it is kept", "Who has opened this"]
    told = actions(page(report, "rhys"))
    assert told == ["Edit inspection report", "Share", *reviewers, "Redact", "Delete draft"]
    shared(report)
    shown = ["Conceal", "Retract to draft", *reviewers, "Use as evidence"]
    assert actions(page(report, "rhys")) == shown
    assert actions(page(report, "cari")) == []


def test_the_history_names_who_did_what_and_why_to_staff_alone(home, page):
    with api.env.adopt_user(username="rhys"):
        world.transition(home, "conceal")
    told = page(home, "ola").contents.partition('id="history"')[2]
    assert told.index("Concealed") < told.index("Shared") < told.index("Created")
    assert "Rhys Reviewer" in told
    assert f"{world.CANARY} comment" in told
    assert 'id="history"' not in page(home, "ifan").contents


# -- what a page says ----------------------------------------------------------


def test_a_home_without_an_inspection_for_a_year_is_flagged(home, page):
    flag = "Annual inspection overdue since"
    told = page(home, "cari").contents
    assert flag in told
    assert "1 May 2013" in told
    shared(add_report(home, date.today().year))
    assert flag not in page(home, "cari").contents


def test_conditions_stand_in_their_own_words_and_ended_ones_apart(home, page):
    for text, removed in (
        ("At most four children.", None),
        ("At most two children.", date.today() - timedelta(1)),
    ):
        createContentInContainer(
            home, "RegistrationCondition", kind="number", text=text, removed=removed
        )
    current, _summary, earlier = page(home, "cari").contents.partition("Earlier conditions")
    assert "At most four children." in current
    assert "At most two children." in earlier


def test_a_draft_says_what_still_stops_it_from_being_shared(home, page):
    report = add_report(home, 2025)
    report.shareable_declared = False
    gate = page(report, "ola").contents.partition('id="gate"')[2].partition("</section>")[0]
    assert 'data-rule="shareable_declared"' in gate
    assert "service_shared" not in gate


def test_a_report_leads_to_the_one_before_and_the_one_after(home, page):
    first, middle, last = [shared(add_report(home, year)) for year in (2023, 2024, 2025)]
    browser = page(middle, "cari")
    assert browser.getLink("Earlier one of this service").url == first.absolute_url()
    assert browser.getLink("Later one of this service").url == last.absolute_url()


def test_the_text_of_a_report_can_be_linked_to_by_page(home, page):
    told = page(shared(add_report(home, 2025)), "cari").contents
    assert "2 pages" in told
    assert "Second." in told.partition('id="page-2"')[2]


def test_a_welsh_reader_gets_welsh_names_and_dates(functional, home, page):
    page(home, "cari")
    browser = Browser(functional["app"])
    browser.addHeader("Authorization", f"Basic cari:{PASSWORD}")
    browser.addHeader("Accept-Language", "cy")
    browser.open(home.absolute_url())
    assert "Hafan Deg Cymraeg" in browser.contents.partition("<h1>")[2].partition("</h1>")[0]
    assert "1 Mai 2012" in browser.contents


# -- pictures and badges -------------------------------------------------------


def judged(framework, theme, grade):
    return judgements.read(framework, [{"theme": theme, "grade": grade}])


def test_scales_of_different_frameworks_are_never_in_one_picture():
    charts = timeline.charts(
        [
            timeline.Judged(date(2018, 3, 1), "old", judged("cssiw_nms", "staffing", "met")),
            timeline.Judged(
                date(2024, 3, 1),
                "new",
                judged("ciw_2024", "wellbeing", "requires_significant_improvement"),
            ),
            timeline.Judged(date(2025, 3, 1), "newer", judged("ciw_2024", "wellbeing", "good")),
        ]
    )
    assert [[mark.href for mark in chart.strips[0].marks] for chart in charts] == [
        ["new", "newer"],
        ["old"],
    ]


def test_marks_stand_in_the_order_of_time_and_inside_the_picture():
    reports = [
        timeline.Judged(date(year, 12, 31), str(year), judged("ciw_2024", "wellbeing", "good"))
        for year in (2025, 2019, 2022)
    ]
    places = [mark.x for mark in timeline.charts(reports)[0].strips[0].marks]
    assert places == sorted(places)
    assert 0 < places[0] < places[-1] < 100


@pytest.mark.parametrize(
    "framework", [one for one in frameworks.ALL if one.grades], ids=lambda one: one.token
)
def test_the_best_and_the_worst_grade_of_every_scale_look_like_it(framework):
    levels = [
        display.level_of(judged(framework.token, framework.themes[0].token, grade.token)[0])
        for grade in framework.grades
    ]
    assert (levels[0], levels[-1]) == (0, 3)
    assert levels == sorted(set(levels))
