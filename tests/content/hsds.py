"""What Open Referral UK (HSDS-UK 3.0) demands of an answer, as JSON Schema.

Written from the published fields of the standard and its UK profile: what must be
there, of which type, in which words. https://docs.openreferraluk.org/
"""

UUID = {"type": "string", "format": "uuid"}
TEXT = {"type": "string"}
URI = {"type": "string", "format": "uri"}
AGE = {"type": "number"}


def thing(required, **properties):
    return {
        "type": "object",
        "properties": {"id": UUID, **properties},
        "required": ["id", *required.split()],
    }


def many(items):
    return {"type": "array", "items": items}


TAXONOMY = thing("name description", name=TEXT, description=TEXT, uri=URI, version=TEXT)
TAXONOMY_TERM = thing(
    "name description taxonomy",
    code=TEXT,
    name=TEXT,
    description=TEXT,
    parent_id=UUID,
    taxonomy=TEXT,
    taxonomy_id=UUID,
    term_uri=URI,
)
ATTRIBUTE = thing(
    "", link_id=UUID, link_type=TEXT, taxonomy_term_id=UUID, taxonomy_term=TAXONOMY_TERM, label=TEXT
)
ADDRESS = thing(
    "address_1 city state_province postal_code country address_type",
    address_1=TEXT,
    city=TEXT,
    region=TEXT,
    state_province=TEXT,
    postal_code=TEXT,
    country={"type": "string", "pattern": "^[A-Z]{2}$"},
    address_type={"enum": ["physical", "postal", "virtual"]},
)
LOCATION = thing(
    "",
    location_type={"enum": ["physical", "postal", "virtual"]},
    name=TEXT,
    description=TEXT,
    latitude=AGE,
    longitude=AGE,
    addresses=many(ADDRESS),
)
ORGANIZATION = thing(
    "name description",
    name=TEXT,
    alternate_name=TEXT,
    description=TEXT,
    email=TEXT,
    website=URI,
    uri=URI,
    parent_organization_id=UUID,
    organization_identifiers=many(
        thing(
            "identifier_type identifier",
            identifier_scheme=TEXT,
            identifier_type=TEXT,
            identifier=TEXT,
        )
    ),
    attributes=many(ATTRIBUTE),
)
PLAIN = {
    "name": TEXT,
    "alternate_name": TEXT,
    "description": TEXT,
    "url": URI,
    "email": TEXT,
    "status": {"enum": ["active", "inactive", "defunct", "temporarily closed"]},
    "minimum_age": AGE,
    "maximum_age": AGE,
    "last_modified": {
        "type": "string",
        "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$",
    },
}
SERVICE_IN_LIST = thing("name status url", **PLAIN, organization=thing("name", name=TEXT))
SERVICE_AT_LOCATION = thing("", service=SERVICE_IN_LIST, location=LOCATION)
SERVICE = thing(
    "name status url organization",
    **PLAIN,
    organization=ORGANIZATION,
    languages=many(thing("", name=TEXT, code=TEXT)),
    attributes=many(ATTRIBUTE),
    contacts=many(thing("", name=TEXT, title=TEXT)),
    service_at_locations=many(SERVICE_AT_LOCATION),
)
API = {
    "type": "object",
    "properties": {"version": TEXT, "profile": URI, "openapi_url": URI},
    "required": ["version", "profile", "openapi_url"],
}


def page(items):
    """Return the schema of a page of a list."""
    whole = {"type": "integer", "minimum": 0}
    flag = {"type": "boolean"}
    properties = {
        "total_items": whole,
        "total_pages": whole,
        "page_number": {"type": "integer", "minimum": 1},
        "size": whole,
        "first_page": flag,
        "last_page": flag,
        "empty": flag,
        "contents": many(items),
    }
    return {"type": "object", "properties": properties, "required": list(properties)}


#: Endpoint → what its list holds, what one of it is.
ENDPOINTS = {
    "services": (SERVICE_IN_LIST, SERVICE),
    "service_at_locations": (SERVICE_AT_LOCATION, SERVICE_AT_LOCATION),
    "organizations": (ORGANIZATION, ORGANIZATION),
    "taxonomies": (TAXONOMY, TAXONOMY),
    "taxonomy_terms": (TAXONOMY_TERM, TAXONOMY_TERM),
}
