"""What is wrong with a page that a browser shows."""

from axe_playwright_python.sync_playwright import Axe


RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

#: WCAG 1.4.12: text may be spaced so, and nothing is lost.
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }"""
TWICE = "html { font-size: 200% !important; }"
#: How far a page goes beyond its window; what scrolls by itself may.
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
#: Text that is cut off and cannot be scrolled to. On the picture of a page the text only lies
#: over it, for who selects it; the same can be read as text.
CUT = """() => [...document.querySelectorAll("main *, header *, footer *")].filter((one) => {
  if (one.closest(".reader-sheet")) return false;
  const style = getComputedStyle(one);
  const cuts = ["hidden", "clip"].includes(style.overflowX) && style.textOverflow !== "ellipsis";
  return cuts && one.innerText && one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 2;
}).map((one) => one.outerHTML.slice(0, 120))"""
#: The element that has the focus, also within a frame: whether that shows, and whether
#: something lies over it.
FOCUS = """() => {
  let one = document.activeElement;
  if (!one || one === document.body) return null;
  while (one.contentDocument) {
    const within = one.contentDocument.activeElement;
    // The frame itself: what is read in it moves.
    if (!within || within === one.contentDocument.body) return { shows: true, covered: false };
    one = within;
  }
  const box = one.getBoundingClientRect(), style = getComputedStyle(one);
  const shows = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0
    || style.boxShadow !== "none";
  const x = box.x + Math.min(box.width / 2, 40), y = box.y + box.height / 2;
  const top = one.ownerDocument.elementFromPoint(x, y);
  const covered = top && box.width > 1 && !one.contains(top) && !top.contains(one)
    && ["fixed", "sticky"].includes(getComputedStyle(top.closest("*")).position);
  return { html: one.outerHTML.slice(0, 140), shows, covered };
}"""


def faults(page, is_narrow):
    """Yield what is wrong, as lines."""
    yield from _by_axe(page)
    if wider := page.evaluate(WIDER):
        yield f"reflow: {wider} px wider than the window"
    yield from _restyled(page, *(("spacing", SPACED) if is_narrow else ("200 %", TWICE)))


#: The rule of WCAG 2.5.8.
TARGET = "target-size"
#: What stays in the window while the page is scrolled lies over something at any moment;
#: whoever scrolls on has that whole. It is laid into the page, and back.
LAID = """on => document.querySelectorAll("*").forEach((one) => {
  if (on && getComputedStyle(one).position === "sticky") one.dataset.laid = one.style.position;
  if (on && "laid" in one.dataset) one.style.position = "static";
  if (!on && "laid" in one.dataset) {
    one.style.position = one.dataset.laid;
    delete one.dataset.laid;
  }
})"""


def _by_axe(page):
    found = list(_violations(page, RULES))
    yield from (one for one in found if not one.startswith(TARGET))
    if any(one.startswith(TARGET) for one in found):
        page.evaluate(LAID, True)
        yield from _violations(page, [TARGET], kind="rule")
        page.evaluate(LAID, False)


def _violations(page, values, kind="tag"):
    only = {"type": kind, "values": values}
    answer = Axe().run(page, options={"runOnly": only, "resultTypes": ["violations"]})
    for violation in answer.response["violations"]:
        for node in violation["nodes"]:
            reason = " ".join(node.get("failureSummary", "").split()[5:25])
            yield f"{violation['id']}: {node['html'][:140]} ({reason})"


def _restyled(page, name, style):
    """Yield what is lost in another style."""
    sheet = page.add_style_tag(content=style)
    if wider := page.evaluate(WIDER):
        yield f"{name}: {wider} px wider than the window"
    yield from (f"{name}: cut off: {one}" for one in page.evaluate(CUT))
    sheet.evaluate("one => one.remove()")


def focus_faults(page, most=60):
    """Yield what has the focus unseen, going through a page by keyboard."""
    page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
    for _step in range(most):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUS)
        if focused is None:
            return
        if not focused["shows"]:
            yield f"focus is not seen: {focused['html']}"
        if focused["covered"]:
            yield f"focus is covered: {focused['html']}"
