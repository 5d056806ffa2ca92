"""The demo's PDFs, set by typst in threads of their own while the site is made."""

from ccsr.content.config import frameworks
from ccsr.content.config import terms
from ccsr.policy.demo import prose
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from datetime import datetime
from datetime import UTC
from importlib.resources import files
from threading import local

import json
import typst


#: typst lets go of the interpreter while it works.
THREADS = 2
TEMPLATE = files(__package__).joinpath("paper.typ")
LABELS = {
    "en": {
        "provider": "Provider",
        "reference": "Reference",
        "inspected_from": "Inspected from",
        "inspected_to": "Inspected to",
        "issued": "Issued on",
        "completed": "Completed on",
        "notice_date": "Date of notice",
        "due_date": "To be met by",
        "inspector": "Inspector",
        "stage": "Stage",
    },
    "cy": {
        "provider": "Darparwr",
        "inspected_from": "Arolygwyd o",
        "inspected_to": "Arolygwyd hyd",
        "issued": "Cyhoeddwyd ar",
        "inspector": "Arolygydd",
    },
}

_thread = local()


class Press:
    """Sets the papers of a plan in the background; ``pdf`` waits for one."""

    def __init__(self, documents):
        self._pool = ThreadPoolExecutor(THREADS)
        self._papers = {one.key: self._pool.submit(compiled, one) for one in documents}

    def pdf(self, key: str) -> bytes:
        """Return the PDF of a document."""
        return self._papers[key].result()

    def close(self) -> None:
        """End the threads."""
        self._pool.shutdown(cancel_futures=True)


def compiled(document) -> bytes:
    """Return a document as PDF; the same document gives the same bytes."""
    if not hasattr(_thread, "compiler"):
        _thread.compiler = typst.Compiler(str(TEMPLATE), ignore_system_fonts=True)
    return _thread.compiler.compile(
        format="pdf",
        sys_inputs={"paper": json.dumps(_paper(document))},
        timestamp=_stamp(document),
    )


def _paper(document) -> dict:
    return {
        "language": document.language,
        "title": prose.title(document),
        "service": document.service_title,
        "issuer": _issuer(document),
        "facts": _facts(document),
        "judgements": _judgements(document),
        "sections": prose.sections(document),
    }


def _facts(document):
    values = {"provider": document.provider_title, **document.fields}
    return [
        [label, _shown(values[name])]
        for name, label in LABELS[document.language].items()
        if values.get(name)
    ]


def _shown(value) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)


def _issuer(document) -> str:
    token = document.fields.get("inspectorate", "ciw")
    return next(term.title.default for term in terms.INSPECTORATES if term.token == token)


def _judgements(document):
    # A Welsh report gives its grades in the text only: the scale's own words are English.
    if document.language == "cy" or "framework" not in document.fields:
        return []
    scale = frameworks.BY_TOKEN[document.fields["framework"]]
    themes = {term.token: term.title.default for term in scale.themes}
    grades = {term.token: term.title.default for term in scale.grades}
    return [[themes[row["theme"]], grades[row["grade"]]] for row in document.fields["judgements"]]


def _stamp(document) -> int:
    names = ("issued", "completed", "notice_date")
    day = next(document.fields[name] for name in names if document.fields.get(name))
    return int(datetime(day.year, day.month, day.day, 9, tzinfo=UTC).timestamp())
