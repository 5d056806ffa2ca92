"""An import that is killed in the middle goes on, does nothing twice, and can be taken back."""

from processes import ROOT

import csv
import httpx
import io
import json
import pytest
import re
import subprocess
import time


COUNT = 30
HEADER = "urn,title,service_type,registration_status,places,town,provider"
TOKEN = re.compile(r'name="_authenticator"[^>]*value="([^"]+)"')
LONG = 240


class Pages:
    """The pages of an import, as the reviewer has them."""

    def __init__(self, process):
        self.client = httpx.Client(base_url=process.url, timeout=120)
        account = {"login": "reviewer", "password": process.passwords["reviewer"]}
        json_ = {"Accept": "application/json"}
        token = self.client.post("/@login", json=account, headers=json_).json()["token"]
        self.client.headers["Authorization"] = f"Bearer {token}"

    def newest(self):
        """Return the number of the newest import, 0 without any."""
        found = re.findall(
            r"register-import\?number=(\d+)", self.client.get("/@@import-register").text
        )
        return max(map(int, found), default=0)

    def progress(self, number):
        """Return how far an import is."""
        return self.client.get(f"/@@register-import-progress?number={number}").json()

    def act(self, number, action):
        """Press a button."""
        page = self.client.get(f"/@@register-import?number={number}")
        values = {"_authenticator": TOKEN.search(page.text)[1], "number": number, "action": action}
        answer = self.client.post("/@@register-import", data=values)
        assert answer.status_code in (200, 302), answer.text

    def until(self, number, holds):
        """Wait until the progress of an import is as asked for; return it."""
        end = time.monotonic() + LONG
        while time.monotonic() < end:
            found = self.progress(number)
            if holds(found):
                return found
            time.sleep(0.1)
        pytest.fail(f"It never came: {found}")

    def services(self):
        """Return the URNs of this test's services as the register's table has them."""
        table = csv.reader(io.StringIO(self.client.get("/@@register-table").text.lstrip("\ufeff")))
        return sorted(cell for row in table for cell in row if cell.startswith("KILL-"))


def command(process, file, **options):
    """Start the command beside the running portal."""
    arguments = ["import-register", file, "--mapping", "own", "--apply", "--json"]
    return subprocess.Popen(
        [ROOT / "bin" / "ccsr", *arguments],
        env=process.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        **options,
    )


def test_an_import_that_is_killed_goes_on_and_can_be_undone(process, tmp_path):
    numbers = [f"KILL-{turn:03}" for turn in range(COUNT)]
    rows = [f"{one},House {one},childrens_home,registered,4,Barry,Kill Care" for one in numbers]
    file = tmp_path / "kill.csv"
    file.write_text("\n".join((HEADER, *rows)))
    pages = Pages(process)
    before = pages.newest()
    running = command(process, file)
    end = time.monotonic() + LONG
    while pages.newest() == before and time.monotonic() < end:
        time.sleep(0.2)
    number = before + 1
    pages.until(number, lambda found: found["done"] or running.poll() is not None)
    running.kill()
    running.communicate()

    stopped = pages.progress(number)
    assert stopped["state"] == "applying"
    assert 0 < stopped["done"] < COUNT
    assert pages.services() == numbers[: stopped["done"]]

    pages.act(number, "continue")
    pages.until(number, lambda found: found["state"] == "applied")
    assert pages.services() == numbers

    again = command(process, file)
    answer = json.loads(again.communicate(timeout=LONG)[0])
    assert (again.returncode, answer["rows"], answer["differences"]) == (0, COUNT, {})

    pages.act(number, "undo")
    pages.until(number, lambda found: found["state"] == "undone")
    assert pages.services() == []
    pages.act(number + 1, "delete")
