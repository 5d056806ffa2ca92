"""The demo's agreed actions, working party and briefing; nobody in them is real."""

from ccsr.content.content.actions import deeds
from ccsr.content.content.readiness import briefing as briefings
from ccsr.content.domain import dates
from ccsr.policy.demo.people import acting
from dataclasses import dataclass
from datetime import timedelta
from plone import api
from plone.dexterity.utils import createContentInContainer


@dataclass(frozen=True)
class Planned:
    """An action that is due in so many days; ``done`` are who did what, with which words."""

    area: str
    title: str
    owner: str
    days: int
    done: tuple[tuple[str, str, str], ...] = ()
    owner_name: str = ""


PLANNED = (
    Planned("governance", "Send the list of services that had no report this year", "inspector", 5),
    Planned(
        "governance",
        "Agree how a change of a registered person is told within a week",
        "officer",
        -9,
        (("officer", "note", "A first draft went to both sides. Waiting for an answer."),),
    ),
    Planned(
        "governance",
        "Look through the conditions that say “up to” without a number",
        "reviewer",
        -30,
        (("reviewer", "done", "All of them were read; two were put right."),),
    ),
    Planned("governance", "Plan the next review of the protocol with both parties", "reviewer", 60),
    Planned("readiness", "Say who meets inspectors for health, and who stands in", "partner", 3),
    Planned(
        "readiness",
        "Bring the audit of referrals up to date",
        "",
        -4,
        owner_name="Tesni Vaughan, schools forum",
    ),
    Planned(
        "readiness",
        "Read ten case files against the descriptors of “good”",
        "officer",
        12,
        (("officer", "note", "Six are read."),),
    ),
    Planned(
        "readiness",
        "Buy a second projector for the inspectors' room",
        "officer",
        20,
        (("reviewer", "drop", "The inspectors bring their own."),),
    ),
)

PARTY = {
    "title": "Preparation for Inspection and Continuous Improvement Working Party",
    "title_cy": "Gweithgor Paratoi ar gyfer Arolygiad a Gwelliant Parhaus",
    "terms": """Purposes: to use the inspection frameworks to improve outcomes for children and young people; to see that the partnership is prepared in a practical way for inspection.
Inspection here means the Comprehensive Area Assessment, the inspection of safeguarding and looked-after children, and unannounced inspections of contact, referral and assessment. Other inspections feed into these and may matter at different times.
Context: judgements are made on outcomes for people and what they need, not on what institutions provide. Partners work as one.""",
    "terms_cy": """Dibenion: defnyddio'r fframweithiau arolygu i wella canlyniadau i blant a phobl ifanc; sicrhau bod y bartneriaeth yn barod yn ymarferol ar gyfer arolygiad.
Ystyr arolygiad yma yw'r Asesiad Ardal Cynhwysfawr, arolygu diogelu a phlant sy'n derbyn gofal, ac arolygiadau dirybudd o gyswllt, atgyfeirio ac asesu. Mae arolygiadau eraill yn cyfrannu at y rhain a gallant fod yn berthnasol ar adegau gwahanol.
Cyd-destun: bernir ar ganlyniadau i bobl a'u hanghenion, nid ar yr hyn y mae sefydliadau'n ei ddarparu. Mae'r partneriaid yn gweithio fel un.""",
    "responsibilities": """Have a good understanding of the inspection frameworks and attend preparatory meetings.
Act as the linchpin for the home organisation for all work on the inspections.
Help to analyse performance against inspection judgements, assess risk and agree further action.
See that communication is timely: key messages for all staff, briefings for those most closely involved, updates to senior management.
See that data and information are provided as and when required.
Name the people who meet inspectors or attend a sub-group, and see that they are available and briefed.
See that task and finish groups have the right members and contributions.""",
    "responsibilities_cy": """Deall y fframweithiau arolygu'n dda a mynychu cyfarfodydd paratoi.
Bod yn ddolen gyswllt i'r sefydliad cartref ar gyfer yr holl waith sy'n ymwneud â'r arolygiadau.
Helpu i ddadansoddi perfformiad yn erbyn barn arolygwyr, asesu risg a chytuno ar gamau pellach.
Sicrhau cyfathrebu amserol: negeseuon allweddol i'r holl staff, briffio'r rhai sy'n ymwneud agosaf, diweddariadau i uwch reolwyr.
Sicrhau bod data a gwybodaeth yn cael eu darparu pan fo angen.
Enwi'r bobl a fydd yn cwrdd ag arolygwyr neu'n mynychu is-grŵp, a sicrhau eu bod ar gael ac wedi'u briffio.
Sicrhau bod gan grwpiau gorchwyl a gorffen yr aelodau a'r cyfraniadau cywir.""",
    "timescales": """The Comprehensive Area Assessment runs all year; its final judgement is made in November.
The inspection of safeguarding and looked-after children comes every three years with ten days' notice; documents are due the day after notification.
The inspection of contact, referral and assessment comes once a year, unannounced.
Further inspections may follow from the outcomes of these or others.
Preparation begins at once and monitoring goes on; the work is intense, at short notice, when an inspection is announced.""",
    "timescales_cy": """Mae'r Asesiad Ardal Cynhwysfawr yn rhedeg drwy'r flwyddyn; gwneir y dyfarniad terfynol yn Nhachwedd.
Daw'r arolygiad o ddiogelu a phlant sy'n derbyn gofal bob tair blynedd gyda deng niwrnod o rybudd; mae'r dogfennau i ddod y diwrnod ar ôl yr hysbysiad.
Daw'r arolygiad o gyswllt, atgyfeirio ac asesu unwaith y flwyddyn, yn ddirybudd.
Gall arolygiadau pellach ddilyn o ganlyniadau'r rhain neu eraill.
Mae'r paratoi'n dechrau ar unwaith a'r monitro'n parhau; mae'r gwaith yn ddwys, ar fyr rybudd, pan gyhoeddir arolygiad.""",
    "seats": [
        {
            "organisation": "Council, children's services",
            "name": "Mabli Pritchard-Roe",
            "deputy": "Ioan Trefor",
        },
        {
            "organisation": "Health board",
            "name": "Gwenfair Osei",
            "user": "partner",
            "deputy": "Dilys Marchetti",
        },
        {"organisation": "Police", "name": "Rhodri Calloway"},
        {"organisation": "Voluntary sector"},
        {"organisation": "Schools"},
        {"organisation": "Council, corporate", "name": "Seren Whitlock", "deputy": "Emyr Stanton"},
        {"organisation": "Safeguarding board"},
    ],
    "support": [
        {"name": "Lowri Adeyemi", "task": "Data"},
        {"name": "Twm Kowalski", "task": "Documents"},
        {"name": "Nia Ferreira", "task": "Rooms and diaries"},
        {"name": "Ceri Lindqvist", "task": "Messages"},
    ],
}

BRIEFING = {
    "title": "Inspection ready at all times",
    "title_cy": "Yn barod am arolygiad bob amser",
    "kind": "key_message",
    "audience": ("officers", "reviewers", "working-party"),
    "text": """An inspection of safeguarding and looked-after children may be notified any day. We then have one day for the documents.
Keep what you answer for up to date and in its place. Know your deputy. If inspectors ask for you, be available.
Ask yourself how your work improves the lives of children, and be ready to show it.""",
    "text_cy": """Gall arolygiad o ddiogelu a phlant sy'n derbyn gofal gael ei hysbysu unrhyw ddiwrnod. Bydd gennym un diwrnod wedyn ar gyfer y dogfennau.
Cadwch yr hyn rydych yn gyfrifol amdano yn gyfredol ac yn ei le. Gwybod pwy yw eich dirprwy. Os bydd arolygwyr yn gofyn amdanoch, byddwch ar gael.
Gofynnwch sut mae eich gwaith yn gwella bywydau plant, a byddwch yn barod i'w ddangos.""",
}


def make(build) -> None:
    """Make them by the hands that would make them."""
    site, today = api.portal.get(), dates.today()
    for planned in PLANNED:
        _make_action(site[planned.area], planned, today)
    with acting("officer"):
        createContentInContainer(site["readiness"], "WorkingParty", **PARTY)
        briefing = createContentInContainer(site["readiness"], "Briefing", **BRIEFING)
        briefings.send(briefing)


def _make_action(area, planned, today) -> None:
    with acting("officer"):
        action = createContentInContainer(
            area,
            "AgreedAction",
            title=planned.title,
            owner=planned.owner or None,
            owner_name=planned.owner_name or None,
            due=today + timedelta(days=planned.days),
        )
    for who, deed, words in planned.done:
        with acting(who):
            deeds.do(action, deed, words)
