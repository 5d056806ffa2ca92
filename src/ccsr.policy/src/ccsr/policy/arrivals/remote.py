"""Over HTTP: the services of intake, as a browser uses them."""

from base64 import b64encode
from ccsr.policy.arrivals import language
from ccsr.policy.arrivals import outcomes
from ccsr.policy.arrivals.outcomes import Outcome
from ccsr.policy.arrivals.ways import Asked
from ccsr.policy.arrivals.ways import Away
from ccsr.policy.commands import channels
from ccsr.policy.commands.instance import CannotRun
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import file_digest
from typing import Any
from typing import BinaryIO

import httpx


#: Bytes of a part: the portal takes 64 MB in one request.
PART = 16 * 1024 * 1024
SECOND_FACTOR = "Second factor required"
TUS = {"Tus-Resumable": "1.0.0"}
CONTENT = "application/offset+octet-stream"
#: Answers that say that the account is signed in no more, or may not.
REFUSED = (401, 403, 404)
#: The rule of a file that the portal, or this drop, has already: as ``intake.taking`` names it.
SAME_BYTES = "same_bytes"


class Remote:
    """Signs in for each drop: a program that runs for weeks outlives every session."""

    def __init__(self, client: httpx.Client, asked: Asked) -> None:
        self.client = client
        self.asked = asked

    @classmethod
    @contextmanager
    def opened(cls, asked: Asked) -> Iterator["Remote"]:
        """Yield the way with its connections."""
        language.load()
        headers = {"Accept": "application/json", "Accept-Language": asked.language}
        with httpx.Client(headers=headers, timeout=channels.TIMEOUT) as client:
            yield cls(client, asked)

    @contextmanager
    def drop(self) -> Iterator["RemoteDrop"]:
        """Begin a drop."""
        base = self.asked.url.rstrip("/")
        self.client.headers.pop("Authorization", None)
        try:
            self.client.headers["Authorization"] = self._signed_in(base)
            yield RemoteDrop(self.client, base, self.asked)
        except httpx.InvalidURL as error:
            raise CannotRun(f"{base} is no address.") from error
        except httpx.TransportError as error:
            raise Away(f"No portal answers at {base}.") from error

    def _signed_in(self, base: str) -> str:
        """Return the header to send: of a session, or with the password of a program's account."""
        account, password = self.asked.account, channels.password(self.asked.account)
        answer = self.client.post(f"{base}/@login", json={"login": account, "password": password})
        if answer.status_code == 429 or answer.status_code >= 500:
            raise Away(f"The portal at {base} answers with status {answer.status_code}.")
        if answer.status_code == 200:
            return f"Bearer {answer.json()['token']}"
        if answer.status_code in (401, 403) and answer.json().get("type") == SECOND_FACTOR:
            # No program has one; an account for programs is known by HTTP Basic.
            return f"Basic {b64encode(f'{account}:{password}'.encode()).decode()}"
        raise CannotRun(f"{base} does not take account “{account}” with this password.")


class RemoteDrop:
    """Takes each file in parts."""

    def __init__(self, client: httpx.Client, base: str, asked: Asked) -> None:
        self.client = client
        self.base = base
        self.asked = asked
        self.begun: dict[str, str] = {}
        self.taken: set[str] = set()

    def take(self, name: str, file: BinaryIO) -> Outcome:
        """Send one file and ask what became of it."""
        file.seek(0)
        digest = file_digest(file, "sha256").hexdigest()
        if digest in self.taken:
            return Outcome(outcomes.ALREADY)
        if not self.begun:
            self.begun = self._asked("POST", f"{self.base}/intake/@intake", 201).json()
        try:
            key = self._send(name, file)
        except _NotTaken as error:
            return Outcome(outcomes.REFUSED, (f"{name}: {error}",))
        outcome = self._outcome(key)
        if outcome.is_done:
            self.taken.add(digest)
        return outcome

    def _send(self, name: str, file: BinaryIO) -> str:
        """Send a file in parts; return the id of the upload."""
        size = file.seek(0, 2)
        told = {"Upload-Length": str(size), "Upload-Metadata": f"filename {_coded(name)}"}
        where = self._asked("POST", self.begun["upload"], 201, told).headers["Location"]
        for start in range(0, size, PART):
            file.seek(start)
            told = {"Upload-Offset": str(start), "Content-Type": CONTENT}
            self._asked("PATCH", where, 204, told, file.read(PART))
        return where.rpartition("/")[2]

    def _outcome(self, key: str) -> Outcome:
        files = self._asked("GET", self.begun["@id"], 200).json()["files"]
        [own] = [one for one in files if one["key"] == key]
        if own["state"] in ("unpacked", "unpacking", "stopped"):
            members = [_told(one) for one in files if one["key"].startswith(f"{key}-")]
            return outcomes.of_archive(members, own["state"] != "unpacked")
        return _told(own)

    def _asked(
        self,
        method: str,
        url: str,
        status: int,
        told: dict[str, str] | None = None,
        body: Any = b"",
    ) -> httpx.Response:
        headers = {**TUS, **told} if told else {}
        answer = self.client.request(method, url, headers=headers, content=body or None)
        if answer.status_code == status:
            return answer
        if answer.status_code in REFUSED:
            raise CannotRun(
                f"“{self.asked.account}” is no account that may upload. Name one with --account."
            )
        if answer.status_code in (400, 413):
            raise _NotTaken(answer.json()["message"])
        raise Away(f"The portal could not take it (status {answer.status_code}). See its log.")


class _NotTaken(Exception):
    """What was announced is refused before it is sent."""


def _coded(name: str) -> str:
    return b64encode(name.encode("utf-8", "replace")).decode()


def _told(file: dict[str, Any]) -> Outcome:
    if file["state"] != "refused":
        return Outcome(outcomes.TAKEN)
    state = outcomes.ALREADY if file["rule"] == SAME_BYTES else outcomes.REFUSED
    return Outcome(state, (f"{file['name']}: {file['message']}",))
