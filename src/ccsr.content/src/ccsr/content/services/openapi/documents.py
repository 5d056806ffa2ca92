"""What is said of the services that file documents and move them through their states."""

from ccsr.content.domain.openapi import ADDRESS
from ccsr.content.domain.openapi import ANY
from ccsr.content.domain.openapi import by_name
from ccsr.content.domain.openapi import DAY
from ccsr.content.domain.openapi import DOCUMENT
from ccsr.content.domain.openapi import ERROR
from ccsr.content.domain.openapi import FLAG
from ccsr.content.domain.openapi import listed
from ccsr.content.domain.openapi import maybe
from ccsr.content.domain.openapi import Operation
from ccsr.content.domain.openapi import Parameter
from ccsr.content.domain.openapi import PROVIDER
from ccsr.content.domain.openapi import record
from ccsr.content.domain.openapi import SERVICE
from ccsr.content.domain.openapi import SITE
from ccsr.content.domain.openapi import TEXT


TERM = maybe(record(token=TEXT, title=TEXT))
BY_TUS = "See “TUS resumable upload” in the documentation of plone.restapi."
MOVED = record(review_state=TEXT, title=TEXT)
REFUSED = {
    **ERROR,
    "properties": {
        **ERROR["properties"],
        "refusals": listed(record(rule=TEXT, message=TEXT)),
    },
}


def _workflow(at):
    return Operation(
        "POST",
        "@workflow",
        "Share, conceal, reveal or retract.",
        at=at,
        path="/{transition}",
        tag="documents",
        body=record(
            ("comment", "review_date"),
            comment={"type": "string", "description": "The reason; “conceal” demands one."},
            review_date={**DAY, "description": "When a concealment is to be reviewed."},
        ),
        answers={
            200: ("The new entry of the history; its state alone to some.", MOVED),
            400: ("Each rule that refuses, with its sentence.", REFUSED),
        },
    )


def _tus(method, name, at, path, answers):
    return Operation(
        method,
        name,
        "A file in parts (TUS).",
        at=at,
        path=path,
        about=BY_TUS,
        tag="documents",
        answers={
            **answers,
            400: ("A header is missing, or the file is refused.", ERROR),
            412: ("Another version of TUS.", ERROR),
        },
    )


BEGUN = {201: ("Begun; “Location” takes the parts.", None), 413: ("Too large.", ERROR)}
TAKEN = {204: ("The part is there.", None), 201: ("The file is there.", None)}

OPERATIONS = (
    *map(_workflow, (PROVIDER, SERVICE, DOCUMENT)),
    Operation(
        "POST",
        "@upload",
        "File one document as a draft.",
        about="A multipart form with “file”, “row”, “create_missing” and “service” is taken too.",
        tag="documents",
        body=record(
            ("row", "create_missing", "service"),
            file=record(filename=TEXT, data={"type": "string", "contentEncoding": "base64"}),
            row=by_name(TEXT),
            create_missing=FLAG,
            service={
                "type": "string",
                "description": "Path of the service, if the row names none.",
            },
        ),
        answers={
            201: ("The draft.", record(at_id=ADDRESS, at_type=TEXT, title=TEXT)),
            400: (
                "Refused, and nothing was written.",
                {**ERROR, "properties": {**ERROR["properties"], "rule": TEXT}},
            ),
        },
    ),
    Operation(
        "GET",
        "@as-on",
        "A service as it was on a day.",
        at=SERVICE,
        parameters=(Parameter("date", "The day; today as a rule.", DAY),),
        answers={
            200: (
                "What the register said of the day.",
                record(
                    ("visibility",),
                    at_id=ADDRESS,
                    date=DAY,
                    service=record(at_id=ADDRESS, title=TEXT),
                    known=FLAG,
                    registration_status=TERM,
                    status_since=maybe(DAY),
                    places=maybe({"type": "integer"}),
                    conditions=listed(ANY),
                    judgements=maybe(ANY),
                    visibility={"enum": ["shared", "concealed", "draft"]},
                ),
            ),
            400: ("The date is none, or none that can be asked for.", ERROR),
        },
    ),
    Operation(
        "GET",
        "@lock",
        "Who edits a thing, to those who could.",
        at=DOCUMENT,
        tag="documents",
        answers={200: ("The lock; empty for everybody else.", ANY)},
    ),
    _tus("POST", "@tus-upload", SERVICE, "", BEGUN),
    _tus("PATCH", "@tus-upload", SITE, "/{id}", TAKEN),
    _tus("PATCH", "@tus-upload", SERVICE, "/{id}", TAKEN),
    _tus("POST", "@tus-replace", DOCUMENT, "", BEGUN),
)
