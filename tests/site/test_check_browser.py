"""The check by keyboard alone: from the uncertain value to the filed draft, and back."""

from playwright.sync_api import expect


def opened(page, name):
    expect(page.locator("#editor-title")).to_have_text(name)


def test_a_report_is_checked_and_filed_with_a_few_keys_and_taken_back(signed_in):
    page = signed_in("officer")
    page.goto("intake/@@check")
    ready = page.locator(".check-line[data-state=ready]")
    opened(page, "scan0047.pdf")
    kind = page.get_by_label("Kind of inspection")

    page.keyboard.press("n")
    service = page.locator("[data-name=service]")
    expect(service.locator(":focus")).to_be_attached()
    expect(page.frame_locator("#paper").locator("main")).to_contain_text("Cuckoo Brooke")
    page.keyboard.press("a")
    expect(service).to_contain_text("Accepted by Olwen Parry")
    kind.focus()
    page.keyboard.type("Ann")
    page.keyboard.press("Escape")
    page.keyboard.press("d")
    expect(page.locator("#stops")).to_contain_text("Nothing stops it")
    page.keyboard.press("f")
    expect(ready).to_have_count(1)
    opened(page, "Bryn Eirian report.pdf")

    page.keyboard.press("z")
    opened(page, "scan0047.pdf")
    expect(ready).to_have_count(0)
    expect(kind).to_have_value("annual")
    for _step in ("declared", "kind", "service"):
        page.keyboard.press("z")
    expect(service).to_contain_text("Uncertain")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
