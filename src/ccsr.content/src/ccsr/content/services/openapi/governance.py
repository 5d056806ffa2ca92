"""What is said of the services of governance and readiness."""

from ccsr.content.domain.governance import compliance
from ccsr.content.domain.openapi import ACTION
from ccsr.content.domain.openapi import ADDRESS
from ccsr.content.domain.openapi import ERROR
from ccsr.content.domain.openapi import FLAG
from ccsr.content.domain.openapi import INSPECTION
from ccsr.content.domain.openapi import listed
from ccsr.content.domain.openapi import maybe
from ccsr.content.domain.openapi import MEETING
from ccsr.content.domain.openapi import MOMENT
from ccsr.content.domain.openapi import NUMBER
from ccsr.content.domain.openapi import Operation
from ccsr.content.domain.openapi import PROTOCOL
from ccsr.content.domain.openapi import record
from ccsr.content.domain.openapi import TEXT
from ccsr.content.services.openapi.documents import MOVED
from ccsr.content.services.openapi.documents import REFUSED


STATE = {"enum": list(compliance.STATES)}
EVIDENCE = record(
    rule=TEXT,
    title=TEXT,
    state=STATE,
    message=TEXT,
    kept=NUMBER,
    total=NUMBER,
    quarters=listed(record(quarter=TEXT, counted=TEXT)),
)
CLAUSE = record(
    at_id=ADDRESS,
    number=TEXT,
    title=TEXT,
    promise=maybe(TEXT),
    state=STATE,
    evidence=listed(EVIDENCE),
)
VERSION = record(at_id=ADDRESS, version=TEXT)
AGREEMENT = record(
    at_id=ADDRESS,
    has_minutes=FLAG,
    may_agree=FLAG,
    read=TEXT,
    state=TEXT,
    parties=listed(record(party=TEXT, at=maybe(MOMENT))),
)
DEED = record(
    at_id=ADDRESS,
    status=TEXT,
    note=record(at=MOMENT, by=TEXT, deed=TEXT, text=TEXT),
    offered=listed(TEXT),
)
LINK = record(id=TEXT, whom=TEXT, expires=MOMENT)
ASKED_FOR = record(id=TEXT, title=TEXT, state=TEXT, links=listed(LINK))
REFUSAL = ("A sentence says what refuses it.", ERROR)

OPERATIONS = (
    Operation(
        "POST",
        "@workflow",
        "Adopt a version of the protocol; the one in force is superseded.",
        at=PROTOCOL,
        path="/{transition}",
        tag="governance",
        body=record(("comment",), comment=TEXT),
        answers={
            200: ("The new entry of the history; its state alone to some.", MOVED),
            400: ("Each rule that refuses, with its sentence.", REFUSED),
        },
    ),
    Operation(
        "POST",
        "@workflow",
        "Move a meeting: hold, cancel, plan_again; “agree” is refused until all have agreed.",
        at=MEETING,
        path="/{transition}",
        tag="governance",
        body=record(("comment",), comment=TEXT),
        answers={
            200: ("The new entry of the history; its state alone to some.", MOVED),
            400: ("Each rule that refuses, with its sentence.", REFUSED),
        },
    ),
    Operation(
        "GET",
        "@compliance",
        "The clauses in force, what they promise, and what the records say of it.",
        tag="governance",
        answers={
            200: (
                "The clauses by number; none where no version is in force.",
                record(
                    at_id=ADDRESS,
                    protocol=maybe(VERSION),
                    items=listed(CLAUSE),
                    items_total=NUMBER,
                ),
            )
        },
    ),
    Operation(
        "POST",
        "@new-version",
        "Begin a draft as a copy of the version in force.",
        at=PROTOCOL,
        tag="governance",
        answers={201: ("The draft.", VERSION), 400: REFUSAL},
    ),
    Operation(
        "GET",
        "@agreement",
        "Who has agreed the minutes of a meeting; “read” is their digest.",
        at=MEETING,
        tag="governance",
        answers={200: ("The parties, and when each has agreed.", AGREEMENT)},
    ),
    Operation(
        "POST",
        "@agreement",
        "Agree the minutes for one's party.",
        at=MEETING,
        tag="governance",
        about="“read” is the digest of the minutes that were read: others are not agreed.",
        body=record(read=TEXT),
        answers={200: ("Who has agreed then.", AGREEMENT), 400: REFUSAL},
    ),
    Operation(
        "POST",
        "@deed",
        "Note something at an agreed action, or mark it as done, dropped or open again.",
        at=ACTION,
        path="/{deed}",
        tag="governance",
        body=record(("text",), text=TEXT),
        answers={200: ("Its status, the note, and what can be done next.", DEED), 400: REFUSAL},
    ),
    Operation(
        "GET",
        "@upload-links",
        "What an inspection asks for, and the upload links that are open.",
        at=INSPECTION,
        tag="readiness",
        answers={
            200: (
                "Each document with its links, without their secrets.",
                record(at_id=ADDRESS, items=listed(ASKED_FOR), items_total=NUMBER),
            )
        },
    ),
    Operation(
        "POST",
        "@upload-links",
        "Make a link by which a partner hands in one document, once.",
        at=INSPECTION,
        tag="readiness",
        about="Its address is told in this answer and never again.",
        body=record(("days",), document=TEXT, whom=TEXT, days={"type": "integer"}),
        answers={
            201: ("The link.", record(id=TEXT, url=ADDRESS, expires=MOMENT)),
            400: REFUSAL,
        },
    ),
    Operation(
        "DELETE",
        "@upload-links",
        "Withdraw an upload link.",
        at=INSPECTION,
        path="/{slot}/{id}",
        tag="readiness",
        answers={204: ("It is over.", None)},
    ),
)
