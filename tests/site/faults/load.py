"""A mixed load: uploads, shares, conceals and edits, with a note of each that was answered.

Each thread has documents of its own, and edits a shared service of its own that others
upload into; it asks for one thing at a time; what was asked
for when the answer failed to come may have been done or not, and nothing between.
"""

from contextlib import suppress
from dataclasses import dataclass
from dataclasses import field
from hashlib import sha256
from threading import Event
from threading import Lock
from threading import Thread

import base64
import httpx
import random
import time
import world


#: Reasons for which a portal that was killed does not answer (seconds until the next try).
PAUSE = 0.2
#: Said to those who change the same at the same moment; nothing has failed then.
BUSY = "Others are changing the same"
REVIEW = "2027-06-01"


@dataclass
class Paper:
    """A document, or a service without a file: what was answered, and what was not."""

    word: str
    service: str
    file: str
    path: str = ""
    state: str = ""
    title: str = ""
    asked: dict[str, str] = field(default_factory=dict)

    def may_be(self, name: str) -> set[str]:
        """Return what a field of it may be now."""
        return (
            {getattr(self, name), self.asked[name]} if name in self.asked else {getattr(self, name)}
        )


class Load:
    """Threads that work on a portal until they are asked to stop."""

    def __init__(
        self,
        url: str,
        passwords: dict[str, str],
        threads: int = 3,
        seed: int = 0,
        is_alone: bool = True,
    ):
        self.url = url
        # Where others look at the same portal, its services keep their titles.
        self._is_alone = is_alone
        self.passwords = passwords
        self.papers: list[Paper] = []
        self.answered = 0
        self.refused: list[str] = []
        self.failed: list[str] = []
        self.services: list[str] = []
        self._lock = Lock()
        self._asked = Event()
        self._seed = seed
        self._threads = [Thread(target=self._work, args=(n,), daemon=True) for n in range(threads)]

    def prepare(self) -> None:
        """Look for the services that it is about."""
        with account(self.url, self.passwords, "reviewer") as reviewer:
            query = {"portal_type": "Service", "review_state": "shared", "b_size": 3}
            found = reviewer.get("/@search", params=query).raise_for_status().json()["items"]
        self.services = [one["@id"].removeprefix(self.url) for one in found]
        if self._is_alone:
            self.papers += [self._service(number, one) for number, one in enumerate(found)]

    def start(self) -> None:
        """Begin."""
        if not self.services:
            self.prepare()
        for one in self._threads:
            one.start()

    def stop(self) -> None:
        """End, once each thread has its answer or its failure."""
        self._asked.set()
        for one in self._threads:
            one.join(90)
            assert not one.is_alive(), "a thread of the load hangs"

    def _service(self, number: int, item: dict[str, str]) -> Paper:
        path = item["@id"].removeprefix(self.url)
        told = {"state": item["review_state"], "title": item["title"]}
        return Paper(f"service{self._seed}x{number}", path, "", path, **told)

    def wait(self, count: int, seconds: float = 120) -> None:
        """Wait until so many things more are answered."""
        end, first = time.monotonic() + seconds, self.answered
        while self.answered < first + count:
            assert time.monotonic() < end, f"only {self.answered - first} of {count} answers"
            time.sleep(0.02)

    def _work(self, number: int) -> None:
        chance, client = random.Random(f"{self._seed}.{number}"), None
        mine = self.papers[number : number + 1]
        while not self._asked.is_set():
            try:
                client = client or account(self.url, self.passwords, "reviewer")
                self._one(client, chance, mine, number)
            except httpx.TransportError:
                if client is not None:
                    client.close()
                client = None
                self._asked.wait(PAUSE)
            except httpx.HTTPStatusError as error:
                if error.response.status_code == 401 and client is not None:
                    # By its clock the session is over: one signs in again.
                    client.close()
                    client = None
                    continue
                # A portal that is starting or ending says that it cannot.
                kind = self.refused if error.response.status_code < 500 else self.failed
                if BUSY not in error.response.text:
                    kind.append(_told(error.response))
                self._asked.wait(PAUSE)
        if client is not None:
            client.close()

    def _one(self, client: httpx.Client, chance: random.Random, mine: list[Paper], n: int) -> None:
        known = [paper for paper in mine if paper.path and not paper.asked]
        does = chance.choice((self._upload, self._share, self._conceal, self._edit))
        if not any(paper.file for paper in known):
            does = self._upload
        paper = self._new(chance, mine, n) if does == self._upload else chance.choice(known)
        if does(client, paper):
            with self._lock:
                self.answered += 1

    def _new(self, chance: random.Random, mine: list[Paper], number: int) -> Paper:
        word = f"fault{self._seed}x{number}x{len(mine)}"
        data = world.pdf(f"Account of {word}")
        made = Paper(word, chance.choice(self.services), base64.b64encode(data).decode())
        mine.append(made)
        with self._lock:
            self.papers.append(made)
        return made

    def _upload(self, client: httpx.Client, paper: Paper) -> bool:
        paper.asked = {"state": "draft", "title": f"Notice {paper.word}"}
        body = {
            "@type": "EnforcementAction",
            "title": paper.asked["title"],
            "stage": "2",
            "action": "Notice",
            "notice_date": "2026-11-01",
            "shareable_declared": True,
            "file": {
                "data": paper.file,
                "encoding": "base64",
                "filename": f"{paper.word}.pdf",
                "content-type": "application/pdf",
            },
        }
        answer = client.post(paper.service, json=body).raise_for_status().json()
        paper.path = answer["@id"].removeprefix(self.url)
        return _done(paper)

    def _share(self, client: httpx.Client, paper: Paper) -> bool:
        if paper.state != "draft":
            return False
        return self._pass(client, paper, "share", "shared", {})

    def _conceal(self, client: httpx.Client, paper: Paper) -> bool:
        if not paper.file:
            return False
        if paper.state == "shared":
            why = {"comment": "A reason", "review_date": REVIEW}
            return self._pass(client, paper, "conceal", "concealed", why)
        if paper.state == "concealed":
            return self._pass(client, paper, "reveal", "shared", {"comment": "Over"})
        return False

    def _pass(self, client, paper, transition, state, body) -> bool:
        paper.asked = {"state": state}
        answer = client.post(f"{paper.path}/@workflow/{transition}", json=body)
        if answer.status_code == 400 and _state(client, paper) == state:
            # It was done as the server of the database died, and then tried again.
            return _done(paper)
        answer.raise_for_status()
        return _done(paper)

    def _edit(self, client: httpx.Client, paper: Paper) -> bool:
        if paper.state == "concealed":
            return False
        if paper.state == "shared" and paper.file:
            # Only a service is edited while it is shared.
            self._pass(client, paper, "retract", "draft", {"comment": "A reason"})
        paper.asked = {"title": f"{paper.title.split(' of ')[0]} of {self.answered}"}
        client.patch(paper.path, json=paper.asked).raise_for_status()
        return _done(paper)

    def shared(self) -> set[str]:
        """Return the documents of which it is known that they are shared."""
        return {
            one.path for one in self.papers if one.file and one.state == "shared" and not one.asked
        }

    def unkept(self) -> list[str]:
        """Return what the portal no longer has of what it answered, in sentences."""
        found: list[str] = []
        with account(self.url, self.passwords, "reviewer") as client:
            for paper in self.papers:
                found += self._wrong(client, paper) if paper.path else self._half(client, paper)
        return found

    def _wrong(self, client: httpx.Client, paper: Paper) -> list[str]:
        answer = _patient(client, paper.path)
        if answer.status_code != 200:
            return [f"{paper.word} was answered and is gone: {_told(answer)}"]
        told = answer.json()
        wrong = [
            f"{name} of {paper.word} is {told[key]!r}, not one of {paper.may_be(name)}"
            for name, key in (("title", "title"), ("state", "review_state"))
            if told[key] not in paper.may_be(name)
        ]
        data = _patient(client, told["file"]["download"]).content if paper.file else b""
        if sha256(data).digest() != sha256(base64.b64decode(paper.file)).digest():
            wrong.append(f"the file of {paper.word} is not what was sent: {len(data)} bytes")
        # From here on it is known what became of it.
        paper.title, paper.state, paper.asked = told["title"], told["review_state"], {}
        return wrong

    def _half(self, client: httpx.Client, paper: Paper) -> list[str]:
        """An upload that was not answered is there as a whole or not at all, and once."""
        query = {"SearchableText": paper.word, "portal_type": "EnforcementAction"}
        found = _patient(client, "/@search", query).raise_for_status().json()["items"]
        if not found:
            return []
        if len(found) > 1:
            return [f"{paper.word} is there {len(found)} times"]
        paper.path = found[0]["@id"].removeprefix(self.url)
        paper.title, paper.state = paper.asked["title"], "draft"
        return self._wrong(client, paper)


def _patient(client: httpx.Client, path: str, query=None, seconds: float = 60) -> httpx.Response:
    """Ask until there is an answer other than that there can be none now."""
    end = time.monotonic() + seconds
    while True:
        answer = client.get(path, params=query)
        if answer.status_code != 503 or time.monotonic() > end:
            return answer
        time.sleep(PAUSE)


def _told(answer: httpx.Response) -> str:
    asked = answer.request
    return f"{asked.method} {asked.url} {answer.status_code} {answer.text[:200]}"


def _state(client: httpx.Client, paper: Paper) -> str:
    return _patient(client, paper.path).raise_for_status().json()["review_state"]


def _done(paper: Paper) -> bool:
    for name, value in paper.asked.items():
        setattr(paper, name, value)
    paper.asked = {}
    return True


def account(url: str, passwords: dict[str, str], name: str) -> httpx.Client:
    """Return an account's way of asking a portal."""
    told = {"login": name, "password": passwords[name]}
    headers = {"Accept": "application/json"}
    answer = httpx.post(f"{url}/@login", json=told, headers=headers, timeout=60)
    headers["Authorization"] = f"Bearer {answer.raise_for_status().json()['token']}"
    return httpx.Client(base_url=url, headers=headers, timeout=60, follow_redirects=True)


def admin(url: str, passwords: dict[str, str], seconds: float = 60) -> httpx.Client:
    """Return the administrator's, as soon as the portal answers."""
    end = time.monotonic() + seconds
    while True:
        with suppress(httpx.HTTPError):
            return account(url, passwords, "admin")
        assert time.monotonic() < end, "the portal does not answer"
        time.sleep(PAUSE)
