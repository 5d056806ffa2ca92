"""The content security policy in a browser: nothing on any page is stopped by it."""

import pytest


@pytest.fixture
def watched(signed_in):
    """Return a function that visits pages as an account and returns what the browser complains of."""

    def visit(name, *paths):
        page = signed_in(name)
        said = []
        page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        found = []
        for path in paths:
            page.goto(path)
            page.wait_for_load_state("networkidle")
            found += [f"{path}: {line}" for line in said]
            found += [f"{path}: {what} in the page" for what in page.evaluate(INLINE)]
            said.clear()
        return found

    return visit


#: What stands in the page as it is after its scripts have run; styles that Plone's scripts
#: add are let in one by one (``headers.PLONES_STYLES``), so the console tells of others.
INLINE = """
[...document.querySelectorAll('script:not([src]), [onclick], [onchange], [onsubmit], [onload]')]
    .map(one => one.outerHTML.slice(0, 80))
"""


READING = ("", "register", "@@find?q=care", "@@saved-searches")


@pytest.mark.parametrize(
    ("name", "paths"),
    [
        ("commissioner", READING),
        ("officer", ("@@queue", "register/++add++Provider")),
        (
            "admin",
            (
                "",
                "@@overview-controlpanel",
                "@@ccsr-settings",
                "@@usergroup-userprefs",
                "@@sharing",
            ),
        ),
    ],
)
def test_nothing_is_stopped_and_nothing_stands_in_the_page(watched, name, paths):
    assert watched(name, *paths) == []


def test_what_is_put_into_a_page_does_not_run(signed_in):
    page = signed_in()
    page.evaluate(
        """() => {
            const script = document.createElement('script');
            script.textContent = 'window.ran = true';
            document.body.append(script);
            document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="window.ran = true">');
        }"""
    )
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.ran === undefined")


def test_a_report_opens_in_the_browsers_own_reader(signed_in):
    page = signed_in()
    page.goto("@@find?type=InspectionReport")
    said = []
    page.on("console", lambda line: said.append(line.text))
    page.get_by_role("article").get_by_role("heading").get_by_role("link").first.click()
    answer = page.goto(f"{page.url}/@@display-file/file")
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/pdf"
    assert not said
