"""What is said of the services for alerts."""

from ccsr.content.domain.openapi import ADDRESS
from ccsr.content.domain.openapi import ERROR
from ccsr.content.domain.openapi import FLAG
from ccsr.content.domain.openapi import listed
from ccsr.content.domain.openapi import NUMBER
from ccsr.content.domain.openapi import Operation
from ccsr.content.domain.openapi import record
from ccsr.content.domain.openapi import TEXT
from ccsr.policy.domain import alerts


KIND = {"enum": sorted(alerts.TARGETS)}
TIME = {"enum": sorted(alerts.TIMES)}
ID = {"type": ["integer", "string"]}
SUBSCRIPTION = record(at_id=ADDRESS, id=ID, kind=KIND, target=TEXT, title=TEXT, time=TIME)
ALERT = record(
    id=NUMBER,
    kind={"enum": sorted(alerts.KINDS)},
    title=TEXT,
    service=TEXT,
    url=ADDRESS,
    told={"type": "string", "format": "date-time"},
    read=FLAG,
)

OPERATIONS = (
    Operation(
        "GET",
        "@subscriptions",
        "What whoever asks is told of.",
        tag="alerts",
        answers={
            200: (
                "All of it.",
                record(at_id=ADDRESS, items=listed(SUBSCRIPTION), items_total=NUMBER),
            )
        },
    ),
    Operation(
        "POST",
        "@subscriptions",
        "Be told of a service, an authority or a saved search; or change when.",
        tag="alerts",
        body=record(
            kind=KIND,
            target={
                "type": "string",
                "description": "UID of a service, GSS code of an authority, id of a saved search.",
            },
            time=TIME,
        ),
        answers={
            201: ("The subscription.", SUBSCRIPTION),
            400: ("There is no such thing, or no room.", ERROR),
        },
    ),
    Operation(
        "DELETE",
        "@subscriptions",
        "End a subscription.",
        path="/{id}",
        tag="alerts",
        answers={204: ("It is over.", None)},
    ),
    Operation(
        "GET",
        "@alerts",
        "What whoever asks was told of and may see now, the newest first.",
        tag="alerts",
        answers={
            200: (
                "The alerts.",
                record(at_id=ADDRESS, items=listed(ALERT), items_total=NUMBER, items_unread=NUMBER),
            )
        },
    ),
    Operation(
        "PATCH",
        "@alerts",
        "Mark alerts as read, or as not read.",
        tag="alerts",
        body=record(ids=listed(NUMBER), read=FLAG),
        answers={204: ("They are marked.", None), 400: ("Ids are numbers.", ERROR)},
    ),
)
