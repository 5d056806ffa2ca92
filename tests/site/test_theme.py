"""The portal's look as a person meets it: sign-in, header, languages, narrow screens."""

from ccsr.content.interfaces import IContentLayer
from ccsr.policy.browser.failure import Failure
from urllib.parse import quote
from zope.interface import alsoProvides

import pytest


@pytest.fixture
def page(chromium, process):
    """A page of a browser of its own, addresses relative to the portal."""
    context = chromium.new_context(base_url=f"{process.url}/", locale="en-GB")
    yield context.new_page()
    context.close()


@pytest.fixture
def sign_in(page, process):
    """Sign in as a demo account; the page given back stands where that led."""

    def go(name, password=None, start="login"):
        page.goto(start)
        page.get_by_label("User name").fill(name)
        page.get_by_label("Password").fill(password or process.passwords[name])
        with page.expect_navigation():
            page.get_by_role("button", name="Sign in").click()
        return page

    return go


def links(page):
    return page.locator(".ccsr-nav-wide a").all_inner_texts()


def sideways(page):
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")


def test_signing_in_leads_home(sign_in, process):
    page = sign_in("officer")
    assert page.url.rstrip("/") == process.url
    assert page.locator(".ccsr-user summary").inner_text() == "Olwen Parry"


def test_signing_in_leads_on_to_what_was_asked_for(sign_in, process):
    page = sign_in("officer", start="register")
    assert page.url == f"{process.url}/register"


@pytest.mark.parametrize(
    "elsewhere",
    ["http://evil.example/", "//evil.example/ccsr", "{site}.evil.example/", "{site}/../manage"],
)
def test_signing_in_never_leads_out_of_the_portal(sign_in, process, elsewhere):
    address = elsewhere.format(site=process.url)
    page = sign_in("officer", start=f"login?came_from={quote(address, safe='')}")
    assert page.url.rstrip("/") == process.url


def test_signing_in_does_not_tell_hidden_from_missing(sign_in, process):
    page = sign_in("commissioner", start="register/there-is-none")
    assert page.url == f"{process.url}/register/there-is-none"
    assert page.get_by_role("heading", level=1).inner_text() == "Nothing here"


def test_a_wrong_password_is_told_at_the_fields(sign_in):
    page = sign_in("officer", "not the password")
    sentence = page.get_by_role("alert").inner_text()
    assert sentence.startswith("The user name or the password is not right.")
    assert page.get_by_label("Password").get_attribute("aria-describedby") == "sign-in-error"
    assert page.get_by_label("User name").input_value() == "officer"


def test_the_anonymous_see_the_sign_in_page_and_no_way_into_the_portal(page):
    page.goto("register")
    assert page.get_by_role("heading", level=1).inner_text() == "Sign in"
    assert page.get_by_role("navigation").count() == 0
    assert page.get_by_role("search").count() == 0


@pytest.mark.parametrize("path", ["login", "logged-out", "login-help"])
def test_pages_of_the_anonymous_do_not_name_what_runs_them(page, path):
    page.goto(path)
    html = page.content().lower()
    assert "plone - " not in html
    assert "plone" not in page.locator("body").inner_text().lower()
    assert "powered by" not in html


def test_home_does_not_name_what_runs_it(sign_in):
    page = sign_in("commissioner")
    assert "plone" not in page.locator("body").inner_text().lower()
    assert page.locator("meta[name=generator]").count() == 0


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("commissioner", {"Home", "Find", "Register", "Statistics"}),
        ("partner", {"Home", "Yours to do", "Inspection readiness"}),
        (
            "inspector",
            {
                "Home",
                "Find",
                "Yours to do",
                "Register",
                "Governance",
                "Cross-reference",
                "Statistics",
            },
        ),
    ],
)
def test_the_header_offers_what_the_role_may_use(sign_in, name, expected):
    assert set(links(sign_in(name))) == expected


def test_the_header_marks_where_one_is(sign_in):
    page = sign_in("officer")
    page.goto("register")
    assert page.locator(".ccsr-nav-wide [aria-current]").all_inner_texts() == ["Register"]


@pytest.mark.parametrize("path", ["login", "", "register"])
def test_nothing_scrolls_sideways_at_320_pixels(sign_in, path):
    page = sign_in("officer")
    if path == "login":
        page.context.clear_cookies()
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(path)
    assert sideways(page) == 0


def test_the_menu_of_narrow_screens_opens_without_scripts(chromium, process, sign_in):
    cookies = sign_in("officer").context.cookies()
    context = chromium.new_context(
        java_script_enabled=False, viewport={"width": 320, "height": 640}
    )
    context.add_cookies(cookies)
    page = context.new_page()
    page.goto(f"{process.url}/register")
    page.locator(".ccsr-menu summary").click()
    page.locator(".ccsr-menu").get_by_role("link", name="Home").click()
    assert page.url.rstrip("/") == process.url
    context.close()


def test_the_language_changes_in_place_and_stays(page):
    page.goto("login-help?kept=1")
    page.get_by_role("link", name="Cymraeg").click()
    assert "/login-help?kept=1&" in page.url
    page.goto("login")
    assert page.locator("html").get_attribute("lang") == "cy"
    assert page.get_by_role("link", name="English").count() == 1


def test_style_sheets_are_kept_and_pages_are_not(page):
    answers = {}
    page.on("response", lambda answer: answers.update({answer.url: answer.headers}))
    page.goto("login")
    sheets = [headers for url, headers in answers.items() if url.endswith(".css")]
    assert sheets
    assert all("immutable" in headers["cache-control"] for headers in sheets)
    assert "immutable" not in answers[page.url]["cache-control"]


@pytest.mark.parametrize(
    "path", ["register/@@plone_context_state/object_title", "++webresource++y/register", "register"]
)
def test_the_way_to_a_style_sheet_leads_to_nothing_else(page, path):
    page.goto(f"++webresource++x/{path}")
    assert page.get_by_role("heading", level=1).inner_text() == "Sign in"


def test_pages_for_reading_carry_no_scripts_of_forms(sign_in):
    page = sign_in("officer")
    answers = {}
    page.on("response", lambda answer: answers.update({answer.url: answer.headers}))
    page.goto("register")
    assert page.locator("script[src*=bundle]").count() == 0
    scripts = [headers for url, headers in answers.items() if url.endswith(".js")]
    # Of the find box, and the warning before a session ends.
    assert ["immutable" in headers["cache-control"] for headers in scripts] == [True, True]
    page.goto("register/++add++Provider")
    assert page.locator("script[src*=bundle]").count() > 0


def test_a_form_that_asks_carries_no_token_into_the_address(sign_in):
    page = sign_in("officer")
    page.goto("register/++add++Provider")
    page.get_by_role("search").get_by_role("combobox").fill("fostering")
    page.get_by_role("search").get_by_role("button").click()
    assert page.url.endswith("/@@find?q=fostering")


@pytest.mark.parametrize("name", ["officer", "there.is.none"])
def test_asking_for_a_password_tells_nobody_which_names_exist(page, name):
    page.goto("login-help")
    page.get_by_label("User name").fill(name)
    page.get_by_role("button", name="Send the link").click()
    assert page.get_by_role("status").inner_text() == (
        "If there is an account of that name, a link is on its way to its e-mail address."
    )


def test_signing_out_says_so_and_closes_the_portal(sign_in, process):
    page = sign_in("officer")
    page.locator(".ccsr-user summary").click()
    page.get_by_role("link", name="Sign out").click()
    assert page.get_by_role("heading", level=1).inner_text() == "You have signed out"
    page.goto("register")
    assert page.url.startswith(f"{process.url}/login")


def test_a_failure_is_told_in_the_portals_words_without_its_inside(integration):
    request = integration["request"]
    request.environ["HTTP_ACCEPT"] = "text/html"
    request.environ["HTTP_X_REQUEST_ID"] = "number-of-the-request"
    alsoProvides(request, IContentLayer)
    try:
        raise RuntimeError("the inside")
    except RuntimeError as failure:
        view = Failure(failure, request)
        view.__parent__ = integration["portal"]
        html = view()
    assert "Something went wrong" in html
    assert "ccsr-foot" in html
    assert "number-of-the-request" in html
    assert "the inside" not in html
