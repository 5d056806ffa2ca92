"""What people are told of while processes are killed: each thing once, and nothing is kept from them."""

from aiosmtpd.controller import Controller
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from contextlib import suppress
from email import message_from_bytes
from email import policy
from faults.load import account
from faults.load import admin
from faults.load import Load
from faults.places import OneHost
from faults.places import OnPostgresql
from processes import free_port
from threading import Event

import httpx
import re


Place = OneHost | OnPostgresql

#: Accounts of the demo that are told at once of what is new about the services of the load.
READERS = ("officer", "reviewer")
SEND = "ccsr.policy.alerts.send"
#: A thing that a letter leads to; pages of the portal itself are no things.
LINK = re.compile(r"^https?://[^/\s]+\S*?(/register/\S+)", re.MULTILINE)
AUTHENTICATOR = re.compile(r'name="_authenticator" value="(\w+)"')
#: Seconds within which a letter begins to come after it is asked for.
SOON = 15.0


class Box:
    """A mail server; counts whom each thing was told to."""

    def __init__(self) -> None:
        self.came: Counter[tuple[str, str]] = Counter()
        self.coming = Event()
        self.port = free_port()
        self._server = Controller(self, hostname="localhost", port=self.port)
        self._server.start()

    async def handle_MAIL(self, server, session, envelope, address, options):
        """Say that a letter is on its way."""
        self.coming.set()
        envelope.mail_from = address
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        """Take a letter."""
        letter = message_from_bytes(envelope.content, policy=policy.default)
        body = letter.get_body(("plain",))
        links = LINK.findall(body.get_content() if body else "")
        self.came.update((to, link) for to in envelope.rcpt_tos for link in links)
        return "250 OK"

    def wait(self, place: Place) -> bool:
        """Ask for what is due, and return as it begins to come; False where nothing does."""
        self.coming.clear()
        ask_for(place, SEND)
        return self.coming.wait(SOON)

    def twice(self) -> list[str]:
        """Return what was told more than once, in sentences."""
        return [
            f"{to} was told {count} times of {link}"
            for (to, link), count in self.came.items()
            if count > 1
        ]

    def stop(self) -> None:
        """Close it."""
        self._server.stop()


@contextmanager
def told(place: Place) -> Iterator[Box]:
    """Have letters sent to a mail server that counts, for all that happens to services."""
    box = Box()
    try:
        with admin(place.url, place.passwords) as client:
            settings = {
                "plone.smtp_host": "localhost",
                "plone.smtp_port": box.port,
                "plone.email_from_name": "CCSR",
                "plone.email_from_address": "ccsr@example.org",
            }
            client.patch("/@registry", json=settings).raise_for_status()
        yield box
    finally:
        box.stop()


def subscribe(place: Place, load: Load) -> None:
    """Have the readers told of what is new about the services of a load."""
    for name in READERS:
        with account(place.url, place.passwords, name) as client:
            for path in load.services:
                uid = client.get(path).raise_for_status().json()["UID"]
                body = {"kind": "service", "target": uid, "time": "now"}
                client.post("/@subscriptions", json=body).raise_for_status()


def ask_for(place: Place, job: str) -> None:
    """Have a job of the timetable done now, as an administrator does; a portal that ends may not hear."""
    with suppress(httpx.HTTPError), admin(place.url, place.passwords) as client:
        html = {"Accept": "text/html"}
        found = AUTHENTICATOR.search(client.get("/@@jobs", headers=html).text)
        assert found is not None, "the page of jobs has no form"
        asked = {"action": "ask", "name": job, "_authenticator": found[1]}
        client.post("/@@jobs", data=asked, headers=html)


def untold(place: Place, paths: set[str]) -> list[str]:
    """Return which of the things that are shared their readers' alerts do not have."""
    found: list[str] = []
    for name in READERS:
        with account(place.url, place.passwords, name) as client:
            items = client.get("/@alerts").raise_for_status().json()["items"]
        known = {one["url"].removeprefix(place.url) for one in items}
        found += [f"{name} was not told of {path}" for path in sorted(paths - known)]
    return found
