"""Which pages those are, and the way to each from where it is begun."""

from contextlib import contextmanager

import shutil


SERVICE = ("@@find?type=Service&sort=title", "#content h2 a, #content h3 a")
REPORT = ("@@find?q=children&type=InspectionReport", ".find-passages a")
#: Role → name of a page → an address, then the first link that fits, each after the other.
PAGES = {
    "commissioner": {
        "home": ("",),
        "find": ("@@find?q=children",),
        "find nothing": ("@@find?q=xylophone",),
        "service": SERVICE,
        "reader": REPORT,
        "saved searches": ("@@saved-searches",),
        "map": ("@@find-map?type=Service",),
        "shortlist": ("@@shortlist",),
        "alerts": ("@@alerts",),
        "statistics": ("@@statistics",),
        "sessions": ("@@my-sessions",),
    },
    "officer": {
        "home": ("",),
        "intake": ("intake",),
        "check": ("intake/@@check",),
        "drafts": ("@@queue",),
        "new provider": ("register/++add++Provider",),
        "import": ("@@import-register",),
    },
    "reviewer": {
        "home": ("",),
        "queue": ("@@queue",),
        "service": SERVICE,
        "concealments": ("@@concealments",),
        "liaison": ("liaison",),
        "governance": ("governance",),
        "compliance": ("@@compliance",),
        "retention": ("@@retention",),
    },
    "inspector": {
        "home": ("",),
        "cross-reference": ("@@cross-reference",),
        "liaison": ("liaison",),
    },
    "provider": {"home": ("",)},
    "partner": {
        "home": ("",),
        "readiness": ("readiness",),
        "mine": ("@@mine",),
        "evidence": ("readiness/@@evidence",),
        "risks": ("readiness/@@risks",),
    },
    "admin": {
        "home": ("",),
        "settings": ("@@overview-controlpanel",),
        "state": ("@@ccsr-state",),
        "accounts": ("@@accounts",),
        "record": ("@@record",),
    },
}


def go(page, base, way):
    """Follow a way; return whether its end was reached and answered."""
    address, *links = way
    answer = page.goto(f"{base}/{address}")
    for link in links:
        found = page.locator(link).first
        if not found.count():
            return False
        answer = page.goto(found.get_attribute("href"))
    page.wait_for_load_state("networkidle")
    return answer.ok


@contextmanager
def chromium(playwright):
    """Yield the browser."""
    browser = playwright.chromium.launch(
        executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
    )
    try:
        yield browser
    finally:
        browser.close()


def signed_in(browser, base, who, password):
    """Return what a browser keeps of an account that has signed in."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{base}/login?set_language=en")
    page.get_by_label("User name").fill(who)
    page.get_by_label("Password").fill(password)
    with page.expect_navigation():
        page.get_by_role("button", name="Sign in").click()
    kept = context.storage_state()
    context.close()
    return kept
