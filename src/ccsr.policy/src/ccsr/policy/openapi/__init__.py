"""What is said of the site's own services: accounts, sessions, its state."""

from ccsr.content.domain.openapi import ANY
from ccsr.content.domain.openapi import by_name
from ccsr.content.domain.openapi import ERROR
from ccsr.content.domain.openapi import listed
from ccsr.content.domain.openapi import maybe
from ccsr.content.domain.openapi import Operation
from ccsr.content.domain.openapi import record
from ccsr.content.domain.openapi import TEXT


TOKEN = ("The token of the session, to be sent as “Authorization: Bearer”.", record(token=TEXT))
ROW = record(name=TEXT, flag=maybe(TEXT), title=maybe(TEXT), value=maybe(TEXT), advice=maybe(TEXT))

OPERATIONS = (
    Operation(
        "POST",
        "@login",
        "Begin a session.",
        tag="accounts",
        body=record(("code",), login=TEXT, password=TEXT, code=TEXT),
        answers={
            200: TOKEN,
            400: ("Name or password is missing.", ERROR),
            401: ("They are wrong, or a code is asked for.", ERROR),
            403: ("A second factor must be set up first.", ERROR),
            429: ("Too many attempts.", ERROR),
        },
        is_open=True,
    ),
    Operation(
        "POST",
        "@login-renew",
        "Another token for the session; the one before is worth nothing from then on.",
        tag="accounts",
        answers={200: TOKEN, 401: ("There is no session.", ERROR)},
    ),
    Operation(
        "POST",
        "@logout",
        "End the session.",
        tag="accounts",
        answers={204: ("It is over.", None)},
    ),
    Operation(
        "POST",
        "@users",
        "Add an account; for administrators.",
        tag="accounts",
        body=ANY,
        answers={201: ("The account.", ANY), 400: ("It cannot be added.", ANY)},
    ),
    Operation(
        "POST",
        "@users",
        "Set one's own password.",
        path="/{id}/reset-password",
        tag="accounts",
        body=record(old_password=TEXT, new_password=TEXT),
        answers={
            204: ("It is set.", None),
            400: ("The new password cannot be had.", ERROR),
            403: ("The present password is wrong.", ERROR),
        },
    ),
    Operation(
        "PATCH",
        "@users",
        "Change an account.",
        path="/{id}",
        tag="accounts",
        body=ANY,
        answers={
            204: ("It is changed.", None),
            400: ("That cannot be changed here.", ERROR),
            403: ("It is not theirs to change.", ERROR),
        },
    ),
    Operation(
        "GET",
        "@ccsr-state",
        "How the site is; for administrators.",
        tag="about",
        answers={
            200: (
                "The worst flag of all, and every check with its rows.",
                record(flag=TEXT, checks=by_name(listed(ROW))),
            )
        },
    ),
)
