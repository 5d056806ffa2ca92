"""What a portal of a benchmark holds: providers, services and documents, from a seed."""

from ccsr.content.config import authorities
from ccsr.content.config import frameworks
from ccsr.content.config import terms
from dataclasses import dataclass
from datetime import date
from datetime import timedelta

import random


#: Years over which documents are spread, and the last day.
YEARS, LAST = 10, date(2026, 10, 31)
#: One service has exactly so many documents; it is the one that is concealed.
LARGE_SERVICE = 200
FIRST = "Hafan Bryn Plas Maes Llys Coed Nant Rhos Glan Pen Tan Min Aber Cae Dol Pant Craig Ffynnon"
SECOND = "Dderwen Awel Gwyn Mawr Celyn Onnen Heulog Eirlys Gwenllian Teifi Menai Seiont Tawe Elái Hyfryd Uchaf Isaf"
THIRD = "House Lodge Home Cottage Place Court View"
PEOPLE = "Cartrefi Gofal Dyfodol Enfys Seren Cwm Dyffryn Arfordir Pobl Teulu"
KINDS = ("InspectionReport",) * 90 + ("ComplaintReport",) * 7 + ("EnforcementAction",) * 3


@dataclass(frozen=True)
class Document:
    """A document; `number` is that of its text."""

    number: int
    portal_type: str
    state: str
    day: date
    fields: dict


@dataclass(frozen=True)
class Service:
    """A service with the numbers of its documents."""

    number: int
    state: str
    fields: dict
    numbers: range


@dataclass(frozen=True)
class Provider:
    """A provider with its services."""

    number: int
    fields: dict
    services: list


def providers(count):
    """Return the providers of a portal of `count` documents."""
    services = [_service(number, numbers) for number, numbers in enumerate(_parts(count))]
    size = max(6, count // 400)
    return [_provider(number, services[number::size]) for number in range(size)]


def _parts(count):
    """Yield which documents each service has, as even as it goes but for the first."""
    first = min(LARGE_SERVICE, count // 4)
    yield range(first)
    number = max(30, count // 65) - 1
    for part in range(number):
        yield range(
            first + (count - first) * part // number, first + (count - first) * (part + 1) // number
        )


def _provider(number, services):
    dice = random.Random(f"provider {number}")
    sector = dice.choice(terms.SECTORS).token
    fields = {
        "title": f"{dice.choice(PEOPLE.split())} {dice.choice(SECOND.split())} {number} Ltd",
        "title_cy": f"Cwmni {dice.choice(SECOND.split())} {number} Cyf",
        "urn": f"RP-{10_000_000 + number}",
        "sector": sector,
        "profit_status": "public" if sector == "local_authority" else "for_profit",
        "group": "",
        "responsible_individual": f"{dice.choice(PEOPLE.split())} {dice.choice(SECOND.split())}",
    }
    return Provider(number, fields, services)


def _service(number, numbers):
    dice = random.Random(f"service {number}")
    name = f"{dice.choice(FIRST.split())} {dice.choice(SECOND.split())}"
    fields = {
        "title": f"{name} {dice.choice(THIRD.split())} {number}",
        "title_cy": f"{name} {number}",
        "urn": f"SIN-{10_000_000 + number}-{''.join(dice.choices('BCDFGHJK', k=4))}",
        "former_urns": [f"W{10_000 + number}"],
        "service_type": dice.choices(terms.SERVICE_TYPES, (60, 2, 10, 12, 4, 4, 6, 2))[0].token,
        "local_authority": dice.choice(authorities.ALL).gss,
        "registration_status": dice.choices(terms.REGISTRATION_STATUSES, (1, 90, 2, 2, 1, 2, 1, 1))[
            0
        ].token,
        "registered_on": LAST - timedelta(days=dice.randrange(4000, 6000)),
        "places": dice.randrange(1, 12),
        "age_from": dice.randrange(0, 12),
        "age_to": dice.randrange(13, 22),
        "gender": dice.choice(terms.GENDERS).token,
        "needs": sorted(one.token for one in dice.sample(terms.NEEDS, dice.randrange(1, 5))),
        "languages": ["en", "cy"],
        "town": dice.choice(SECOND.split()),
    }
    # Of a hundred services one is a draft and two are concealed.
    state = {17: "draft", 41: "concealed", 83: "concealed"}.get(number % 100, "shared")
    return Service(number, state, fields, numbers)


def documents(service):
    """Return the documents of a service."""
    return [document(number, service) for number in service.numbers]


def document(number, service):
    """Return a document by its number."""
    dice = random.Random(f"document {number}")
    portal_type = KINDS[dice.randrange(len(KINDS))]
    day = LAST - timedelta(days=dice.randrange(YEARS * 365))
    # Of two hundred documents three are drafts and one is concealed.
    state = (
        "draft"
        if service.state == "draft"
        else {5: "draft", 55: "draft", 105: "draft", 150: "concealed"}.get(number % 200, "shared")
    )
    fields = MAKERS[portal_type](dice, day) | {"shareable_declared": True}
    return Document(number, portal_type, state, day, fields)


def _inspection(dice, day):
    framework = _framework(dice, day)
    return {
        "inspectorate": framework.inspectorate,
        "framework": framework.token,
        "inspection_kind": "annual" if dice.random() < 0.8 else "further",
        "announced": dice.random() < 0.3,
        "inspected_from": day - timedelta(days=2),
        "inspected_to": day,
        "issued": day + timedelta(days=20),
        "received": day + timedelta(days=25),
        "inspector": f"{dice.choice(PEOPLE.split())} {dice.choice(SECOND.split())}",
        "judgements": [
            {
                "theme": theme.token,
                "grade": dice.choices(framework.grades, range(len(framework.grades), 0, -1))[
                    0
                ].token,
            }
            for theme in framework.themes
        ],
    }


def _framework(dice, day):
    if dice.random() < 0.06:
        return frameworks.BY_TOKEN[dice.choice(("ofsted_sif", "ofsted_ilacs", "ofsted_area_send"))]
    return frameworks.BY_TOKEN["ciw_2024" if day.year >= 2024 else "cssiw_nms"]


def _complaint(dice, day):
    return {
        "reference": f"C{dice.randrange(10**5, 10**6)}",
        "received": day - timedelta(days=60),
        "completed": day,
        "subject": f"Care of a child at {dice.choice(SECOND.split())}",
        "outcome": dice.choice(terms.COMPLAINT_OUTCOMES).token,
    }


def _enforcement(dice, day):
    return {
        "stage": dice.choice(("2", "3")),
        "action": "Notice of non-compliance",
        "notice_date": day,
        "due_date": day + timedelta(days=90),
    }


MAKERS = {
    "InspectionReport": _inspection,
    "ComplaintReport": _complaint,
    "EnforcementAction": _enforcement,
}
