"""What axe-core finds on the pages of the intake, wide and on a telephone, in both languages."""

from axe_playwright_python.sync_playwright import Axe

import pytest


RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def found(page):
    """Return what is wrong with a page, '' where nothing is."""
    answer = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]})
    return answer.generate_report() if answer.violations_count else ""


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("cy", 320)])
def test_the_pages_of_the_intake_keep_nobody_out(signed_in, language, width):
    page = signed_in("officer")
    page.set_viewport_size({"width": width, "height": 900})
    for address in ("intake", "intake/@@check"):
        page.goto(f"{address}?set_language={language}")
        assert found(page) == ""
        assert page.evaluate("document.documentElement.scrollWidth") == width
    page.goto(page.locator("#paper").get_attribute("src"))
    page.locator(".reader-page img").first.wait_for()
    assert found(page) == ""
