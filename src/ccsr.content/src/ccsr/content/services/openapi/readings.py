"""What is said of the services of conditions: what was read from their words."""

from ccsr.content.domain.openapi import ADDRESS
from ccsr.content.domain.openapi import DOCUMENT
from ccsr.content.domain.openapi import FIELD_ERRORS
from ccsr.content.domain.openapi import FLAG
from ccsr.content.domain.openapi import listed
from ccsr.content.domain.openapi import maybe
from ccsr.content.domain.openapi import MOMENT
from ccsr.content.domain.openapi import NUMBER
from ccsr.content.domain.openapi import Operation
from ccsr.content.domain.openapi import record
from ccsr.content.domain.openapi import TEXT


#: A number, a day, a token, or tokens: what the field takes.
VALUE = {"type": ["integer", "string", "array", "null"]}
PROPOSAL = record(value=VALUE, passage=TEXT, start=NUMBER, end=NUMBER, remark=maybe(TEXT))
FIELD = record(
    ("proposal", "confirmed"),
    field=TEXT,
    state={"enum": ["confirmed", "proposed", "typed", "open"]},
    value=VALUE,
    proposal=PROPOSAL,
    confirmed=record(by=TEXT, at=MOMENT),
)
READINGS = record(at_id=ADDRESS, kind=maybe(TEXT), settled=FLAG, items=listed(FIELD))

OPERATIONS = (
    Operation(
        "GET",
        "@readings",
        "What was read from the words of a condition, and which values an officer confirmed.",
        at=DOCUMENT,
        tag="register",
        answers={200: ("The fields in the order of the form.", READINGS)},
    ),
    Operation(
        "POST",
        "@readings",
        "Confirm values of a condition.",
        at=DOCUMENT,
        tag="register",
        about="“accept” names fields that are confirmed as they stand or are proposed, or is "
        "“all”; “values” gives others by field, null where the condition says nothing.",
        body=record(
            ("accept", "values"),
            accept={"type": ["array", "string"], "items": TEXT},
            values={"type": "object", "additionalProperties": VALUE},
        ),
        answers={
            200: ("The fields as they stand then.", READINGS),
            400: (
                "A sentence for each field that cannot be taken; nothing is confirmed.",
                FIELD_ERRORS,
            ),
        },
    ),
)
