"""What is said of the services of the register."""

from ccsr.content.domain import changes
from ccsr.content.domain import open_referral
from ccsr.content.domain.openapi import ADDRESS
from ccsr.content.domain.openapi import by_name
from ccsr.content.domain.openapi import ERROR
from ccsr.content.domain.openapi import FLAG
from ccsr.content.domain.openapi import listed
from ccsr.content.domain.openapi import maybe
from ccsr.content.domain.openapi import MOMENT
from ccsr.content.domain.openapi import NUMBER
from ccsr.content.domain.openapi import Operation
from ccsr.content.domain.openapi import Parameter
from ccsr.content.domain.openapi import record
from ccsr.content.domain.openapi import TEXT


ID = {"type": "string", "format": "uuid"}
NOT_TAKEN = ("A parameter is not known, or not with this value.", ERROR)

PAGE = Parameter(
    "page", "Number of the page, from 1.", {"type": "integer", "minimum": 1, "maximum": 999999}
)
PER_PAGE = Parameter(
    "per_page",
    f"Things on a page; {open_referral.MOST_PER_PAGE} at most, {open_referral.PER_PAGE} as a rule.",
    {"type": "integer", "minimum": 1, "maximum": 999999},
)
OF_SERVICES = (
    Parameter("search", "Words.", TEXT),
    Parameter("modified_after", "Changed at this moment or later.", MOMENT),
    Parameter("taxonomy_term_id", "With this term.", TEXT),
    Parameter("organization_id", "Of this provider.", TEXT),
)

TERM = record(
    id=ID, code=TEXT, name=TEXT, description=TEXT, taxonomy=TEXT, taxonomy_id=ID, term_uri=ADDRESS
)
TAXONOMY = record(id=ID, name=TEXT, description=TEXT, uri=ADDRESS)
ATTRIBUTE = record(id=ID, link_id=ID, link_type=TEXT, taxonomy_term_id=ID, taxonomy_term=TERM)
NAMED = record(("alternate_name",), id=ID, name=TEXT, alternate_name=TEXT)
ORGANIZATION = record(
    ("alternate_name", "email"),
    id=ID,
    name=TEXT,
    alternate_name=TEXT,
    description=TEXT,
    uri=ADDRESS,
    email=TEXT,
    organization_identifiers=listed(
        record(id=ID, identifier_scheme=TEXT, identifier_type=TEXT, identifier=TEXT)
    ),
    attributes=listed(ATTRIBUTE),
)
LOCATION = record(
    ("addresses",),
    id=ID,
    location_type={"const": "physical"},
    name=TEXT,
    addresses=listed(
        record(
            id=ID,
            address_1=TEXT,
            city=TEXT,
            state_province=TEXT,
            postal_code=TEXT,
            country=TEXT,
            address_type={"const": "physical"},
        )
    ),
)
ONE_OF_EACH = {
    "id": ID,
    "name": TEXT,
    "alternate_name": TEXT,
    "description": TEXT,
    "url": ADDRESS,
    "status": {"enum": ["active", "inactive", "defunct", "temporarily closed"]},
    "last_modified": MOMENT,
    "minimum_age": NUMBER,
    "maximum_age": NUMBER,
}
SOME = ("alternate_name", "minimum_age", "maximum_age")
IN_LIST = record(SOME, **ONE_OF_EACH, organization=NAMED)
IN_FULL = record(
    SOME,
    **ONE_OF_EACH,
    organization=ORGANIZATION,
    languages=listed(record(("code",), id=ID, name=TEXT, code=TEXT)),
    attributes=listed(ATTRIBUTE),
    contacts=listed(record(id=ID, name=TEXT, title=TEXT)),
    service_at_locations=listed(record(id=ID, location=LOCATION)),
)
AT_LOCATION = record(id=ID, location=LOCATION, service=IN_LIST)
ABOUT = record(version=TEXT, profile=ADDRESS, openapi_url=ADDRESS)


def page_of(*schemas):
    """Return the schema of a page of a list."""
    item = schemas[0] if len(schemas) == 1 else {"anyOf": list(schemas)}
    return record(
        total_items=NUMBER,
        total_pages=NUMBER,
        page_number=NUMBER,
        size=NUMBER,
        first_page=FLAG,
        last_page=FLAG,
        empty=FLAG,
        contents=listed(item),
    )


def _open_referral(path, summary, schema, parameters=()):
    refused = {400: NOT_TAKEN} if parameters else {}
    return Operation(
        "GET",
        "@open-referral",
        summary,
        path=path,
        tag="open referral",
        parameters=parameters,
        answers={200: (summary, schema), **refused},
    )


def _list_and_one(name, what, listed_as, one, further=()):
    return (
        _open_referral(
            f"/{name}", f"A page of {what}.", page_of(*listed_as), (PAGE, PER_PAGE, *further)
        ),
        _open_referral(f"/{name}/{{id}}", f"One of {what}.", one),
    )


FULL = Parameter("full", "Each with all that belongs to it.", FLAG)

FEED_ITEM = {
    "at_id": ADDRESS,
    "at_type": TEXT,
    "UID": TEXT,
    "version": TEXT,
}
BUCKET = record(items_total=NUMBER, digest=TEXT)

OPERATIONS = (
    _open_referral("", "What this interface is.", ABOUT),
    *_list_and_one("services", "the services", (IN_LIST, IN_FULL), IN_FULL, (*OF_SERVICES, FULL)),
    *_list_and_one(
        "service_at_locations",
        "the services at their places",
        (AT_LOCATION,),
        AT_LOCATION,
        OF_SERVICES,
    ),
    *_list_and_one("organizations", "the providers", (ORGANIZATION,), ORGANIZATION),
    *_list_and_one("taxonomies", "the vocabularies", (TAXONOMY,), TAXONOMY),
    *_list_and_one("taxonomy_terms", "the terms of the vocabularies", (TERM,), TERM),
    Operation(
        "GET",
        "@register",
        "The register as a table: a row for each service, by name.",
        parameters=(Parameter("format", "The kind of file.", {"enum": ["csv"]}),),
        answers={
            200: ("The table, in UTF-8.", TEXT),
            400: NOT_TAKEN,
            429: ("Another list is being made, for this account or for others.", ERROR),
        },
        media="text/csv",
    ),
    Operation(
        "GET",
        "@changes",
        "What changed, the oldest change first.",
        parameters=(
            Parameter("since", "What the page before gave as “since”; nothing at first.", TEXT),
            Parameter(
                "b_size",
                f"Items on a page; {changes.SIZE} as a rule.",
                {"type": "integer", "minimum": 1, "maximum": changes.MOST},
            ),
        ),
        tag="changes",
        answers={
            200: (
                "A page, and the digest of all that whoever asks may see.",
                record(
                    items=listed(
                        record(
                            **FEED_ITEM,
                            title=TEXT,
                            review_state=maybe(TEXT),
                            change={"enum": ["created", "changed", "shared", "concealed"]},
                            changed=MOMENT,
                        )
                    ),
                    since=TEXT,
                    more=FLAG,
                    items_total=NUMBER,
                    digest=TEXT,
                ),
            ),
            400: NOT_TAKEN,
        },
    ),
    Operation(
        "GET",
        "@ids",
        "Which things there are: digests by bucket, or what is in some of the buckets.",
        parameters=(
            Parameter(
                "bucket",
                "The first two characters of a UID; may come several times.",
                listed({"type": "string", "pattern": "^[0-9a-f]{2}$"}),
            ),
        ),
        tag="changes",
        answers={
            200: (
                "The buckets that are not empty, or those asked for.",
                record(
                    ("items_total", "digest"),
                    items_total=NUMBER,
                    digest=TEXT,
                    buckets=by_name(
                        record(
                            ("items",),
                            items_total=NUMBER,
                            digest=TEXT,
                            items=listed(record(**FEED_ITEM)),
                        )
                    ),
                ),
            ),
            400: NOT_TAKEN,
        },
    ),
)
