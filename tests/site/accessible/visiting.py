"""Visiting a running portal as an account, page by page."""

from accessible import looking
from bilingual.walking import Walk
from collections import Counter
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import field
from playwright.sync_api import TimeoutError

import httpx
import json
import re


#: Forms that may be sent with nothing in them: each refuses it.
REFUSING = re.compile(r"\+\+add\+\+|/edit$|@@conceal$|change-password|accounts-invite|@@assess")
WIDTHS = (1280, 320)
HTML = "one => one.outerHTML.slice(0, 140)"
LANGUAGES = ("en", "cy")


def types(base, auth):
    """Return type and state of everything by path, as an account that sees all."""
    answer = httpx.get(
        f"{base}/@search",
        params={"metadata_fields": ["portal_type", "review_state"], "b_size": 5000},
        headers={"Accept": "application/json"},
        auth=auth,
        timeout=120,
    )
    items = answer.json()["items"]
    return {
        one["@id"].removeprefix(base): (one["@type"], str(one["review_state"])) for one in items
    }


def addresses(base, who, auth, known, most=1):
    """Return an address of each kind of page that an account comes to."""
    walk = Walk(base, who, auth, known, most, sends=False)
    met = walk.pages(["", "/@@find?q=care", *(f"{one}/edit" for one in _first(known))])
    return [page.address for page in met if page.is_page]


def _first(known):
    return {kind: path for path, kind in sorted(known.items())}.values()


@dataclass
class Visit:
    """One look at the portal; counts what was looked at, keeps what was wrong."""

    base: str
    scheme: str = "light"
    tell: Callable[[str], None] = print
    pages: int = 0
    found: dict = field(default_factory=dict)
    kinds: Counter = field(default_factory=Counter)

    @contextmanager
    def signed_in(self, chromium, who, password):
        """Yield a browser's page in which an account is signed in."""
        context = chromium.new_context(
            color_scheme=self.scheme, reduced_motion="reduce", bypass_csp=True
        )
        page = context.new_page()
        if who:
            page.goto(f"{self.base}/login?set_language=en")
            page.get_by_label("User name").fill(who)
            page.get_by_label("Password").fill(password)
            with page.expect_navigation():
                page.get_by_role("button", name="Sign in").click()
        yield page
        context.close()

    def look(self, page, who, address, combinations):
        """Look at an address in languages and widths."""
        joint = "&" if "?" in address else "?"
        for language in dict.fromkeys(language for language, _width in combinations):
            page.goto(f"{self.base}{address}{joint}set_language={language}")
            widths = [width for asked, width in combinations if asked == language]
            self._in_widths(page, who, f"{address} {language}", widths)
            if REFUSING.search(address) and self._sent(page, who, address):
                self._in_widths(page, who, f"{address} {language} refused", widths)

    def _in_widths(self, page, who, where, widths):
        for width in widths:
            page.set_viewport_size({"width": width, "height": 900})
            self.pages += 1
            for fault in looking.faults(page, width == min(WIDTHS)):
                self._note(fault, f"{who} {where} {width}")
            if width == max(WIDTHS):
                for fault in looking.focus_faults(page):
                    self._note(fault, f"{who} {where} {width}")

    def _sent(self, page, who, address):
        """Send the form of a page with nothing filled in; return whether it was answered."""
        page.evaluate(EMPTY)
        button = page.locator("main form[method='post' i] [type='submit']").first
        if not button.count():
            return False
        try:
            with page.expect_navigation(timeout=120_000):
                button.evaluate("one => one.click()")
        except TimeoutError:
            self._note(f"not answered: {button.evaluate(HTML)}", f"{who} {address}")
            return False
        return True

    def _note(self, fault, where):
        kind = re.sub(r"\d{2,}|id=\"[^\"]*\"", "", fault)
        if kind not in self.found:
            self.tell(f"FOUND {fault} · {where}")
            self.found[kind] = (fault, where)

    def lines(self):
        """Return what is to be told."""
        yield from (f"{fault} · {where}" for fault, where in sorted(self.found.values()))
        yield f"looked at {self.pages} times, {self.scheme}; faults: {len(self.found)}"


EMPTY = """() => document.querySelectorAll("main form").forEach((form) => {
  form.noValidate = true;
  form.querySelectorAll("input:not([type='hidden'], [type='submit'], [type='checkbox'],"
    + " [type='radio'], [type='file'], [type='button']), textarea").forEach((one) => {
      one.value = "";
    });
})"""


def passwords(var):
    """Return the passwords of a demo's accounts."""
    return json.loads((var / "demo-accounts.json").read_text())
