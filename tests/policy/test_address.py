"""Where children live, and how to reach a provider, is for those who must know (DOMAIN 1, 2)."""

from contextlib import contextmanager
from io import BytesIO
from plone import api
from probes import path_of
from urllib.parse import quote
from visits import difference
from visits import HTML
from visits import JSON
from visits import Probe
from zipfile import ZipFile
from zope.lifecycleevent import modified

import json
import pytest
import transaction
import world


WHO_MAY = ("ann.officer", "rhys.reviewer", "ivor.inspector")
WHO_MAY_NOT = ("carys.commissioner", "petra.contact", "otto.contact", "wil.partner")

STREET, POSTCODE, INWARD = "Quillfeather", "ZX7 3QV", "3QV"
MAIL, PHONE = "thimblegate@example.org", "01632960713"
SECRETS = {STREET, POSTCODE, POSTCODE.replace(" ", ""), INWARD, MAIL, PHONE}

RESTRICTED = ("childrens_home", "secure_childrens_home")
FIND = "type=Service&sort=title&b_size=100"


@contextmanager
def as_reviewer():
    with api.env.adopt_user(username="rhys.reviewer"):
        yield
    transaction.commit()


@pytest.fixture(scope="module")
def homes(register, layer):
    """A shared service of each type whose address is restricted, their provider with contacts."""
    provider = register["Provider", "shared"]
    made = []
    with as_reviewer():
        provider.contact_email, provider.contact_phone = MAIL, PHONE
        modified(provider)
        for service_type in RESTRICTED:
            home = world.service(provider, f"told {service_type}", service_type)
            home.address, home.postcode = f"77 {STREET} Lane", POSTCODE
            modified(home)
            world.transition(home, "share")
            world.transition(world.document(home, "InspectionReport", "told"), "share")
            made.append(home)
    return made


@pytest.fixture(scope="module")
def fostering(register, layer):
    """A shared service whose address is for everybody who sees it."""
    with as_reviewer():
        made = world.service(register["Provider", "shared"], "open", "fostering_public")
        made.postcode = "ZX8 1AB"
        modified(made)
        world.transition(made, "share")
    return made


#: What is asked of a home and of what is in it, of its provider, and of the portal.
OF_A_THING = (
    *(Probe("GET", path) for path in ("", "/view", "/edit", "/@@edit/++widget++postcode")),
    *(Probe("GET", f"/{name}") for name in ("address", "postcode", "contact_email", "aq_base")),
    *(
        Probe("GET", path, JSON)
        for path in (
            "",
            "?fullobjects=1&include_items=1",
            "?expand=actions,breadcrumbs,contextnavigation,navigation,navroot,types,workflow",
            "/@history",
            "/@similar",
            "/@types/Service",
            "/@types/Provider",
            "/@workflow",
            "/@inherit?expand.inherit.behaviors=plone.locking",
            "/@search?fullobjects=1&metadata_fields=_all",
            "/@contextnavigation",
            "/address",
            "/postcode",
        )
    ),
)
OF_THE_PORTAL = (
    *(
        Probe("GET", path, JSON)
        for path in (
            "/@search?fullobjects=1&b_size=500",
            "/@search?metadata_fields=address&metadata_fields=postcode&b_size=500",
            "/@search?metadata_fields=contact_email&metadata_fields=contact_phone&b_size=500",
            "/@search?metadata_fields=_all&b_size=500",
            f"/@find?{FIND}",
            f"/@find?q=home&{FIND}",
        )
    ),
    *(
        Probe("GET", path)
        for path in (
            f"/@@find?{FIND}",
            f"/@@find-map?{FIND}",
            f"/@@export?{FIND}",
            f"/@@export?{FIND}&format=xlsx",
            "/@@find-complete?q=zwm",
            "/@@search?SearchableText=home",
            "/@@getVocabulary?name=plone.app.vocabularies.Catalog&attributes="
            + quote(json.dumps(["Title", "address", "postcode"])),
            "/register",
        )
    ),
    Probe("POST", "/@querystring-search", JSON, {"query": [], "fullobjects": 1, "b_size": 500}),
)


def texts(response):
    """Return the texts of an answer; a workbook is a ZIP of them."""
    if response.content.startswith(b"PK"):
        with ZipFile(BytesIO(response.content)) as book:
            return " ".join(book.read(name).decode("utf-8", "ignore") for name in book.namelist())
    return f"{response.headers}{response.text}"


def told(visitor, who, path, probe):
    """Return the secrets that an answer holds."""
    text = texts(visitor(who).ask(path, probe)).lower()
    return {secret for secret in SECRETS if secret.lower() in text}


@pytest.mark.parametrize("who", WHO_MAY_NOT)
def test_no_answer_holds_the_address_of_a_home_or_a_providers_contacts(
    visitor, homes, register, who
):
    home, secure = map(path_of, homes)
    inside, provider = path_of(homes[0].objectValues()[0]), path_of(register["Provider", "shared"])
    questions = [
        *((path, probe) for path in (secure, provider) for probe in OF_A_THING),
        *((path, Probe("GET", "", accept)) for path in (home, inside) for accept in (HTML, JSON)),
        *(("", probe) for probe in OF_THE_PORTAL),
    ]
    found = [
        f"{path}{probe} {secrets}"
        for path, probe in questions
        if (secrets := told(visitor, who, path, probe))
    ]
    assert not found, "\n".join(found)


WORDS = (STREET, POSTCODE, POSTCODE.replace(" ", ""), INWARD, f"77 {STREET} Lane", MAIL, PHONE)
NOWHERE = "Brundlewick"
STRING_IS = "plone.app.querystring.operation.string.is"
STRING_CONTAINS = "plone.app.querystring.operation.string.contains"


def question(index, operation):
    return Probe(
        "POST",
        "/@querystring-search",
        JSON,
        {"query": [{"i": index, "o": operation, "v": "WORD"}], "sort_on": "postcode"},
    )


#: Wherever words are asked for, or an index is named.
WAYS = (
    *(
        Probe("GET", path, JSON)
        for path in (
            "/@find?q=WORD",
            "/@find?q=%22WORD%22",
            "/@find?q=WORD*",
            "/@search?SearchableText=WORD",
            "/@search?address=WORD",
            "/@search?postcode=WORD",
            "/@search?contact_email=WORD",
            "/@search?Title=WORD&sort_on=postcode",
            "/@search?also_named=WORD",
            "/@search?number=WORD",
        )
    ),
    *(
        Probe("GET", path, HTML)
        for path in (
            "/@@find?q=WORD",
            "/@@find-map?q=WORD",
            "/@@find-complete?q=WORD",
            "/@@export?q=WORD",
            "/@@search?SearchableText=WORD",
            "/@@ajax-search?SearchableText=WORD",
        )
    ),
    question("SearchableText", STRING_CONTAINS),
    question("postcode", STRING_IS),
    question("address", STRING_IS),
)


def answer(visitor, who, probe, word):
    """Return the answer to a question without the word that was asked for."""
    body = json.loads(json.dumps(probe.body).replace("WORD", word))
    asked = Probe(probe.method, probe.suffix.replace("WORD", quote(word)), probe.accept, body)
    ways = {word, quote(word), quote(word, safe=""), word.replace(" ", "+"), quote(word, "@")}
    ways |= {way.lower() for way in ways}
    return visitor(who).told("", asked, *sorted(ways, key=len, reverse=True))


@pytest.mark.parametrize("probe", WAYS, ids=str)
def test_nobody_finds_a_home_by_where_it_is(visitor, homes, probe):
    for who, words in (("carys.commissioner", WORDS), ("ann.officer", WORDS[:2])):
        never = answer(visitor, who, probe, NOWHERE)
        for word in words:
            there = answer(visitor, who, probe, word)
            assert there == never, f"{word}: {difference(there, never)}"


@pytest.mark.parametrize("who", WHO_MAY)
def test_who_must_know_reads_it_on_the_page(visitor, homes, register, who):
    for home in homes:
        for accept in (HTML, JSON):
            text = visitor(who).get(path_of(home), accept).text
            assert STREET in text
            assert POSTCODE in text
    provider = visitor(who).get(path_of(register["Provider", "shared"])).text
    assert MAIL in provider
    assert PHONE in provider


def test_other_addresses_are_read_by_whoever_sees_the_service(visitor, fostering):
    assert "ZX8 1AB" in visitor("carys.commissioner").get(path_of(fostering)).text


@pytest.mark.parametrize("service_type", ["secure_childrens_home", None])
def test_a_service_that_becomes_a_home_or_may_be_one_is_one_at_once(
    visitor, fostering, service_type
):
    change = Probe("PATCH", "", JSON, {"service_type": service_type})
    assert visitor("rhys.reviewer").ask(path_of(fostering), change).status_code == 204
    for accept in (HTML, JSON):
        answer = visitor("carys.commissioner").get(path_of(fostering), accept)
        assert answer.status_code == 200
        assert "ZX8 1AB" not in answer.text
