"""Providers, services and conditions of the demo."""

from ccsr.policy.demo.sources import chance
from ccsr.policy.demo.sources import lists
from ccsr.policy.demo.sources import person
from ccsr.policy.demo.sources import table
from dataclasses import dataclass
from datetime import date
from datetime import timedelta


#: Which conditions are read out for which type of service, besides those for all.
CONDITIONS_FOR = {
    "childrens_home": "home",
    "secure_childrens_home": "home",
    "residential_family_centre": "family",
    "fostering_independent": "fostering",
    "fostering_public": "fostering",
    "short_breaks": "breaks",
}
#: Services whose demo state is not plain ``shared``, by the mark in the table.
STATES = {"draft": "draft", "concealed": "concealed", "concealed_late": "concealed"}


@dataclass(frozen=True)
class PlannedService:
    """A service: field values, conditions, and how many documents of which kind."""

    key: str
    mark: str
    fields: dict
    conditions: list[dict]
    counts: dict[str, int]
    made: date

    @property
    def state(self) -> str:
        """The state it ends in."""
        return STATES.get(self.mark, "shared")


@dataclass(frozen=True)
class PlannedProvider:
    """A provider with its services."""

    key: str
    state: str
    fields: dict
    services: list[PlannedService]


def providers(today: date) -> list[PlannedProvider]:
    """Return every provider with its services."""
    return [_provider(row, today) for row in table("providers")]


def _provider(row, today):
    luck = chance("provider", row["key"])
    names = ("title", "title_cy", "sector", "profit_status", "group", "responsible_individual")
    fields = {name: row[name] for name in names if row[name]}
    fields["urn"] = f"RP-{luck.randrange(10**7, 10**8)}"
    fields["contact_email"] = f"office@{row['key']}.example.org"
    fields["contact_phone"] = f"{row['region_code']} 496{luck.randrange(1000, 9999)}"
    if row["profit_status"] == "for_profit":
        fields["company_number"] = f"99{luck.randrange(10**5, 10**6)}"
    if row["sector"] == "voluntary":
        fields["charity_number"] = f"99{luck.randrange(10**4, 10**5)}"
    rows = [one for one in table("services") if one["provider"] == row["key"]]
    return PlannedProvider(row["key"], row["state"], fields, [_service(one, today) for one in rows])


def _service(row, today):
    luck = chance("service", row["key"])
    fields = _plain(row) | _numbers(row) | _several(row)
    fields["registered_on"] = today - timedelta(days=luck.randrange(2200, 4800))
    fields["urn"], fields["former_urns"] = _urns(row, luck)
    fields["manager"] = person("manager", luck)
    fields["address"] = (
        f"{luck.randrange(1, 120)} {luck.choice(lists('data/people.txt')['street'])}"
    )
    if row["area"]:
        # No postcode ends in these letters, so that none is anybody's.
        fields["postcode"] = f"{row['area']} {luck.randrange(1, 9)}CM"
    counts = {name: int(row[name]) for name in ("recent", "archive", "complaints")}
    made = today - timedelta(days=luck.randrange(420, 900))
    conditions = _conditions(fields, today, luck)
    return PlannedService(row["key"], row["mark"], fields, conditions, counts, made)


def _plain(row):
    names = ("title", "title_cy", "also_known_as", "service_type", "local_authority", "town")
    more = ("gender", "active_offer", "registration_status")
    return {name: row[name] for name in (*names, *more) if row[name]}


def _numbers(row):
    return {name: int(row[name]) for name in ("places", "age_from", "age_to") if row[name]}


def _several(row):
    return {name: [one for one in row[name].split("|") if one] for name in ("needs", "languages")}


def _urns(row, luck):
    if not row["local_authority"]:
        return f"998{luck.randrange(10, 99)}", []
    letters = "".join(luck.choice("BCDFGHJKLMNPRSTVWXZ") for _ in range(4))
    former = [f"W{luck.randrange(10**4, 10**5)}"] if int(row["archive"]) else []
    return f"SIN-{luck.randrange(10**7, 10**8)}-{letters}", former


def _conditions(fields, today, luck):
    wanted = {"all", CONDITIONS_FOR.get(fields["service_type"])}
    rows = [row for row in table("conditions", "|") if row["for"] in wanted]
    # Not every home has every condition; what all have is always there.
    chosen = [row for row in rows if row["for"] == "all" or luck.random() < 0.45]
    if not fields.get("places"):
        chosen = [row for row in chosen if row["kind"] != "number"]
    return [_condition(row, fields, today, luck) for row in chosen]


def _condition(row, fields, today, luck):
    due = today + timedelta(days=luck.randrange(40, 400))
    imposed = fields["registered_on"] + timedelta(days=luck.choice((0, 0, 400, 900)))
    values = {"kind": row["kind"], "imposed": imposed}
    values["text"] = row["text"].format(**{"places": "", "due": f"{due:%d %B %Y}", **fields})
    if row["kind"] == "number":
        values["places"] = fields["places"]
    if row["kind"] == "description" and row["for"] == "all":
        values |= {name: fields[name] for name in ("age_from", "age_to")}
    if row["kind"] == "time":
        values["due"] = due
    if row["kind"] == "facilities" and luck.random() < 0.7:
        values["removed"] = imposed + timedelta(days=luck.randrange(90, 500))
    return values
