"""Find: the contract of ``@find``, its counts, and what nobody may learn from it."""

from ccsr.content.content import claim as claims
from ccsr.content.content import stop_notice
from ccsr.content.domain import dates
from ccsr.content.domain.facets import FACETS
from ccsr.content.domain.facets import NotKnown
from ccsr.content.services.find import Find
from ccsr.content.services.find import FindGet
from collections import Counter
from datetime import date
from datetime import timedelta
from plone import api
from plone.app.testing import login
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from plone.app.testing import TEST_USER_NAME
from plone.dexterity.utils import createContentInContainer
from plone.namedfile.file import NamedBlobFile

import pytest
import typst


REVIEWER = ["Reviewer"]
COMMISSIONER = ["Commissioner"]

KEYS = {
    "@id",
    "@type",
    "title",
    "review_state",
    "service",
    "provider",
    "date",
    "judgements",
    "snippet",
    "pages",
    "inspections",
    "miles",
}


def pdf(*pages):
    """Return a PDF with a page for each text."""
    body = "\n#pagebreak()\n".join(pages)
    return NamedBlobFile(typst.compile(body.encode()), "application/pdf", "report.pdf")


def report(service, graded, year=2024, file=None, **values):
    """Add an inspection report, graded on the Welsh framework."""
    return createContentInContainer(
        service,
        "InspectionReport",
        inspectorate="ciw",
        framework=values.pop("framework", "ciw_2024"),
        inspection_kind="annual",
        inspected_from=date(year, 3, 1),
        inspected_to=date(year, 3, 2),
        issued=date(year, 4, 1),
        shareable_declared=True,
        judgements=[{"theme": values.pop("theme", "wellbeing"), "grade": graded}],
        file=file or pdf("The home is calm."),
        **values,
    )


def service(provider, title, authority, kind="childrens_home", **values):
    """Add a service."""
    return createContentInContainer(
        provider,
        "Service",
        title=title,
        service_type=kind,
        local_authority=authority,
        registration_status="registered",
        **values,
    )


def share(*things):
    """Share things, in order."""
    for thing in things:
        api.content.transition(thing, "share")


@pytest.fixture
def portal(integration):
    portal = integration["portal"]
    setRoles(portal, TEST_USER_ID, REVIEWER)
    login(portal, TEST_USER_NAME)
    return portal


@pytest.fixture
def register(portal):
    """A register with two providers, four services and documents in every state."""
    private = createContentInContainer(
        portal["register"], "Provider", title="Bryn Care", sector="private", urn="P-77"
    )
    council = createContentInContainer(
        portal["register"], "Provider", title="Cyngor", sector="local_authority"
    )
    things = {
        "private": private,
        "council": council,
        "gwyn": service(
            private, "Ty Gwyn", "W06000015", title_cy="Tŷ Gŵyn", needs=["autism", "siblings"]
        ),
        "glas": service(private, "Glas House", "W06000001", needs=["autism"], urn="S-4711"),
        "foster": service(council, "Foster Cardiff", "W06000015", "fostering_public"),
        "draft": service(council, "Zanzibar", "W06000015"),
    }
    things["gwyn_report"] = report(
        things["gwyn"],
        "good",
        file=pdf(
            "Introduction",
            "Staff know the children well & \\<care\\>.",
            "Children were at risk once.",
        ),
    )
    things["glas_report"] = report(
        things["glas"], "good", 2023, framework="ofsted_ilacs", theme="in_care"
    )
    things["complaint"] = createContentInContainer(
        things["gwyn"],
        "ComplaintReport",
        reference="C/2024/9",
        received=date(2024, 5, 1),
        completed=date(2024, 6, 1),
        subject="Bedtimes",
        outcome="upheld",
        shareable_declared=True,
        file=pdf("The complaint was upheld."),
    )
    things["draft_report"] = report(
        things["gwyn"], "requires_significant_improvement", 2025, file=pdf("Zanzibar unicorn")
    )
    share(*(thing for name, thing in things.items() if not name.startswith("draft")))
    return things


@pytest.fixture
def find(portal, integration):
    """Ask as a role; the answer of ``@find``."""

    def ask(roles=COMMISSIONER, **form):
        setRoles(portal, TEST_USER_ID, roles)
        request = integration["request"]
        request.form = form
        return Find(portal, request)()

    return ask


def titles(answer):
    return {item["title"] for item in answer["items"]}


def counts(answer, name):
    return {row["value"]: row["count"] for row in answer["facets"][name]}


def test_an_answer_has_what_the_contract_names(find, register):
    answer = find(q="children")
    assert set(answer) == {
        "items_total",
        "items",
        "facets",
        "suggestion",
        "exact",
        "read_as",
        "notes",
    }
    assert list(answer["facets"]) == [facet.name for facet in FACETS]
    assert answer["suggestion"] is None
    [item] = answer["items"]
    assert set(item) == KEYS
    assert item["@id"] == register["gwyn_report"].absolute_url()
    assert item["@type"] == "InspectionReport"
    assert item["review_state"] == "shared"
    assert item["service"] == {"@id": register["gwyn"].absolute_url(), "title": "Ty Gwyn"}
    assert item["provider"] == {"@id": register["private"].absolute_url(), "title": "Bryn Care"}
    assert item["date"] == "2024-03-02"
    assert item["judgements"] == [
        {
            "framework": {
                "token": "ciw_2024",
                "title": "Care Inspectorate Wales ratings (2024)",
            },
            "theme": {"token": "wellbeing", "title": "Well-being"},
            "grade": {"token": "good", "title": "Good"},
        }
    ]


def test_a_hit_shows_the_passage_and_its_page(find, register):
    [item] = find(q='"know the CHILDREN" OR risk')["items"]
    assert [page["number"] for page in item["pages"]] == [2, 3]
    assert item["snippet"] == item["pages"][0]["snippet"]
    assert item["snippet"] == "Staff <mark>know the children</mark> well &amp; &lt;care&gt;."


def test_a_hit_by_what_was_typed_shows_that(find, register):
    [item] = find(q="bedtimes")["items"]
    assert "<mark>Bedtimes</mark>" in item["snippet"]
    assert item["pages"] == []


@pytest.mark.parametrize(
    ("typed", "title"), [("S-4711", "Glas House"), ("p-77", "Bryn Care"), ("ty gwyn", "Ty Gwyn")]
)
def test_names_and_numbers_are_found(find, register, typed, title):
    assert title in titles(find(q=typed))


def test_a_reference_finds_its_complaint(find, register):
    assert [item["@type"] for item in find(q="C/2024/9")["items"]] == ["ComplaintReport"]


@pytest.mark.parametrize("name", ["Ynys Môn", "ynys mon", "Isle of Anglesey"])
def test_authorities_are_found_by_both_names(find, register, name):
    assert "Glas House" in titles(find(q=name))


def test_a_welsh_reader_gets_the_welsh_name(find, register, integration):
    integration["request"].set("LANGUAGE", "cy")
    assert "Tŷ Gŵyn" in titles(find(type="Service"))


def test_values_of_one_facet_add_and_facets_narrow(find, register):
    both = find(local_authority=["W06000015", "W06000001"], type="Service")
    assert titles(both) == {"Ty Gwyn", "Glas House", "Foster Cardiff"}
    narrowed = find(local_authority="W06000015", service_type="childrens_home", type="Service")
    assert titles(narrowed) == {"Ty Gwyn"}


def test_a_bare_grade_means_that_grade_on_any_framework(find, register):
    on_one = find(judgement="ciw_2024:good", type="InspectionReport")
    on_any = find(judgement="good", type="InspectionReport")
    assert (on_one["items_total"], on_any["items_total"]) == (1, 2)
    assert counts(on_any, "judgement") == {"ofsted_ilacs:good": 1, "ciw_2024:good": 1, "good": 2}


def everything(find, roles, **form):
    """Return every item of a search by asking for small batches."""
    found = []
    for start in range(0, 1000, 3):
        batch = find(roles, b_start=str(start), b_size="3", **form)["items"]
        if not batch:
            break
        found += batch
    return found


def tallies(brains):
    """Count by hand what the facets should say."""
    tally = {name: Counter() for name in ("type", "local_authority", "service_type", "sector")}
    for brain in brains:
        tally["type"][brain.portal_type] += 1
        for name in ("local_authority", "service_type", "sector"):
            if getattr(brain, name):
                tally[name][getattr(brain, name)] += 1
    return tally


@pytest.mark.parametrize("roles", [REVIEWER, COMMISSIONER])
@pytest.mark.parametrize(
    "chosen",
    [
        {},
        {"local_authority": ("W06000015",)},
        {"type": ("InspectionReport", "Service"), "service_type": ("childrens_home",)},
        {"q": "gwyn", "sector": ("private",), "type": ("ComplaintReport",)},
    ],
)
def test_a_count_is_what_choosing_that_value_alone_would_give(find, register, roles, chosen):
    answer = find(
        roles,
        **{name: list(value) for name, value in chosen.items() if name != "q"},
        q=chosen.get("q", ""),
    )
    for name, rows in answer["facets"].items():
        for row in rows:
            alone = {**chosen, name: row["value"]}
            again = find(roles, **alone)
            assert row["count"] == again["items_total"], (name, row)
            assert row["count"] == len(everything(find, roles, **alone))


@pytest.mark.parametrize("roles", [REVIEWER, COMMISSIONER])
def test_counts_are_those_of_the_catalog_counted_by_hand(portal, find, register, roles):
    answer = find(roles)
    by_hand = tallies(
        api.content.find(
            portal_type=[
                "Provider",
                "Service",
                "InspectionReport",
                "ComplaintReport",
                "EnforcementAction",
            ]
        )
    )
    for name, tally in by_hand.items():
        assert counts(answer, name) == tally


def test_a_commissioner_finds_no_trace_of_a_draft(find, register):
    staff, commissioner = find(REVIEWER), find(COMMISSIONER)
    assert staff["items_total"] == commissioner["items_total"] + 2
    assert {item["review_state"] for item in commissioner["items"]} == {"shared"}
    assert "2025" in counts(staff, "year")
    assert "2025" not in counts(commissioner, "year")
    assert find(q="zanzibar")["items_total"] == 0
    assert find(q="zanzibar", year="2025") == {**find(q="nothing", year="2025")}


def test_a_concealed_service_is_gone_at_once_with_its_documents(portal, find, register):
    before = find()
    setRoles(portal, TEST_USER_ID, REVIEWER)
    api.content.transition(
        register["gwyn"],
        "conceal",
        comment="A reason",
        review_date=date(2999, 1, 1),
    )
    after = find()
    assert after["items_total"] == before["items_total"] - 3
    assert "Ty Gwyn" not in str(after)
    assert "ciw_2024" not in str(after)
    assert counts(after, "needs") == {"autism": 2}
    assert find(q="gwyn")["items_total"] == find(q="complaint")["items_total"] == 0
    assert "Ty Gwyn" in titles(find(REVIEWER))


def test_dates_run_from_the_newest_and_the_undated_come_last(find, register):
    days = [item["date"] for item in find()["items"]]
    dated = [day for day in days if day]
    assert dated == sorted(dated, reverse=True)
    assert days == dated + [None] * (len(days) - len(dated))


def test_names_run_by_the_alphabet(find, register):
    found = [item["title"].lower() for item in find(sort="title")["items"]]
    assert found == sorted(found)


def test_names_run_by_the_welsh_alphabet_for_a_welsh_reader(find, register, integration):
    for title, welsh in (("Lakeside", "Llety"), ("Lodge", ""), ("Zion", "Chwarel"), ("Cwm", "")):
        share(service(register["private"], title, "W06000015", title_cy=welsh))
    integration["request"].set("LANGUAGE", "cy")
    shown = ["Cwm", "Chwarel", "Lodge", "Llety"]
    found = [item["title"] for item in find(sort="title", type="Service")["items"]]
    assert [one for one in found if one in shown] == shown


def test_the_best_match_comes_first(find, register):
    assert find(q="upheld OR calm OR cyngor", sort="relevance")["items_total"] > 1
    assert find(q='"complaint was upheld" OR home')["items"][0]["@type"] == "ComplaintReport"


def test_a_name_brings_the_service_and_then_its_newest_documents(find, register):
    for year in range(2015, 2024, 2):
        share(report(register["gwyn"], "good", year, file=pdf("Ty Gwyn " * (year % 7) + "again")))
    for typed in ("Ty Gwyn", "tŷ gŵyn"):
        first, *others = find(q=typed)["items"]
        assert first["title"] == "Ty Gwyn"
        days = [item["date"] for item in others if item["@type"] == "InspectionReport"]
        assert len(days) == 6
        assert days == sorted(days, reverse=True)


@pytest.mark.parametrize(
    ("form", "parameter"),
    [
        ({"colour": "red"}, "colour"),
        ({"SearchableText": "x"}, "SearchableText"),
        ({"type": "Document"}, "type"),
        ({"type": ["Service", "User"]}, "type"),
        ({"service_type": "castle"}, "service_type"),
        ({"local_authority": "Cardiff"}, "local_authority"),
        ({"judgement": "ciw_2024:outstanding"}, "judgement"),
        ({"judgement": "splendid"}, "judgement"),
        ({"year": "24"}, "year"),
        ({"year": "٢٠٢٤"}, "year"),
        ({"year": [str(year) for year in range(1900, 2001)]}, "year"),
        ({"has_vacancies": "maybe"}, "has_vacancies"),
        ({"sort": "price"}, "sort"),
        ({"from": "yesterday"}, "from"),
        ({"to": "2024-02-30"}, "to"),
        ({"from": "20240201"}, "from"),
        ({"from": "2024-02-02", "to": "2024-02-01"}, "from"),
        ({"b_size": "0"}, "b_size"),
        ({"b_size": "101"}, "b_size"),
        ({"b_size": "ten"}, "b_size"),
        ({"b_start": "-1"}, "b_start"),
    ],
)
def test_what_is_not_known_is_refused_by_name(find, portal, integration, form, parameter):
    with pytest.raises(NotKnown):
        find(**form)
    service = FindGet()
    service.context, service.request = portal, integration["request"]
    answer = service.reply()
    assert integration["request"].response.getStatus() == 400
    assert answer["parameter"] == parameter
    assert answer["known"]
    assert answer["message"]


def test_empty_values_count_as_not_given(find, register):
    names = [facet.name for facet in FACETS] + ["q", "sort", "b_start", "b_size"]
    assert find(**dict.fromkeys(names, ""))["items_total"] == find()["items_total"]


ODD = [
    '"', '""', '"a', "*", "**", "?", "a*", "*a", "()", ")(", "AND", "OR", "NOT", "OR OR NOT",
    "NOT children", "-children", "--", "-", "and or not", "the", "ŵ", "\x00", "\x1b[0m", "\ud800",
    "a" * 10_000, "a " * 5_000, '"' * 10_000, "(" * 500, "日本語", "日", "🏠", "\u202e", "_", "__*",
    "C:\\*.*", "<script>", "%", "children's", "’", "{}", "[a-z]+", "children AND", "AND children",
    "a OR -b", "؟", "ª", "ß*", "İ*", "½", "\ufeff", "\u0301", "e\u0301*",
]  # fmt: skip


@pytest.mark.parametrize("typed", ODD, ids=lambda typed: ascii(typed[:20]))
def test_nothing_typed_is_an_error(find, register, typed):
    assert find(q=typed)["items_total"] >= 0
    assert find(q=f"children {typed}")["items_total"] >= 0


def test_every_single_character_may_be_typed(find, register):
    for code in range(1, 0x300):
        assert find(q=f"{chr(code)}{chr(code)}*")["items_total"] >= 0, ascii(chr(code))


def test_what_holds_no_word_finds_nothing(find, register):
    assert find(q="***")["items_total"] == 0


def test_without_a_word_finds_all_that_may_be_seen_but_what_has_it(find, register):
    everything, without = find(), find(q="NOT children")
    assert without["items_total"] == everything["items_total"] - 1
    assert titles(without) == titles(everything) - titles(find(q="children"))


@pytest.mark.parametrize("typed", ["S-4711", "s4711", " S 4711", "s\u20134711"])
def test_an_exact_number_leads_to_its_thing(find, register, typed):
    assert find(q=typed)["exact"] == register["glas"].absolute_url()


def test_a_reference_leads_to_its_complaint_and_a_former_number_to_its_service(find, register):
    register["glas"].former_urns = ["OLD-9"]
    register["glas"].reindexObject()
    assert find(q="c/2024/9")["exact"] == register["complaint"].absolute_url()
    assert find(q="old9")["exact"] == register["glas"].absolute_url()


def test_a_number_that_is_hidden_or_that_two_have_leads_nowhere(portal, find, register):
    register["draft"].urn = "D-1"
    register["draft"].reindexObject()
    assert find(REVIEWER, q="D-1")["exact"] == register["draft"].absolute_url()
    assert find(q="D-1")["exact"] is None
    register["foster"].urn = "S-4711"
    register["foster"].reindexObject()
    assert find(q="S-4711")["exact"] is None


def test_a_hit_by_another_form_of_the_words_marks_them(find, register):
    [item] = find(q="knowing cares")["items"]
    assert item["snippet"] == (
        "Staff <mark>know</mark> the children well &amp; &lt;<mark>care</mark>&gt;."
    )


def test_a_hit_wakes_no_object(portal, find, register, monkeypatch):
    from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain

    for name in ("getObject", "_unrestrictedGetObject"):
        monkeypatch.delattr(AbstractCatalogBrain, name)
    assert find(q="children")["items"][0]["pages"]


def test_a_range_of_dates_has_both_its_ends(find, register):
    def dated(**form):
        return {item["date"] for item in find(**form)["items"]}

    assert dated(**{"from": "2024-03-02", "to": "2024-06-01"}) == {"2024-03-02", "2024-06-01"}
    assert dated(**{"from": "2024-03-03"}) == {"2024-06-01"}
    assert dated(to="2023-12-31") == {"2023-03-02"}
    assert counts(find(to="2023-12-31"), "year") == {"2023": 1}


@pytest.mark.parametrize(("sort", "rank"), [("date", "date"), ("title", "title")])
def test_many_hits_are_walked_through_in_the_order_in_which_few_are_sorted(
    find, register, monkeypatch, sort, rank
):
    def listed(**page):
        return find(REVIEWER, q="the OR staff OR ty OR p", sort=sort, **page)["items"]

    few = listed()
    for name in ("FEW", "DEARER"):
        monkeypatch.setattr(f"ccsr.content.services.order.{name}", 0)
    many = listed()
    assert [item[rank] for item in many] == [item[rank] for item in few]
    pages = [item for start in range(0, len(many), 4) for item in listed(b_start=start, b_size=4)]
    assert pages == many
    assert {item["@id"] for item in many} == {item["@id"] for item in few}
    assert len(few) > 4


def test_very_many_equals_are_walked_through_once_each(find, register, monkeypatch):
    few = find(REVIEWER, q="NOT zzz")["items"]
    monkeypatch.setattr("ccsr.content.services.order.FEW", 0)
    monkeypatch.setattr("ccsr.content.services.order.TOGETHER", 0)
    many = [
        item["@id"]
        for start in "05"
        for item in find(REVIEWER, q="NOT zzz", b_start=start, b_size="5")["items"]
    ]
    assert len(many) == 10
    assert len(set(many)) == 10
    assert set(many) <= {item["@id"] for item in few}


def test_vacancies_are_counted_where_they_are_known(portal, find, register):
    setRoles(portal, TEST_USER_ID, ["Provider Contact"])
    stop_notice.acknowledge()
    for name, vacancies in (("gwyn", 1), ("glas", 0)):
        claims.save(register[name], places=4, vacancies=vacancies, vacancies_on=dates.today())
    assert counts(find(), "has_vacancies") == {"true": 1, "false": 1}
    assert titles(find(has_vacancies="true")) == {"Ty Gwyn"}
    assert titles(find(has_vacancies="false")) == {"Glas House"}


def test_services_are_found_by_the_age_of_a_child(find, register):
    for name, first, last in (("gwyn", 8, 14), ("glas", 14, 17), ("foster", None, 18)):
        register[name].age_from, register[name].age_to = first, last
        register[name].reindexObject()
    assert titles(find(age="14")) == {"Ty Gwyn", "Glas House"}
    assert titles(find(age=["8", "17"])) == {"Ty Gwyn", "Glas House"}
    assert titles(find(age="15")) == {"Glas House"}
    assert counts(find(), "age")["14"] == 2
    assert "18" not in counts(find(), "age")


def test_services_are_found_by_whether_their_annual_inspection_is_overdue(find, register):
    assert titles(find(overdue="yes")) == {"Ty Gwyn", "Glas House"}
    assert titles(find(overdue="no")) == set()
    register["gwyn_report"].inspected_to = dates.today() - timedelta(days=30)
    register["gwyn"].reindexObject()
    assert titles(find(overdue="no")) == {"Ty Gwyn"}
    assert counts(find(), "overdue") == {"no": 1, "yes": 1}
