"""What is said of the services of governance."""

from ccsr.content.domain.openapi import Operation
from ccsr.content.domain.openapi import PROTOCOL
from ccsr.content.domain.openapi import record
from ccsr.content.domain.openapi import TEXT
from ccsr.content.services.openapi.documents import MOVED
from ccsr.content.services.openapi.documents import REFUSED


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
)
