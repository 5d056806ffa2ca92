"""The reader in the browser: words marked, search inside, keys, without script, on a telephone."""

from playwright.sync_api import expect

import pytest
import re


@pytest.fixture
def reader(signed_in):
    """The reader, opened at a hit, with what the console complained of."""
    page = signed_in()
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on(
        "console",
        lambda message: (
            message.type in ("error", "warning") and page.complaints.append(message.text)
        ),
    )
    page.goto("@@find?q=staff&type=InspectionReport")
    page.locator(".find-passages a", has_text=re.compile("2")).first.click()
    expect(page.locator("#reader-hit")).to_have_text(re.compile(r"^1 of \d+$"))
    yield page
    assert page.complaints == []


def marked(page):
    """Return the text under the mark that is shown, as far as it is selected by its middle."""
    return page.evaluate(
        """() => {
            const box = document.querySelector(".reader-marks .is-current rect");
            const { x, y, width, height } = box.getBoundingClientRect();
            const caret = document.caretRangeFromPoint(x + width / 2, y + height / 2);
            caret.expand("word");
            return caret.toString().trim().toLowerCase();
        }"""
    )


def seen(page):
    """Return the numbers of the pages whose pictures are in the window."""
    return page.evaluate(
        """() => [...document.querySelectorAll(".reader-page")].filter((one) => {
            const { top, bottom } = one.getBoundingClientRect();
            const image = one.querySelector("img");
            return top < innerHeight && bottom > 0 && image && image.naturalWidth;
        }).map((one) => Number(one.dataset.page))"""
    )


def test_a_hit_opens_at_its_page_with_the_words_marked_and_the_next_is_a_key_away(reader):
    expect(reader).to_have_url(re.compile(r"/@@read\?page=2&q=staff$"))
    assert 2 in seen(reader)
    assert marked(reader).startswith("staff")
    reader.keyboard.press("n")
    expect(reader.locator("#reader-hit")).to_have_text(re.compile(r"^2 of"))
    assert marked(reader).startswith("staff")
    reader.keyboard.press("p")
    expect(reader.locator("#reader-hit")).to_have_text(re.compile(r"^1 of"))
    expect(reader.locator("#reader-said")).to_have_text(re.compile(r"1 of \d+, on page 2"))


def test_all_pages_are_searched_and_turned_by_keyboard(reader):
    last = int(re.search(r"\d+", reader.locator("#reader-count").inner_text())[0])
    reader.keyboard.press("Home")
    expect(reader).to_have_url(re.compile(r"page=1&q=staff$"))
    # Which report it is depends on the day: equals are put in the order of their lots.
    word = re.search(r"\b[a-z]{7,}\b", reader.locator("#page-1 .reader-layer").inner_text())[0]
    reader.keyboard.press("/")
    reader.keyboard.type(word)
    reader.keyboard.press("Enter")
    expect(reader.locator("#reader-hit")).to_have_text(re.compile(r"^1 of \d+$"))
    expect(reader).to_have_url(re.compile(rf"q={word}$"))
    assert marked(reader).startswith(word[:5])
    reader.keyboard.press("Escape")
    reader.keyboard.press("End")
    expect(reader).to_have_url(re.compile(rf"page={last}&"))
    expect(reader.locator("#reader-said")).to_have_text(f"Page {last} of {last}")
    reader.keyboard.press("ArrowLeft")
    expect(reader.locator("#reader-page")).to_have_value(str(last - 1))
    reader.keyboard.press("?")
    expect(reader.get_by_role("dialog", name="Keys")).to_be_visible()
    reader.get_by_label("Use single letters").uncheck()
    reader.keyboard.press("Escape")
    reader.keyboard.press("?")
    expect(reader.get_by_role("dialog", name="Keys")).to_be_hidden()


def test_text_is_read_and_copied_line_by_line_in_its_order(reader):
    layer = reader.locator("#page-2 .reader-layer")
    shown = " ".join(layer.inner_text().split())
    copied = reader.evaluate(
        """() => {
            getSelection().selectAllChildren(document.querySelector("#page-2 .reader-layer"));
            return getSelection().toString();
        }"""
    )
    assert copied.count("\n") > 10
    assert " ".join(copied.split()) == shown
    assert reader.get_by_role("heading", name="Page 2").count() == 1
    assert reader.locator("#page-2 img").get_attribute("alt") == ""


def test_pages_are_chosen_at_the_side_and_enlarged(reader):
    reader.get_by_role("navigation", name="Pages").get_by_role("link", name="Page 1").click()
    expect(reader.locator("#reader-page")).to_have_value("1")
    before = reader.locator("#page-1 img").bounding_box()["width"]
    for _step in range(2):
        reader.get_by_role("button", name="Larger").click()
    expect(reader.locator("#reader-fit")).to_have_text("150 %")
    assert reader.locator("#page-1 img").bounding_box()["width"] == pytest.approx(
        1.5 * before, 1e-2
    )
    expect(reader.locator("#page-1 img")).to_have_attribute("src", re.compile("width=1800"))


def test_without_scripts_it_is_a_plain_page(signed_in):
    page = signed_in(java_script_enabled=False)
    page.goto("@@find?q=staff&type=InspectionReport")
    page.locator(".find-passages a").first.click()
    assert page.locator(".reader-marks rect").count()
    assert page.locator(".reader-text mark").count()
    assert page.locator(".reader-sheet img").evaluate("image => image.naturalWidth") == 900
    page.get_by_role("link", name="Previous page").last.click()
    assert re.search(r"page=1&q=staff$", page.url)
    page.get_by_label("Find in this document").fill("inspector")
    page.get_by_role("main").get_by_role("button", name="Find").click()
    assert page.locator("#reader-found li").count()


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_narrow_screen_shows_the_page_whole_and_turns_it_by_touch(signed_in, language):
    page = signed_in(viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True)
    page.goto("@@find?q=staff&type=InspectionReport")
    address = page.locator(".find-passages a").first.get_attribute("href")
    page.goto(f"{address}&page=1&set_language={language}")
    expect(page.locator("#reader")).to_have_class(re.compile("is-scripted"))
    page.locator("#reader-next").tap()
    expect(page.locator("#reader-page")).to_have_value("2")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.locator("#page-2 .reader-sheet").bounding_box()["width"] <= 320
