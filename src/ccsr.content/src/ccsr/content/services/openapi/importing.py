"""What is said of the services of the register's import."""

from ccsr.content.domain.importing import plan
from ccsr.content.domain.importing.entries import KINDS
from ccsr.content.domain.openapi import ADDRESS
from ccsr.content.domain.openapi import by_name
from ccsr.content.domain.openapi import DAY
from ccsr.content.domain.openapi import ERROR
from ccsr.content.domain.openapi import FLAG
from ccsr.content.domain.openapi import listed
from ccsr.content.domain.openapi import maybe
from ccsr.content.domain.openapi import MOMENT
from ccsr.content.domain.openapi import NUMBER
from ccsr.content.domain.openapi import Operation
from ccsr.content.domain.openapi import Parameter
from ccsr.content.domain.openapi import record
from ccsr.content.domain.openapi import TEXT
from ccsr.content.importing import store


IMPORTS, MAPPINGS = "@register-imports", "@register-mappings"

BRIEF = {
    "at_id": ADDRESS,
    "id": NUMBER,
    "filename": TEXT,
    "source": record(id=TEXT, title=TEXT),
    "as_at": DAY,
    "by": TEXT,
    "at": MOMENT,
    "state": {"enum": list(store.STATES)},
    "counts": by_name(NUMBER),
}
REMARK = record(line=NUMBER, number=TEXT, message=TEXT, is_broken=FLAG)
DONE = maybe(record(by=TEXT, at=MOMENT))
IMPORT = record(
    **BRIEF,
    job=maybe(record(id=TEXT, state=TEXT)),
    progress=record(state=TEXT, busy=FLAG, done=NUMBER, total=NUMBER),
    problem=maybe(TEXT),
    rows=NUMBER,
    left_out=NUMBER,
    groups=listed(record(group=TEXT, count=NUMBER, ticked=NUMBER)),
    kept=by_name(NUMBER),
    outcomes=by_name(NUMBER),
    applied=DONE,
    undone=DONE,
    remarks_total=NUMBER,
    remarks=listed(REMARK),
)
VALUE = {"type": ["integer", "string", "array", "object", "boolean", "null"]}
CHOICE = {"enum": list(plan.CHOICES)}
ENTRY = record(
    id=NUMBER,
    kind={"enum": list(KINDS)},
    group=TEXT,
    what={"enum": ["service", "provider"]},
    at_id=maybe(ADDRESS),
    title=TEXT,
    number=TEXT,
    line=maybe(NUMBER),
    field=maybe(TEXT),
    portal=VALUE,
    file=VALUE,
    other=maybe(TEXT),
    reasons=listed(TEXT),
    choices=listed(CHOICE),
    tick=maybe(CHOICE),
    ticked=FLAG,
    outcome=maybe(record(state=TEXT, message=maybe(TEXT))),
)
MAPPING = {"at_id": ADDRESS, "id": TEXT, "title": TEXT, "is_shipped": FLAG}

PAGING = (
    Parameter(
        "b_start", "Items to pass over.", {"type": "integer", "minimum": 0, "maximum": 999999}
    ),
    Parameter(
        "b_size",
        "Items on a page, 100 as a rule.",
        {"type": "integer", "minimum": 1, "maximum": 1000},
    ),
)
FILTERS = (
    Parameter("group", "A group, such as “new” or “changed:places”.", TEXT),
    Parameter("ticked", "What is ticked, or what is not.", {"enum": ["true", "false"]}),
    Parameter("result", "What came of them: done, left, undone or stays.", TEXT),
    Parameter("q", "What name, number or provider hold.", TEXT),
)
BAD = ("What was asked cannot be, and the sentence says why; nothing was changed.", ERROR)
BUSY = (
    "Another import is being applied, or has changed the register since; in that case this "
    "one is compared anew.",
    ERROR,
)


def _page(item):
    return record(at_id=ADDRESS, items_total=NUMBER, items=listed(item))


#: Action → what it does, and which status says that it was begun.
ACTIONS = {
    "propose": ("Have a reviewer look at what is ticked.", 200),
    "compare": ("Compare the file with the register as it is now.", 202),
    "apply": ("Apply what is ticked; for reviewers.", 202),
    "undo": ("Take back the import that was applied last; for reviewers.", 202),
    "continue": ("Go on where applying or undoing has stopped; for reviewers.", 202),
}

OPERATIONS = (
    Operation(
        "GET",
        IMPORTS,
        "Imports of a register's file, the newest first.",
        parameters=PAGING,
        answers={200: ("A page of them.", _page(record(**BRIEF))), 400: BAD},
    ),
    Operation(
        "POST",
        IMPORTS,
        "Bring a register's file in; a worker compares it.",
        about="CSV or XLSX. Without “mapping” the file's columns tell how it is read, without "
        "“as_at” its name tells of which day it is.",
        body=record(
            ("mapping", "as_at"),
            filename=TEXT,
            data={"type": "string", "contentEncoding": "base64"},
            mapping=TEXT,
            as_at=DAY,
        ),
        answers={202: ("The import, which is being compared.", IMPORT), 400: BAD},
    ),
    Operation(
        "GET",
        IMPORTS,
        "How far an import is, its groups, and the first lines that something is wrong with.",
        path="/{id}",
        answers={200: ("The import.", IMPORT), 400: BAD},
    ),
    Operation(
        "GET",
        IMPORTS,
        "The differences that an import found.",
        path="/{id}/entries",
        parameters=(*FILTERS, *PAGING),
        answers={200: ("A page of them.", _page(ENTRY)), 400: BAD},
    ),
    Operation(
        "GET",
        IMPORTS,
        "The lines of the file that something is wrong with.",
        path="/{id}/remarks",
        parameters=PAGING,
        answers={200: ("A page of them.", _page(REMARK)), 400: BAD},
    ),
    Operation(
        "PATCH",
        IMPORTS,
        "Tick entries of an import.",
        path="/{id}",
        about="“answers” says by entry what became of a possible successor: “follows” or "
        "“renumbered”; null takes it back.",
        body=record(
            ("tick", "untick", "answers"),
            tick=listed(NUMBER),
            untick=listed(NUMBER),
            answers=by_name(maybe(CHOICE)),
        ),
        answers={200: ("The import with its ticks.", IMPORT), 400: BAD},
    ),
    *(
        Operation(
            "POST",
            IMPORTS,
            summary,
            path=f"/{{id}}/{name}",
            answers={status: ("The import.", IMPORT), 400: BAD, 409: BUSY},
        )
        for name, (summary, status) in ACTIONS.items()
    ),
    Operation(
        "DELETE",
        IMPORTS,
        "Drop an import of which nothing is in the register.",
        path="/{id}",
        answers={204: ("It is gone.", None), 400: BAD},
    ),
    Operation(
        "GET",
        MAPPINGS,
        "What files can be read by.",
        answers={
            200: ("All of them.", record(at_id=ADDRESS, items=listed(record(**MAPPING)))),
            400: BAD,
        },
    ),
    Operation(
        "GET",
        MAPPINGS,
        "One mapping whole; for administrators.",
        path="/{id}",
        answers={
            200: ("The mapping.", record(**MAPPING, mapping={"type": "object"})),
            400: BAD,
        },
    ),
)
