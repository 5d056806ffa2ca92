"""What is said of intake: drops of files, and files in parts."""

from ccsr.content.domain.openapi import ADDRESS
from ccsr.content.domain.openapi import ERROR
from ccsr.content.domain.openapi import FLAG
from ccsr.content.domain.openapi import INTAKE
from ccsr.content.domain.openapi import listed
from ccsr.content.domain.openapi import maybe
from ccsr.content.domain.openapi import NUMBER
from ccsr.content.domain.openapi import Operation
from ccsr.content.domain.openapi import record
from ccsr.content.domain.openapi import TEXT


FILE = record(
    key=TEXT,
    name=TEXT,
    size=NUMBER,
    state=TEXT,
    title=TEXT,
    rule=maybe(TEXT),
    message=maybe(TEXT),
    item=maybe(ADDRESS),
    same=listed(record(at_id=ADDRESS, title=TEXT)),
)
BEGUN = record(name=TEXT, size=NUMBER, upload=ADDRESS)
BATCH = record(at_id=ADDRESS, batch=TEXT, busy=FLAG, files=listed(FILE), begun=listed(BEGUN))
OTHER_VERSION = {412: ("Another version of TUS.", ERROR)}
BAD = {400: ("A header is missing or wrong.", ERROR), **OTHER_VERSION}


def _tus(method, summary, path, answers):
    return Operation(
        method,
        "@intake-upload",
        summary,
        at=INTAKE,
        path=path,
        tag="documents",
        about="TUS 1.0.0, with creation, expiration and termination; an upload is its account's.",
        answers=answers,
    )


OPERATIONS = (
    Operation(
        "POST",
        "@intake",
        "Begin a drop of files that are to be filed.",
        at=INTAKE,
        tag="documents",
        answers={
            201: (
                "Where its files go.",
                record(at_id=ADDRESS, batch=TEXT, upload=ADDRESS, page=ADDRESS),
            )
        },
    ),
    Operation(
        "GET",
        "@intake",
        "What became of the files of a drop.",
        at=INTAKE,
        path="/{batch}",
        tag="documents",
        about="“key” is the id of the upload. “same” is what has the same bytes or says the same. "
        "“begun” is what the account may go on with.",
        answers={200: ("Its files; “busy” while more is to come.", BATCH)},
    ),
    Operation(
        "POST",
        "@intake",
        "Say which files of a drop are still to come, so that its page can name them.",
        at=INTAKE,
        path="/{batch}",
        tag="documents",
        body=record(files=listed(record(name=TEXT, size=NUMBER))),
        answers={204: ("It is kept.", None), 400: ("No names and sizes.", ERROR)},
    ),
    _tus(
        "POST",
        "Announce a PDF, or a ZIP file of them.",
        "/{batch}",
        {
            201: ("Begun; “Location” takes the parts.", None),
            413: ("Too large.", ERROR),
            429: ("Too many were begun and not ended.", ERROR),
            **BAD,
        },
    ),
    _tus(
        "PATCH",
        "Send a part; with the last one the file is taken or refused.",
        "/{batch}/{upload}",
        {204: ("The part is there.", None), 409: ("There is a gap before it.", ERROR), **BAD},
    ),
    _tus("HEAD", "How much is there.", "/{batch}/{upload}", {200: ("It.", None), **OTHER_VERSION}),
    _tus(
        "DELETE",
        "Give an upload up.",
        "/{batch}/{upload}",
        {204: ("It is gone; what was taken stays.", None), **OTHER_VERSION},
    ),
)
