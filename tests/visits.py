"""Asking over HTTP and comparing answers, for tests of what an answer gives away."""

from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import gzip
import httpx
import os
import re


JSON = "application/json"
HTML = "text/html"

#: Random or timed in every answer, whatever was asked; and what @actions says of each
#: letter of a word in the question.
NOISE = re.compile(
    r'name="_authenticator"[^>]*>|data-token="[^"]*"|_authenticator=[0-9a-f]+|data-base-url="[^"]*"|"duration": [0-9.]+'
    r'|object at 0x[0-9a-f]+|data-left="[0-9]+"|opening="?[0-9]+-[0-9a-f]+'
    r'|\s*"[^"\\]": \[\],?'
    # The minute at which a statement was made.
    r"|Made on\s+[0-9]+ \w+ [0-9]{4}, [0-9:]+"
    # When one's own sign-in was used last.
    r'|used" >[0-9]+ \w+ [0-9]{4}, [0-9:]+'
)
TIMED = {"date", "content-length"}


@dataclass(frozen=True)
class Probe:
    """A request relative to a thing; ``body`` is sent as JSON."""

    method: str
    suffix: str
    accept: str = HTML
    body: object = field(default=None, hash=False)
    headers: tuple = ()

    def __str__(self):
        return f"{self.method} …{self.suffix} ({self.accept})"


def mostly_unseen(probes):
    """Yield probes, three of four as what shows no page: then none is made, in half the time."""
    for number, probe in enumerate(probes):
        unseen = (("Sec-Fetch-Dest", "empty"),) if number % 4 else ()
        yield replace(probe, headers=(*probe.headers, *unseen))


class Visitor:
    """One account's way of asking; nobody's when there is no name."""

    def __init__(self, base, name=None, password=None):
        auth = (name, password) if name else None
        self.base = base
        self.client = httpx.Client(auth=auth, timeout=60)

    def ask(self, path, probe):
        """Return the response to a probe at ``path``."""
        return self.client.request(
            probe.method,
            f"{self.base}{path}{probe.suffix}",
            headers={"Accept": probe.accept, **dict(probe.headers)},
            json=probe.body,
        )

    def get(self, path, accept=HTML):
        """Return the response to a GET."""
        return self.ask(path, Probe("GET", "", accept))

    def told(self, path, probe, *own):
        """Return status, headers and body, with the names of ``own`` taken out."""
        response = self.ask(path, probe)
        headers = {
            name: without(value, own)
            for name, value in response.headers.items()
            if name not in TIMED
        }
        return response.status_code, headers, without(readable(response), own)


def readable(response):
    """Return the text of an answer, that of a compressed file included."""
    if response.content.startswith(b"PK\x03\x04"):
        with ZipFile(BytesIO(response.content)) as archive:
            # When a workbook was made stands in its properties.
            names = [one for one in archive.namelist() if not one.startswith("docProps/")]
            return "\n".join(
                f"{one}: {archive.read(one).decode(errors='replace')}" for one in names
            )
    if response.content.startswith(b"\x1f\x8b"):
        return gzip.decompress(response.content).decode(errors="replace")
    return response.text


def without(text, own):
    """Return a text without noise and without what was in the question itself."""
    text = NOISE.sub("", text)
    for one in own:
        text = text.replace(one, "*")
    return text


def difference(one, other):
    """Return where two answers part, for the message of a failed test."""
    for mine, yours in zip(one, other, strict=True):
        if mine != yours:
            mine, yours = str(mine), str(yours)
            start = len(os.path.commonprefix([mine, yours]))
            return f"{mine[max(start - 30, 0) : start + 60]!r} / {yours[start : start + 60]!r}"
    return ""


def changes(before, after):
    """Return which of two sets of answers, by question, are not the same."""
    return "\n".join(
        f"{key}: {difference(after[key], before[key])}"
        for key in before
        if before[key] != after[key]
    )
