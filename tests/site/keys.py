"""A page by keyboard alone: from stop to stop, each of which must show."""

from accessible.looking import FOCUS

import re


#: What a screen reader would say of the element that has the focus, much shortened.
NAME = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return "";
  const labels = one.labels ? [...one.labels].map((label) => label.innerText).join(" ") : "";
  const name = one.getAttribute("aria-label") || labels || one.innerText || one.value || one.title;
  return (name || "").replace(/\\s+/g, " ").trim();
}"""


class Keys:
    """The keyboard of a page; no mouse, and no address after the first."""

    def __init__(self, page):
        self.page = page

    def to(self, name, most=150):
        """Press Tab until what has this name (a pattern) has the focus, which shows all the way."""
        met = []
        for _stop in range(most):
            self.page.keyboard.press("Tab")
            focus, said = self.page.evaluate(FOCUS), self.page.evaluate(NAME)
            met.append(said)
            assert focus is None or focus["shows"], f"focus is not seen: {focus['html']}"
            assert focus is None or not focus["covered"], f"focus is covered: {focus['html']}"
            if re.search(name, said):
                return self
        raise AssertionError(f"No stop of the tab key is {name!r}, but {met}")

    def press(self, *keys):
        """Press keys that stay on the page."""
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def go(self, name):
        """Go to a link or button and press Enter; return when the page it leads to is there."""
        self.to(name)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        return self

    def type(self, name, text):
        """Type into the field with this name."""
        self.to(name)
        self.page.keyboard.type(text)
        return self
