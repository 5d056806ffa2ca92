"""What is said of the services of providers: their claim, and their comments."""

from ccsr.content.domain.openapi import ADDRESS
from ccsr.content.domain.openapi import ANY
from ccsr.content.domain.openapi import DOCUMENT
from ccsr.content.domain.openapi import ERROR
from ccsr.content.domain.openapi import FIELD_ERRORS
from ccsr.content.domain.openapi import FLAG
from ccsr.content.domain.openapi import listed
from ccsr.content.domain.openapi import maybe
from ccsr.content.domain.openapi import Operation
from ccsr.content.domain.openapi import record
from ccsr.content.domain.openapi import SERVICE


CLAIM = record(
    ("acknowledged", "changes"),
    at_id=ADDRESS,
    claim=maybe(ANY),
    registered=ANY,
    version={"type": ["integer", "string", "null"]},
    acknowledged=FLAG,
    changes=listed(ANY),
)
COMMENT = record(("earlier",), at_id=ADDRESS, comment=maybe(ANY), earlier=listed(ANY))

OPERATIONS = (
    Operation(
        "GET",
        "@claim",
        "What the provider says that a service offers, beside what is registered.",
        at=SERVICE,
        tag="providers",
        answers={200: ("The claim; null before anything was said.", CLAIM)},
    ),
    Operation(
        "PATCH",
        "@claim",
        "Change the claim; what is not sent stays.",
        at=SERVICE,
        tag="providers",
        about="“version”, as it was read, keeps somebody else's change from being overtaken.",
        body=ANY,
        answers={
            200: ("The claim as it stands then.", CLAIM),
            400: ("A sentence for each field that cannot be taken.", FIELD_ERRORS),
            409: ("Somebody else saved it meanwhile.", ERROR),
        },
    ),
    Operation(
        "GET",
        "@provider-comment",
        "The provider's comment beside a complaint or an enforcement action.",
        at=DOCUMENT,
        tag="providers",
        answers={200: ("The comment; null where none stands.", COMMENT)},
    ),
    Operation(
        "PUT",
        "@provider-comment",
        "Put a comment in place of the one that stands.",
        at=DOCUMENT,
        tag="providers",
        body=record(text={"type": "string", "minLength": 1}),
        answers={
            200: ("The comment that stands then.", COMMENT),
            400: ("It cannot be taken.", ERROR),
        },
    ),
    Operation(
        "DELETE",
        "@provider-comment",
        "Withdraw the comment that stands.",
        at=DOCUMENT,
        tag="providers",
        answers={204: ("There is none now.", None), 400: ("It cannot be withdrawn.", ERROR)},
    ),
)
