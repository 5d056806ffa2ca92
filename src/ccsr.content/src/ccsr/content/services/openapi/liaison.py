"""What is said of the services for what goes between CCSR and the inspectorate."""

from ccsr.content.domain import liaison
from ccsr.content.domain import liaison_list
from ccsr.content.domain.openapi import ADDRESS
from ccsr.content.domain.openapi import by_name
from ccsr.content.domain.openapi import ERROR
from ccsr.content.domain.openapi import LIAISON_ITEM
from ccsr.content.domain.openapi import listed
from ccsr.content.domain.openapi import maybe
from ccsr.content.domain.openapi import NUMBER
from ccsr.content.domain.openapi import Operation
from ccsr.content.domain.openapi import Parameter
from ccsr.content.domain.openapi import record
from ccsr.content.domain.openapi import TEXT
from ccsr.content.services.openapi.documents import MOVED
from ccsr.content.services.openapi.documents import REFUSED


ITEM = record(
    at_id=ADDRESS,
    at_type=TEXT,
    UID=TEXT,
    title=TEXT,
    review_state=TEXT,
    kind=TEXT,
    service=maybe(TEXT),
    authority=maybe(TEXT),
    raised={},
    since={},
    days_waiting=maybe(NUMBER),
)

OPERATIONS = (
    Operation(
        "GET",
        "@liaison",
        "The items that whoever asks may see, what waits longest first.",
        tag="liaison",
        parameters=(
            Parameter(
                "state",
                "A state, or a group of them; all that is open as a rule.",
                {"enum": [term.token for term in liaison_list.TABS]},
            ),
            Parameter("kind", "A kind.", {"enum": [term.token for term in liaison.KINDS]}),
            Parameter("authority", "The GSS code of an authority.", TEXT),
            Parameter("service", "The UID of a service.", TEXT),
            Parameter(
                "b_start",
                "Items to pass over.",
                {"type": "integer", "minimum": 0, "maximum": 999999},
            ),
            Parameter(
                "b_size",
                "Items on a page; 100 at most.",
                {"type": "integer", "minimum": 0, "maximum": 999999},
            ),
        ),
        answers={
            200: (
                "A page of them, and how many there are in each state.",
                record(
                    at_id=ADDRESS, items_total=NUMBER, items=listed(ITEM), counts=by_name(NUMBER)
                ),
            ),
            400: ("A parameter is not known, or not with this value.", ERROR),
        },
    ),
    Operation(
        "POST",
        "@workflow",
        "Triage, send, acknowledge, answer, close or reject an item.",
        at=LIAISON_ITEM,
        path="/{transition}",
        tag="liaison",
        body=record(("comment", "response"), comment=TEXT, response=TEXT),
        answers={
            200: ("The new entry of the history; its state alone to some.", MOVED),
            400: ("Each rule that refuses, with its sentence.", REFUSED),
        },
    ),
    Operation(
        "POST",
        "@evidence",
        "Add a file to an item.",
        at=LIAISON_ITEM,
        tag="liaison",
        body=record(filename=TEXT, data={"type": "string", "contentEncoding": "base64"}),
        answers={
            201: ("The file is there.", {"type": "object"}),
            400: ("It is refused.", ERROR),
        },
    ),
    Operation(
        "DELETE",
        "@evidence",
        "Remove a file from an item.",
        at=LIAISON_ITEM,
        path="/{id}",
        tag="liaison",
        answers={204: ("It is gone.", None), 400: ("It cannot be removed.", ERROR)},
    ),
)
