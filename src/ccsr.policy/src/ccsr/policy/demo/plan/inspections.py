"""Inspection reports of the demo: recent ones by today's date, archives by their own."""

from ccsr.content.config import frameworks
from ccsr.content.config.terms import ANNUALLY_INSPECTED
from ccsr.policy.demo.plan.document import PlannedDocument
from ccsr.policy.demo.sources import chance
from ccsr.policy.demo.sources import person
from ccsr.policy.demo.sources import table
from datetime import date
from datetime import timedelta


#: How a service does: weights of good, middling and poor.
TONES = (("good", 5), ("middling", 4), ("poor", 1))
#: Grades (places on a scale of four) by how a service does.
PLACES = {"good": (0, 1, 1, 1, 2), "middling": (1, 1, 2, 2), "poor": (2, 3, 3)}
TONE_OF_PLACE = ("good", "good", "middling", "poor")
TONE_OF_THREE = ("good", "middling", "poor")
TROUBLED = ("suspended", "cancelled_enforced")


def of(service, today: date) -> list[PlannedDocument]:
    """Return the inspection reports of a service, the newest first."""
    official = [row for row in table("ofsted") if row["service"] == service.key]
    if official:
        return [_official(service, row) for row in official]
    recent = [_recent(service, place, days) for place, days in enumerate(_days(service, today))]
    return recent + [_archived(service, place) for place in range(service.counts["archive"])]


def _days(service, today):
    """Return kind and last day of each recent inspection, the newest first."""
    luck = chance("days", service.key)
    count = service.counts["recent"]
    days = []
    if count > 2:
        days.append(("further", today - timedelta(days=luck.randrange(24, 44))))
    gap = luck.randrange(380, 560) if service.mark == "overdue" else luck.randrange(80, 300)
    kind = "annual" if service.fields["service_type"] in ANNUALLY_INSPECTED else "further"
    for year in range(count - len(days)):
        days.append((kind, today - timedelta(days=gap + 365 * year - luck.randrange(0, 20) * year)))
    return days


def _recent(service, place, day):
    kind, last = day
    luck = chance("inspection", service.key, place)
    issued = last + timedelta(days=luck.randrange(12, 20))
    dates = _dates(
        last, luck.randrange(0, 3), issued, issued + timedelta(days=luck.randrange(1, 4))
    )
    fields = {"inspectorate": "ciw", "framework": "ciw_2024", "inspection_kind": kind, **dates}
    fields["inspector"] = person("inspector", luck)
    return _judged(service, f"{service.key}-i{place}", fields, luck)


def _archived(service, place):
    luck = chance("archive", service.key, place)
    last = date(
        2009 + luck.randrange(0, 4) + 4 * place, luck.randrange(2, 12), luck.randrange(1, 28)
    )
    issued = last + timedelta(days=luck.randrange(20, 45))
    dates = _dates(last, luck.randrange(0, 3), issued, issued + timedelta(days=4))
    fields = {"inspectorate": "cssiw", "framework": "cssiw_nms", "inspection_kind": "annual"}
    fields["announced"] = luck.random() < 0.4
    fields["inspector"] = person("inspector", luck)
    return _judged(service, f"{service.key}-a{place}", {**fields, **dates}, luck)


def _official(service, row):
    luck = chance("ofsted", service.key, row["from"])
    first, last, issued = (date.fromisoformat(row[name]) for name in ("from", "to", "issued"))
    dates = _dates(last, (last - first).days, issued, issued + timedelta(days=2))
    fields = {name: row[name] for name in ("inspectorate", "framework")}
    fields |= {"inspection_kind": row["kind"], "inspector": person("ofsted inspector", luck)}
    return _judged(service, f"{service.key}-{row['from']}", {**fields, **dates}, luck)


def _dates(last, length, issued, received):
    first = last - timedelta(days=length)
    return {"inspected_from": first, "inspected_to": last, "issued": issued, "received": received}


def _judged(service, key, fields, luck):
    scale = frameworks.BY_TOKEN[fields["framework"]]
    does = _does(service)
    places = {theme.token: luck.choice(PLACES[does]) for theme in scale.themes}
    if len(scale.grades) == 3:
        places = {theme: max(place - 1, 0) for theme, place in places.items()}
    fields["judgements"] = [
        {"theme": theme, "grade": scale.grades[place].token} for theme, place in places.items()
    ]
    tones = TONE_OF_THREE if len(scale.grades) == 3 else TONE_OF_PLACE
    by_theme = {theme: tones[place] for theme, place in places.items()}
    welsh = service.fields["languages"][:1] == ["cy"] and luck.random() < 0.5
    return PlannedDocument("InspectionReport", key, fields, by_theme, "cy" if welsh else "en")


def _does(service):
    troubled = service.fields["registration_status"] in TROUBLED
    if troubled or service.mark.startswith("concealed"):
        return "poor"
    names, weights = zip(*TONES, strict=True)
    return chance("does", service.key).choices(names, weights)[0]
