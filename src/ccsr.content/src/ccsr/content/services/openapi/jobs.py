"""What is said of long work."""

from ccsr.content.domain.openapi import ADDRESS
from ccsr.content.domain.openapi import ERROR
from ccsr.content.domain.openapi import FLAG
from ccsr.content.domain.openapi import Operation
from ccsr.content.domain.openapi import record
from ccsr.content.domain.openapi import TEXT
from ccsr.content.jobs import STATES


COUNT = {"type": "integer", "minimum": 0}
JOB = record(
    (),
    at_id=ADDRESS,
    title=TEXT,
    state={"type": "string", "enum": list(STATES)},
    busy=FLAG,
    done=COUNT,
    total=COUNT,
    message=TEXT,
    is_worked_on=FLAG,
)

OPERATIONS = (
    Operation(
        "GET",
        "@jobs",
        "How far long work is that the account has asked for.",
        path="/{job}",
        tag="about",
        about="“is_worked_on” is false while no worker is there: it waits, and nothing is lost.",
        answers={200: ("The job; “total” is 0 where it is not known.", JOB)},
    ),
    Operation(
        "DELETE",
        "@jobs",
        "Cancel it: before it begins, or at its next step; what it did is undone.",
        path="/{job}",
        tag="about",
        answers={204: ("It is cancelled, or will be.", None), 409: ("It has ended.", ERROR)},
    ),
)
