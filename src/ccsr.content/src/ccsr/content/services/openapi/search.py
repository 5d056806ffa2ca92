"""What is said of the services for searching."""

from ccsr.content.domain import find
from ccsr.content.domain import near
from ccsr.content.domain.facets import FACETS
from ccsr.content.domain.openapi import ADDRESS
from ccsr.content.domain.openapi import by_name
from ccsr.content.domain.openapi import DAY
from ccsr.content.domain.openapi import DOCUMENT
from ccsr.content.domain.openapi import ERROR
from ccsr.content.domain.openapi import listed
from ccsr.content.domain.openapi import maybe
from ccsr.content.domain.openapi import MOMENT
from ccsr.content.domain.openapi import NUMBER
from ccsr.content.domain.openapi import Operation
from ccsr.content.domain.openapi import Parameter
from ccsr.content.domain.openapi import record
from ccsr.content.domain.openapi import TEXT


NOT_KNOWN = (
    "A parameter or a value that Find does not know; “known” are those that it does.",
    {**ERROR, "properties": {**ERROR["properties"], "known": listed(TEXT)}},
)


def _facet(facet):
    value = {"enum": list(facet.tokens)} if facet.terms and not facet.pattern else TEXT
    return Parameter(facet.name, str(facet.title.default), listed(value))


PARAMETERS = (
    Parameter("q", "Words, phrases in quotes, a number.", TEXT),
    *map(_facet, FACETS),
    Parameter("near", "A town's id, a postcode district or a GSS code.", TEXT),
    Parameter("within", "Miles around it.", {"enum": [str(one) for one in near.WITHIN]}),
    Parameter("from", "First day of a document's date.", DAY),
    Parameter("to", "Last day of a document's date.", DAY),
    Parameter("sort", "Order of the list.", {"enum": list(find.SORTS)}),
    Parameter(
        "b_start", "Results to pass over.", {"type": "integer", "minimum": 0, "maximum": 10000}
    ),
    Parameter(
        "b_size",
        "Results on a page.",
        {"type": "integer", "minimum": 1, "maximum": find.LARGEST_BATCH},
    ),
)

PLACE = maybe(record(at_id=ADDRESS, title=TEXT))
TITLED = record(token=TEXT, title=TEXT)
FOUND = record(
    at_id=ADDRESS,
    at_type=TEXT,
    title=TEXT,
    review_state=TEXT,
    service=PLACE,
    provider=PLACE,
    date=maybe(DAY),
    judgements=listed(record(framework=TITLED, theme=TITLED, grade=TITLED)),
    snippet=TEXT,
    pages=listed(record(number=NUMBER, snippet=TEXT)),
    inspections=listed(
        record(
            at_id=ADDRESS,
            title=TEXT,
            date=DAY,
            judgements=listed(record(framework=TITLED, theme=TITLED, grade=TITLED)),
        )
    ),
    miles=maybe(NUMBER),
)
SAVED = record(
    at_id=ADDRESS,
    id=TEXT,
    name=TEXT,
    query=by_name(listed(TEXT)),
    url=ADDRESS,
    items_total=maybe(NUMBER),
    items_new=maybe(NUMBER),
    made=MOMENT,
    looked=MOMENT,
)

SHORTLIST = record(
    at_id=ADDRESS,
    id=TEXT,
    name=TEXT,
    made=MOMENT,
    services=listed(record(at_id=ADDRESS, UID=TEXT, title=TEXT, added=MOMENT, note=TEXT)),
)

BESIDE = record(at_id=ADDRESS, UID=TEXT, title=TEXT)
CELL = listed(record(text=TEXT, url=TEXT))
GROUP = record(
    title=TEXT, rows=listed(record(title=TEXT, differs={"type": "boolean"}, cells=listed(CELL)))
)

OPERATIONS = (
    Operation(
        "GET",
        "@find",
        "Search the register and the text of the documents.",
        tag="search",
        parameters=PARAMETERS,
        answers={
            200: (
                "A page of what was found, with facets counted.",
                record(
                    items_total=NUMBER,
                    items=listed(FOUND),
                    facets=by_name(listed(record(value=TEXT, title=TEXT, count=NUMBER))),
                    suggestion=maybe(record(query=TEXT, title=TEXT)),
                    exact=maybe(ADDRESS),
                    read_as=maybe(TEXT),
                    notes=listed(TEXT),
                ),
            ),
            400: NOT_KNOWN,
        },
    ),
    Operation(
        "GET",
        "@compare",
        "Up to four services side by side, in words of the language asked for.",
        tag="search",
        parameters=(
            Parameter("uid", "UIDs of services; what is not there is left out.", listed(TEXT)),
            Parameter("near", "A place from which distances are.", TEXT),
        ),
        answers={
            200: (
                "The services, and a cell for each in every row.",
                record(items=listed(BESIDE), groups=listed(GROUP)),
            )
        },
    ),
    Operation(
        "GET",
        "@similar",
        "Documents that are most like one.",
        at=DOCUMENT,
        tag="search",
        answers={
            200: (
                "The most like it first.",
                record(
                    items=listed(record(at_id=ADDRESS, at_type=TEXT, title=TEXT, date=maybe(DAY)))
                ),
            )
        },
    ),
    Operation(
        "GET",
        "@saved-searches",
        "The saved searches of whoever asks.",
        tag="search",
        answers={200: ("All of them, by name.", record(items=listed(SAVED), items_total=NUMBER))},
    ),
    Operation(
        "POST",
        "@saved-searches",
        "Save a search.",
        tag="search",
        body=record(name={"type": "string", "minLength": 1}, query=by_name(listed(TEXT))),
        answers={201: ("It is saved.", SAVED), 400: ("It cannot be saved.", ERROR)},
    ),
    Operation(
        "DELETE",
        "@saved-searches",
        "Delete a saved search.",
        path="/{id}",
        tag="search",
        answers={204: ("It is gone.", None)},
    ),
    Operation(
        "GET",
        "@shortlists",
        "The shortlists of whoever asks, with the services that they may see.",
        tag="search",
        answers={
            200: (
                "All of them, the oldest first.",
                record(items=listed(SHORTLIST), items_total=NUMBER),
            )
        },
    ),
    Operation(
        "POST",
        "@shortlists",
        "Make a shortlist.",
        tag="search",
        body=record(name={"type": "string", "minLength": 1}),
        answers={201: ("It is made.", SHORTLIST), 400: ("It cannot be made.", ERROR)},
    ),
    Operation(
        "POST",
        "@shortlists",
        "Put a service on a shortlist, or write another note on one that is there.",
        path="/{id}",
        about="“service” is a UID. Without “note” that which is there stays.",
        tag="search",
        body=record(("note",), service=TEXT, note=TEXT),
        answers={200: ("It is on it.", SHORTLIST), 400: ("It cannot be put on it.", ERROR)},
    ),
    Operation(
        "DELETE",
        "@shortlists",
        "Delete a shortlist.",
        path="/{id}",
        tag="search",
        answers={204: ("It is gone.", None)},
    ),
    Operation(
        "DELETE",
        "@shortlists",
        "Take a service off a shortlist.",
        path="/{id}/{uid}",
        tag="search",
        answers={204: ("It is off it.", None)},
    ),
)
