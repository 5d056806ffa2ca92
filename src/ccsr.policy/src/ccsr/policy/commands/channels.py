"""Two ways into the portal for a command: its database, or the server that has it open."""

from ccsr.policy.commands import instance
from ccsr.policy.commands.demo import accounts_file
from ccsr.policy.commands.instance import CannotRun
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

import httpx
import json
import os


#: A large file on a slow line (seconds).
TIMEOUT = 300
BUSY = (
    "The database is in use: wait for the other command to end, or name the portal's "
    "address with --url."
)


class Refused(Exception):
    """One file is not taken; ``rule`` names why in a word."""

    def __init__(self, rule: str, sentence: str) -> None:
        super().__init__(sentence)
        self.rule = rule


@dataclass(frozen=True)
class Filing:
    """How every file of a batch is filed."""

    account: str
    create_missing: bool
    service: str


class Channel(Protocol):
    """Where files go."""

    def file(self, name: str, data: bytes, row: dict[str, str]) -> dict[str, str]:
        """File one document; return its title and path; raise Refused."""


@contextmanager
def channel(filing: Filing, url: str | None) -> Iterator[Channel]:
    """Yield the channel to use: the server named, the database, or the server on it."""
    if url:
        with remote(filing, url.rstrip("/"), "Check the address.") as found:
            yield found
        return
    try:
        with instance.opened() as app:
            yield Local(app, filing)
    except instance.DatabaseInUse:
        with remote(filing, instance.site_url(), BUSY) as found:
            yield found


class Local:
    """Files into the database that this process has open, as an account of the portal."""

    def __init__(self, app, filing: Filing) -> None:
        from ccsr.content.permissions import Upload
        from plone import api
        from zope.component.hooks import setSite

        if instance.SITE not in app.objectIds():
            raise CannotRun("There is no site yet. Make it with: bin/ccsr demo")
        self.site = app[instance.SITE]
        self.filing = filing
        setSite(self.site)
        known = api.user.get(username=filing.account)
        if not (known and api.user.has_permission(Upload, username=filing.account, obj=self.site)):
            raise CannotRun(
                f"“{filing.account}” is no account that may upload. Name one with --account."
            )

    def file(self, name: str, data: bytes, row: dict[str, str]) -> dict[str, str]:
        """File one document in a transaction of its own."""
        from ccsr.content.content.filing import file_document
        from ccsr.content.domain import intake
        from plone import api
        from zope.i18n import translate

        import transaction

        filing = self.filing
        try:
            # History names the account that files, not the system that the command is.
            with api.env.adopt_user(username=filing.account):
                document = file_document(name, data, row, filing.create_missing, filing.service)
        except intake.Refused as error:
            transaction.abort()
            raise Refused(error.rule, translate(error.message, target_language="en")) from error
        transaction.get().note(f"upload {name}")
        transaction.commit()
        path = "/".join(document.getPhysicalPath()).removeprefix(f"/{instance.SITE}")
        return {"title": document.title, "path": path}


@contextmanager
def remote(filing: Filing, url: str, advice: str) -> Iterator[Channel]:
    """Yield a channel to a running portal, signed in; ``advice`` is for when none answers."""
    headers = {"Accept": "application/json", "Accept-Language": "en"}
    with httpx.Client(headers=headers, timeout=TIMEOUT) as client:
        try:
            client.headers["Authorization"] = f"Bearer {_sign_in(client, filing, url)}"
            yield Remote(client, url, filing)
        except (httpx.InvalidURL, httpx.TransportError) as error:
            raise CannotRun(f"No portal answers at {url}. {advice}") from error


def _sign_in(client: httpx.Client, filing: Filing, url: str) -> str:
    account = {"login": filing.account, "password": password(filing.account)}
    answer = client.post(f"{url}/@login", json=account)
    if answer.status_code != 200:
        raise CannotRun(
            f"The portal at {url} does not take account “{filing.account}” with this password."
        )
    return answer.json()["token"]


def password(account: str) -> str:
    """Return what the account signs in with; raises CannotRun where nobody says it."""
    given = os.environ.get("CCSR_PASSWORD")
    if given:
        return given
    known = json.loads(accounts_file().read_text()) if accounts_file().exists() else {}
    if account not in known:
        raise CannotRun(
            f"The portal is running and asks for a password. Set CCSR_PASSWORD to that of “{account}”."
        )
    return known[account]


class Remote:
    """Files through ``@upload`` of a running portal."""

    def __init__(self, client: httpx.Client, url: str, filing: Filing) -> None:
        self.client = client
        self.url = url
        self.filing = filing

    def file(self, name: str, data: bytes, row: dict[str, str]) -> dict[str, str]:
        """Send one file with its row."""
        answer = self.client.post(
            f"{self.url}/@upload",
            files={"file": (name, data, "application/pdf")},
            data={
                "row": json.dumps(row),
                "create_missing": "yes" if self.filing.create_missing else "no",
                "service": self.filing.service,
            },
        )
        if answer.status_code == 201:
            found = answer.json()
            return {"title": found["title"], "path": found["@id"].removeprefix(self.url)}
        raise _failure(answer, self.filing.account)


def _failure(answer: httpx.Response, account: str) -> Exception:
    if answer.status_code == 400 and answer.json().get("type") == "Refused":
        return Refused(answer.json()["rule"], answer.json()["message"])
    if answer.status_code in (401, 403, 404):
        return CannotRun(f"Account “{account}” may not upload. Name another with --account.")
    return Refused(
        "server", f"The portal could not take it (status {answer.status_code}). See its log."
    )
