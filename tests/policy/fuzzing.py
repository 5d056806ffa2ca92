"""Asking every service what its description allows, and much that it does not.

``make fuzz-api`` serves a portal of its own and asks for some minutes:
``python -m fuzzing [SECONDS]``.
"""

from collections import Counter
from contextlib import suppress
from hypothesis import given
from hypothesis import HealthCheck
from hypothesis import Phase
from hypothesis import seed as seeded
from hypothesis import settings
from hypothesis.errors import Unsatisfiable
from pathlib import Path
from processes import Process
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import content_type_conformance
from schemathesis.specs.openapi.checks import response_schema_conformance
from schemathesis.specs.openapi.checks import status_code_conformance
from tempfile import TemporaryDirectory
from time import monotonic
from unittest import SkipTest

import httpx
import random
import requests
import schemathesis
import sys


CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
JSON = {"Accept": "application/json"}
SEED = 20261122

#: Ends the session that asks, or counts against the account: asked by tests of their own.
NOT_ASKED = {("POST", "/@logout"), ("POST", "/@login-renew"), ("POST", "/@login")}


class Asker:
    """One account that asks; ``places`` are real paths of things, by the depth they have."""

    def __init__(self, base, places, headers=None, auth=None, seed=SEED):
        self.base = base
        self.places = places
        self.session = requests.Session()
        self.session.headers.update({**JSON, **(headers or {})})
        self.session.auth = auth
        self.random = random.Random(seed)
        self.seed = seed
        self.faults = {}
        self.answers = Counter()

    def document(self):
        """Return the description of the services."""
        answer = self.session.get(f"{self.base}/@openapi", timeout=60)
        answer.raise_for_status()
        return answer.json()

    def ask(self, examples, until=None, modes=(GenerationMode.POSITIVE, GenerationMode.NEGATIVE)):
        """Ask each service so often in each mode, until it is time to stop."""
        schema = schemathesis.openapi.from_dict(self.document())
        schema.config.update(base_url=self.base)
        for found in schema.get_all_operations():
            operation = found.ok()
            if (operation.method.upper(), operation.path) in NOT_ASKED:
                continue
            for mode in modes:
                if until is None or monotonic() < until:
                    self._ask_one(operation, mode, examples)
        return self

    def _ask_one(self, operation, mode, examples):
        # What takes nothing cannot be asked wrongly.
        with suppress(Unsatisfiable, SkipTest):
            self._cases(operation.as_strategy(generation_mode=mode), examples)

    def _cases(self, strategy, examples):
        @seeded(self.seed)
        @settings(
            max_examples=examples,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=strategy)
        def each(case):
            self._send(case)

        each()

    def _send(self, case):
        self._at_home(case)
        answer = case.call(session=self.session, timeout=60)
        self.answers[answer.status_code] += 1
        try:
            case.validate_response(answer, checks=CHECKS)
        except FailureGroup as group:
            for error in group.exceptions:
                key = (case.method, case.path, answer.status_code, type(error).__name__)
                self.faults.setdefault(
                    key, f"{case.as_curl_command()}\n{error}\n{answer.text[:300]}"
                )

    def _at_home(self, case):
        """Ask where there is something, mostly."""
        names = [name for name in PARTS if name in (case.path_parameters or {})]
        known = self.places.get(len(names), ())
        if names and known and self.random.random() < 0.8:
            parts = self.random.choice(known)
            case.path_parameters.update(zip(names, parts, strict=True))


PARTS = ("provider", "service", "document")


def told(faults):
    """Return what was found, for people."""
    return "\n\n".join(f"{' '.join(map(str, key))}\n{text}" for key, text in faults.items())


def places(paths):
    """Return ids of things by their depth in the register, from their paths."""
    found = {}
    for path in paths:
        _empty, _register, *parts = path.strip("/").partition("/")[2].rpartition("register/")
        ids = tuple(part for part in parts[-1].split("/") if part) if parts else ()
        if 0 < len(ids) <= len(PARTS):
            found.setdefault(len(ids), []).append(ids)
    return found


def main(seconds):
    """Ask a portal with its demo, as a commissioner and as an officer; return what was wrong."""
    faults, answers = {}, Counter()
    with TemporaryDirectory() as folder:
        portal = Process(Path(folder))
        try:
            portal.wait()
            end, turn = monotonic() + seconds, 0
            while monotonic() < end:
                for name in ("commissioner", "officer"):
                    asker = _signed_in(portal, name, SEED + turn)
                    asker.ask(40, end)
                    faults |= asker.faults
                    answers += asker.answers
                turn += 1
        finally:
            portal.stop()
    print(f"{sum(answers.values())} requests in {turn} turns: {dict(sorted(answers.items()))}")
    print(told(faults) or "Nothing was wrong.")
    return len(faults)


def _signed_in(portal, name, seed):
    body = {"login": name, "password": portal.passwords[name]}
    token = httpx.post(f"{portal.url}/@login", json=body, headers=JSON, timeout=60).json()["token"]
    headers = {"Authorization": f"Bearer {token}"}
    feed = httpx.get(
        f"{portal.url}/@changes?b_size=1000", headers={**JSON, **headers}, timeout=60
    ).json()
    known = places(item["@id"].removeprefix(portal.url) for item in feed["items"])
    return Asker(portal.url, known, headers, seed=seed)


if __name__ == "__main__":
    sys.exit(1 if main(float((sys.argv[1:] or ["300"])[0])) else 0)
