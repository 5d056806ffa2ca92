"""Two reports beside each other in a browser: they scroll in step, differences go by key."""

import httpx
import pytest


@pytest.fixture(scope="module")
def home(process):
    """The address of a service with several reports."""
    with httpx.Client(headers={"Accept": "application/json"}, timeout=60) as client:
        account = {"login": "commissioner", "password": process.passwords["commissioner"]}
        token = client.post(f"{process.url}/@login", json=account).json()["token"]
        client.headers["Authorization"] = f"Bearer {token}"
        found = client.get(f"{process.url}/@find?type=InspectionReport&b_size=100").json()["items"]
    services = [one["service"]["@id"] for one in found if one["service"]]
    return max(services, key=services.count)


def tops(page):
    """Return how far each pane is scrolled."""
    return page.evaluate(
        "[...document.querySelectorAll('[role=region]')].map((one) => one.scrollTop)"
    )


#: Both have been scrolled, and no further since it was asked last.
STANDS_STILL = """() => {
  const tops = [...document.querySelectorAll("[role=region]")].map((one) => one.scrollTop);
  const still = tops.every((top) => top) && String(tops) === window.tops;
  window.tops = String(tops);
  return still;
}"""


def test_pages_scroll_in_step_and_differences_are_gone_through_by_key(signed_in, home):
    page = signed_in()
    page.goto(f"{home}/@@compare")
    page.locator("#side-left [role=region]").focus()
    page.keyboard.press("PageDown")
    page.wait_for_function(STANDS_STILL, polling=300)
    page.get_by_label("Scroll in step").uncheck()
    before = tops(page)
    page.locator("#side-right [role=region]").focus()
    page.keyboard.press("PageDown")
    page.wait_for_function(
        "(top) => document.querySelectorAll('[role=region]')[1].scrollTop > top", arg=before[1]
    )
    assert tops(page)[0] == before[0]
    page.set_viewport_size({"width": 320, "height": 640})
    page.get_by_role("link", name="Differences in their text").click()
    page.get_by_role("region", name="Both texts").focus()
    for _press in range(2):
        page.keyboard.press("n")
    assert (
        page.get_by_role("main").get_by_role("status").text_content().startswith("Difference 2 of ")
    )
    assert page.evaluate("document.activeElement.id") == "d2"
    assert page.evaluate("document.documentElement.scrollWidth") == 320
