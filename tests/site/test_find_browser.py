"""Find in the browser: in place, by keyboard, and as a plain form."""

from playwright.sync_api import expect

import pytest
import re


@pytest.fixture
def find(signed_in):
    """The page in a wide window, with what the console complained of."""
    page = signed_in()
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on(
        "console",
        lambda message: message.type == "error" and page.complaints.append(message.text),
    )
    page.goto("@@find")
    # Gone after a page load, and so tells whether there was one.
    page.evaluate("window.stayed = true")
    yield page
    assert page.complaints == []


def total(page):
    return int(page.locator("#find-answer .find-head p").inner_text().split()[-1])


def stayed(page):
    return page.evaluate("window.stayed === true")


def box(page):
    return page.locator("#find-q")


def test_a_filter_and_the_way_back_are_in_place(find, process):
    everything = total(find)
    option = find.locator("#facet-type a", has_text="Complaint report")
    number = option.locator(".ccsr-count").inner_text()
    option.click()
    expect(find.locator(".ccsr-chip")).to_contain_text("Complaint report")
    assert find.url == f"{process.url}/@@find?type=ComplaintReport"
    assert total(find) == int(number)
    assert find.evaluate("document.activeElement.id") == "facet-type-ComplaintReport"
    expect(find.locator("#find-said")).to_contain_text(f"of {number}")
    find.go_back()
    expect(find.locator(".ccsr-chip")).to_have_count(0)
    assert (find.url, total(find)) == (f"{process.url}/@@find", everything)
    find.go_forward()
    expect(find.locator(".ccsr-chip")).to_have_count(1)
    assert stayed(find)


def test_words_order_and_pages_are_in_place(find):
    box(find).fill("care")
    box(find).press("Enter")
    expect(find.locator("mark").first).to_be_visible()
    find.get_by_label("Order").select_option(label="Newest first")
    expect(find).to_have_url(re.compile(r"\?q=care&sort=date$"))
    find.get_by_role("link", name="Next").click()
    expect(find).to_have_url(re.compile(r"b_start=20$"))
    assert find.evaluate("document.activeElement.id") == "find-results"
    find.go_back()
    find.go_back()
    expect(find).to_have_url(re.compile(r"\?q=care$"))
    assert box(find).input_value() == "care"
    assert stayed(find)


def test_dates_become_a_filter_that_can_be_taken_away(find):
    find.locator("#facet-days > summary").click()
    find.get_by_label("From").fill("2026-01-01")
    find.get_by_role("button", name="Show these dates").click()
    expect(find.locator(".ccsr-chip")).to_contain_text("From 1 January 2026")
    expect(find).to_have_url(re.compile(r"\?from=2026-01-01$"))
    find.locator(".ccsr-chip").click()
    expect(find.locator(".ccsr-chip")).to_have_count(0)
    assert find.get_by_label("From").input_value() == ""
    assert stayed(find)


def test_the_map_follows_the_list_and_the_list_the_map(find, process):
    find.goto("@@find?type=Service")
    find.evaluate("window.stayed = true")
    find.locator("#find-map > summary").click()
    cardiff = find.locator("#map-W06000015")
    number = cardiff.get_attribute("aria-label").split()[-1]
    cardiff.focus()
    find.keyboard.press("Enter")
    expect(find.locator("#map-W06000015[aria-current]")).to_have_count(1)
    assert find.url == f"{process.url}/@@find?type=Service&local_authority=W06000015"
    assert total(find) == int(number)
    assert find.evaluate("document.activeElement.id") == "map-W06000015"
    find.locator("#find-map-table > summary").click()
    find.locator("#find-map-table a[aria-current]").click()
    expect(find.locator("#map-W06000015[aria-current]")).to_have_count(0)
    expect(find.locator("#find-map-table[open]")).to_have_count(1)
    assert stayed(find)
    # It was left open.
    find.goto("@@find?type=ComplaintReport")
    expect(find.locator("#find-map svg a").first).to_be_visible()


def test_a_name_is_completed_by_keyboard(find):
    name = find.locator(".ccsr-list h3 a").first
    find.goto("@@find?type=Service&sort=title")
    name = find.locator(".ccsr-list h3 a").first.inner_text()
    address = find.locator(".ccsr-list h3 a").first.get_attribute("href")
    find.goto("@@find")
    find.keyboard.press("/")
    find.keyboard.type(name[:-1])
    option = find.get_by_role("option").first
    expect(option).to_contain_text(name)
    expect(box(find)).to_have_attribute("aria-expanded", "true")
    find.keyboard.press("ArrowDown")
    assert box(find).get_attribute("aria-activedescendant") == option.get_attribute("id")
    assert option.get_attribute("aria-selected") == "true"
    find.keyboard.press("Escape")
    expect(find.get_by_role("listbox")).to_be_hidden()
    assert box(find).input_value() == name[:-1]
    find.keyboard.press("ArrowDown")
    expect(option).to_be_visible()
    find.keyboard.press("ArrowDown")
    find.keyboard.press("Enter")
    expect(find).to_have_url(address, timeout=30_000)


@pytest.mark.parametrize("path", ["", "register"])
def test_the_find_boxes_of_other_pages_complete_too(find, path):
    find.goto("@@find?type=Service&sort=title")
    link = find.locator(".ccsr-list h3 a").first
    name, address = link.inner_text(), link.get_attribute("href")
    find.goto(path or "./")
    searchbox = find.get_by_role("search").locator("input:visible")
    searchbox.press_sequentially(name[:-1])
    option = find.get_by_role("option", name=name).first
    expect(option).to_be_visible()
    find.keyboard.press("ArrowDown")
    find.keyboard.press("Enter")
    expect(find).to_have_url(address, timeout=30_000)


def test_a_word_is_completed_with_the_mouse(find):
    box(find).press_sequentially("inspec")
    word = find.get_by_role("group", name="Words").get_by_role("option").first
    text = word.inner_text()
    word.click()
    expect(find.locator("#find-answer")).to_have_attribute("data-q", text)
    assert box(find).input_value() == text
    assert total(find) > 0
    assert stayed(find)


def test_a_number_leads_to_its_item(find, process):
    find.goto("@@find?type=Service&sort=title")
    link = find.locator(".ccsr-list h3 a").first
    address = link.get_attribute("href")
    link.click()
    urn = find.locator("dd", has_text=re.compile(r"^\s*SIN-|^\s*[A-Z]*\d[\w-]+\s*$")).first
    number = urn.inner_text().strip()
    for start in ("@@find", "register"):
        find.goto(start)
        find.get_by_role("search").locator("[name=q]").fill(number)
        find.keyboard.press("Enter")
        expect(find).to_have_url(address, timeout=30_000)
    find.goto(f"@@find?q={number}&sort=relevance")
    assert total(find) > 0


def test_a_session_that_ended_leads_to_the_sign_in_page(signed_in, process):
    page = signed_in()
    page.goto("@@find")
    page.context.clear_cookies()
    page.locator("#facet-type a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_everything_works_without_scripts(signed_in):
    page = signed_in(java_script_enabled=False)
    page.goto("@@find")
    box(page).fill("care")
    page.get_by_role("main").get_by_role("button", name="Find").click()
    assert page.locator("mark").count()
    page.locator("#facet-type a").first.click()
    assert page.locator(".ccsr-chip").count() == 1
    page.locator("#facet-days > summary").click()
    page.get_by_label("From").fill("2020-01-01")
    page.get_by_role("button", name="Show these dates").click()
    assert page.locator(".ccsr-chip").count() == 2
    assert box(page).input_value() == "care"


@pytest.mark.parametrize("query", ["", "?q=care", "?q=qwertyuiop", "?q=care&type=InspectionReport"])
@pytest.mark.parametrize("language", ["en", "cy"])
def test_nothing_is_wider_than_a_narrow_screen(signed_in, query, language):
    page = signed_in(viewport={"width": 320, "height": 640})
    page.goto(f"@@find{query}{'&' if query else '?'}set_language={language}")
    for filters in page.locator("#find-filters > summary").all():
        filters.click()
    assert page.locator("#find-filters, .ccsr-empty").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    box(page).fill("ca")
    box(page).press_sequentially("r")
    expect(page.get_by_role("option").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
