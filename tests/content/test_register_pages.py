"""The pages of the register's import, as officers, reviewers and others meet them."""

from ccsr.content.importing import mappings
from ccsr.content.importing import store
from html import unescape
from lxml.html import document_fromstring
from plone import api
from plone.dexterity.utils import createContentInContainer
from urllib.parse import parse_qs
from urllib.parse import urlsplit
from visits import Probe
from working import work

import csv
import io
import json
import pytest
import re
import transaction


HEADER = "urn,title,service_type,places,town,provider,sector"
ROWS = (
    "NEW-1,Hafod Deg,childrens_home,4,Barry,Deg Care Ltd,private",
    "NEW-2,,childrens_home,4,Barry,Deg Care Ltd,private",
    '=NEW-3,Bryn Deg,childrens_home,"=cmd|1",Barry,Deg Care Ltd,private',
)
PAGES = (
    "import-register",
    "register-import",
    "register-import-progress",
    "register-import-lines",
)
ADMINISTRATORS = ("register-mappings", "register-mapping", "register-mapping-json")
TOKEN = re.compile(r'name="_authenticator"[^>]*value="([^"]+)"')


class Browser:
    """Sends the forms of a page with their token."""

    def __init__(self, visitor):
        self.visitor = visitor

    def post(self, page, files=None, **values):
        """Send a form; return the page it leads to."""
        asked = self.visitor.get(f"/@@{page}")
        token = TOKEN.search(asked.text)[1]
        return self.visitor.client.post(
            f"{self.visitor.base}/@@{page.partition('?')[0]}",
            data={"_authenticator": token, **values},
            files=files,
            follow_redirects=True,
        )


@pytest.fixture(scope="module")
def number(visitor):
    """An import that an officer has brought in."""
    data = "\n".join((HEADER, *ROWS)).encode()
    answer = Browser(visitor("ann.officer")).post(
        "import-register", files={"file": ("deg_2026-10-01.csv", data, "text/csv")}, mapping=""
    )
    assert answer.status_code == 200, answer.text
    return int(answer.url.params["number"])


def found(number):
    """Return an import as the database has it now, once what it waits for is done."""
    work()
    transaction.begin()
    return store.get(number)


def test_a_file_is_compared_and_shows_what_differs_and_what_cannot_be_read(visitor, number):
    assert (
        "Being compared" in visitor("ann.officer").get(f"/@@register-import?number={number}").text
    )
    work()
    page = unescape(visitor("ann.officer").get(f"/@@register-import?number={number}").text)
    assert "Hafod Deg" in page
    assert "1 October 2026" in page
    assert "“Name” is empty." in page
    assert "“=cmd|1” is not a whole number" in page
    assert found(number).counts == {"new": 1}
    progress = json.loads(
        visitor("ann.officer").get(f"/@@register-import-progress?number={number}").text
    )
    assert (progress["state"], progress["busy"]) == ("compared", False)


def test_what_a_form_sends_it_sends_once(visitor, number):
    page = visitor("ann.officer").get(f"/@@register-import?number={number}").text
    forms = document_fromstring(page).xpath("//main//form[@method='post']")
    assert forms
    for form in forms:
        in_address = set(parse_qs(urlsplit(form.get("action")).query))
        assert not in_address & {name for name, _value in form.form_values()}, form.action


def test_lines_to_mend_are_a_csv_that_no_spreadsheet_takes_for_formulas(visitor, number):
    answer = visitor("ann.officer").get(f"/@@register-import-lines?number={number}")
    _head, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert [row[0] for row in rows] == ["3", "4"]
    assert rows[1][2:] == [
        "'=NEW-3",
        "Bryn Deg",
        "childrens_home",
        "'=cmd|1",
        "Barry",
        "Deg Care Ltd",
        "private",
    ]


@pytest.mark.parametrize("who", ["carys.commissioner", "ivor.inspector", "petra.contact"])
def test_for_others_the_pages_are_not_there(visitor, number, who):
    for page in (*PAGES, *ADMINISTRATORS):
        there = visitor(who).told(f"/@@{page}?number={number}", Probe("GET", ""), page)
        never = visitor(who).told(
            f"/@@never-{page}?number={number}", Probe("GET", ""), f"never-{page}"
        )
        assert there == never, page


def test_a_number_that_is_no_imports_is_not_there(visitor):
    for number in ("999", "x", "", "-1", "1e3", "٣", "9" * 5000):
        for page in PAGES[1:]:
            answer = visitor("ann.officer").get(f"/@@{page}?number={number}")
            assert answer.status_code == 404, (page, number)


def test_officers_tick_and_reviewers_apply(visitor, number):
    officer, reviewer = (Browser(visitor(name)) for name in ("ann.officer", "rhys.reviewer"))
    page = f"register-import?number={number}"
    officer.post(page, number=number, action="tick")
    assert dict(found(number).ticks) == {1: "yes"}
    assert officer.post(page, number=number, action="apply").status_code == 404
    officer.post(page, number=number, action="propose")
    assert found(number).state == store.PROPOSED
    assert "deg_2026-10-01.csv" in visitor("rhys.reviewer").get("/@@home").text
    assert "Apply now" in visitor("rhys.reviewer").get(f"/@@{page}&look=apply").text
    reviewer.post(page, number=number, action="apply")
    assert found(number).state == store.APPLIED
    assert found(number).applied_by == "rhys.reviewer"
    with api.env.adopt_user(username="rhys.reviewer"):
        [home] = api.content.find(portal_type="Service", urn="NEW-1")
        assert home.getObject().Creator() == "rhys.reviewer"
    assert home.review_state == "draft"
    reviewer.post(page, number=number, action="undo")
    assert found(number).state == store.UNDONE


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (("x.csv", b"", "text/csv"), "Choose a file"),
        (("x.csv", b"%PDF-1.7", "text/csv"), "This is no table"),
        (("x.csv", b"a,b\n1,2\n", "text/csv"), "No mapping reads"),
    ],
)
def test_a_file_that_cannot_be_compared_is_refused_in_a_sentence(visitor, number, file, said):
    answer = Browser(visitor("ann.officer")).post("import-register", files={"file": file})
    assert said in answer.text


def test_an_administrator_makes_a_mapping_from_a_header_and_tries_it_on(visitor, register):
    browser = Browser(visitor("mair.manager"))
    data = b"Centre_ID,Centre_Title,Max,Opened\n8310,Filgate <b>Park</b>,10,25-08-2022\n"
    answer = browser.post(
        "register-mappings",
        files={"file": ("hiqa.csv", data, "text/csv")},
        title="Ireland",
        id="hiqa",
    )
    assert answer.url.params["id"] == "hiqa"
    page = browser.post(
        "register-mapping?id=hiqa",
        id="hiqa",
        action="save",
        title="Ireland",
        date_formats="%d-%m-%Y",
        **{"column-urn": "Centre_ID", "column-title": "Centre_Title"},
        **{"column-places": "Max", "column-registered_on": "Opened"},
    ).text
    assert "25 August 2022" in page
    assert "Filgate &lt;b&gt;Park" in page
    transaction.begin()
    assert mappings.get("hiqa").raw["columns"]["places"] == "Max"
    assert "Ireland" in visitor("ann.officer").get("/@@import-register").text
    raw = visitor("mair.manager").get("/@@register-mapping-json?id=hiqa").json()
    deep = browser.post("register-mapping?id=hiqa", id="hiqa", action="json", json="[" * 100_000)
    assert "The file is no JSON." in deep.text
    browser.post("register-mapping?id=hiqa", id="hiqa", action="delete")
    transaction.begin()
    assert (mappings.get("hiqa"), mappings.sample("hiqa")) == (None, None)
    browser.post("register-mappings", files={"file": ("m.json", json.dumps(raw).encode(), "")})
    transaction.begin()
    assert mappings.get("hiqa").raw == raw


def test_a_register_of_more_than_one_page_is_shown(visitor, layer, register):
    with api.env.adopt_user(username="ann.officer"):
        for number in range(26):
            createContentInContainer(layer["portal"]["register"], "Provider", title=f"P {number}")
    transaction.commit()
    for page in ("/register", "/register?b_start:int=25"):
        assert visitor("ann.officer").get(page).status_code == 200
