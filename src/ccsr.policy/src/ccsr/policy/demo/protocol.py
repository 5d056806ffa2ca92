"""The demo's protocol: a version in force, the one before it, and two lessons."""

from ccsr.content.content.governance import versions
from ccsr.content.content.governance.protocol import clauses
from ccsr.content.domain.governance.protocols import review_by
from ccsr.content.domain.governance.protocols import shifted
from ccsr.policy.demo import dating
from ccsr.policy.demo.people import acting
from ccsr.policy.demo.protocol_clauses import CLAUSES
from datetime import timedelta
from plone import api
from plone.dexterity.utils import createContentInContainer


#: Months ago at which each version came into force.
EARLIER, NOW = 66, 31
TITLE = "Protocol between the inspectorate and CCSR"
TITLE_CY = "Protocol rhwng yr arolygiaeth a CCSR"
PARTIES = ("The inspectorate of care services", "CCSR, hosted by the data unit of the councils")

#: One in line, how many days ago, what happened, what changes, and the clauses by number.
LESSONS = (
    (
        "A report lay three weeks in an out-tray",
        40,
        "The report of an annual inspection was issued and nobody sent it on while the person "
        "named in 5.1 was on leave.",
        "A deputy is named for each week of leave, and the list of issued reports is compared "
        "every Friday.",
        ("5.1", "5.2"),
    ),
    (
        "A concealment was reviewed late",
        120,
        "The day of review passed over a holiday, and the service stayed concealed longer than "
        "was needed.",
        "The register of concealments is looked through at each meeting of both parties.",
        ("5.4",),
    ),
)


def make(today) -> None:
    """Make both versions and the lessons."""
    area = api.portal.get()["governance"]
    first = _first(area, shifted(today, -EARLIER))
    second = _second(first, shifted(today, -NOW))
    lessons = [_lesson(area, second, today, *lesson) for lesson in LESSONS]
    with acting("officer"):
        createContentInContainer(
            area,
            "AgreedAction",
            title="Name a deputy for each week of leave",
            owner="officer",
            due=today + timedelta(days=20),
            source=lessons[0].UID(),
        )


def _first(area, day):
    with acting("officer"):
        made = createContentInContainer(
            area,
            "Protocol",
            title=TITLE,
            title_cy=TITLE_CY,
            version="2.1",
            parties=PARTIES,
            in_force_from=day,
            review_on=review_by(day),
            revisions=[
                _revision(day, "2.1", "First version with the data unit as host", "R. Prys")
            ],
            **_agreed("2.1", day),
        )
        for one in CLAUSES:
            if one.earlier is not None:
                _clause(made, one)
    _adopt(made, day)
    return made


def _clause(protocol, one):
    createContentInContainer(
        protocol,
        "Clause",
        number=one.number,
        title=one.title,
        title_cy=one.title_cy,
        text=one.earlier or one.text,
        text_cy="" if one.earlier else one.text_cy,
    )


def _second(first, day):
    with acting("officer"):
        made = versions.new_version(first)
        by_number = {clause.number: clause for clause in clauses(made)}
        for one in CLAUSES:
            clause = by_number.get(one.number)
            if clause is None:
                clause = createContentInContainer(
                    made, "Clause", number=one.number, title=one.title
                )
            _reword(clause, one)
        made.version = "3.0"
        made.in_force_from, made.review_on = day, review_by(day)
        made.revisions = [
            *first.revisions,
            _revision(day - timedelta(days=90), "2.2", "After advice on the law", "R. Prys"),
            _revision(day, "3.0", "Meetings every three months; lessons", "E. Bowen"),
        ]
        for name, value in _agreed("3.0", day).items():
            setattr(made, name, value)
    _adopt(made, day)
    return made


def _reword(clause, one):
    for name in ("title", "title_cy", "text", "text_cy", "promise", "promise_cy", "rules"):
        setattr(clause, name, getattr(one, name))
    clause.reindexObject()


def _revision(day, version, description, name):
    return {"date": day, "version": version, "description": description, "updated_by": name}


def _agreed(version, day):
    return {
        "approvals": [
            {
                "date": day - timedelta(days=14),
                "version": version,
                "role": "Chief inspector",
                "name": "Non Demo-Parri",
            }
        ],
        "signatories": [
            {
                "name": "Non Demo-Parri",
                "role": "Chief inspector",
                "party": "inspectorate",
                "signed": day,
            },
            {
                "name": "Idwal Demo-Bowen",
                "role": "Director of the data unit",
                "party": "ccsr",
                "signed": day,
            },
        ],
    }


def _adopt(protocol, day):
    with acting("reviewer"):
        api.portal.get_tool("portal_workflow").doActionFor(
            protocol, "adopt", comment="Signed by both parties."
        )
    dating.antedate(protocol, day - timedelta(days=60), day)


def _lesson(area, protocol, today, title, days, happened, changes, numbers):
    found = [api.content.get_uuid(one) for one in clauses(protocol) if one.number in numbers]
    with acting("officer"):
        return createContentInContainer(
            area,
            "Lesson",
            title=title,
            happened_on=today - timedelta(days=days),
            what_happened=happened,
            what_changes=changes,
            clauses=tuple(found),
        )
