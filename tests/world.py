"""A small register with everything in every state, for tests of who may do what.

``build`` makes it with the officers' and reviewers' own means: things are
created as drafts and every other state is reached through its transitions.
"""

from ccsr.content.content import claim as claims
from ccsr.content.content import intake_item
from ccsr.content.content import liaison
from ccsr.content.content import stop_notice
from ccsr.content.content import succession
from ccsr.content.content.governance import minutes
from ccsr.content.domain.governance import protocols
from ccsr.content.intake import batches
from ccsr.content.intake.batches import Entry
from ccsr.policy import accounts
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from plone.dexterity.utils import createContentInContainer
from plone.namedfile.file import NamedBlobFile

import typst


MAIL = "somebody@example.org"
PASSWORD = "quiet-heron-47-lantern"

#: Stands in every title, file name, text and number of what is made here, so
#: that an answer which holds it tells of something.
CANARY = "Zwmbarlwm"

#: The day on which whatever is concealed here is to be reviewed.
REVIEW = date.today() + timedelta(days=28)

#: The day from which every version of the protocol was in force.
DAY = date.today() - timedelta(days=60)

#: Account → full name and group; provider contacts and administrators get theirs below.
STAFF = {
    "ann.officer": "officers",
    "rhys.reviewer": "reviewers",
    "carys.commissioner": "authority-w06000015",
    "ivor.inspector": "inspectorate",
    "wil.partner": "working-party",
}
ADMINISTRATORS = {"mair.manager": "Manager", "sian.siteadmin": "Site Administrator"}
CONTACTS = ("petra.contact", "otto.contact")


def pdf(*pages: str) -> bytes:
    """Return a real PDF with this text, a page each."""
    body = "\n#pagebreak()\n".join(page.replace("#", "\\#") for page in pages)
    return typst.compile(body.encode())


@dataclass
class World:
    """What was built: each thing by the row of the table that it stands for."""

    things: dict[tuple[str, str], object] = field(default_factory=dict)
    providers: dict[str, object] = field(default_factory=dict)

    def __getitem__(self, row):
        return self.things[row]


def transition(thing, *names):
    """Send a thing through transitions, as a reviewer would."""
    for name in names:
        api.portal.get_tool("portal_workflow").doActionFor(
            thing,
            name,
            comment=f"{CANARY} comment",
            review_date=REVIEW,
        )


TO = {"draft": (), "shared": ("share",), "concealed": ("share", "conceal")}
#: From shared on: what is left of it when its holder has moved on.
AFTER_SHARED = {"draft": ("retract",), "shared": (), "concealed": ("conceal",)}


def create_accounts():
    """Make one account for each role that is not local; all may sign in by HTTP Basic."""
    accounts.allow_api("admin")
    for name, group in STAFF.items():
        accounts.create(name, f"{CANARY} {name}", MAIL, PASSWORD, group, api=True)
    for name, role in ADMINISTRATORS.items():
        accounts.create(name, name, MAIL, PASSWORD, api=True)
        api.user.grant_roles(username=name, roles=[role])
    for name in CONTACTS:
        accounts.create(name, name, MAIL, PASSWORD, api=True)


def provider(register, name):
    """Add a draft provider with everything filled in."""
    return createContentInContainer(
        register,
        "Provider",
        title=f"{CANARY} Provider {name}",
        title_cy=f"Darparwr {name}",
        urn=f"{CANARY}-P-{name}",
        sector="private",
        profit_status="for_profit",
        contact_email=f"{name}@{CANARY}.example".lower(),
        contact_phone="029 0000 0000",
    )


def service(holder, name, service_type="childrens_home"):
    """Add a draft service with everything filled in."""
    return createContentInContainer(
        holder,
        "Service",
        title=f"{CANARY} Home {name}",
        title_cy=f"Cartref {name}",
        urn=f"{CANARY}-S-{name}",
        service_type=service_type,
        local_authority="W06000015",
        registration_status="registered",
        registered_on=date(2020, 5, 1),
        places=4,
        address=f"1 {CANARY} Street",
        town="Cardiff",
        postcode="CF10 1AA",
    )


DOCUMENTS = {
    "InspectionReport": {
        "inspectorate": "ciw",
        "framework": "ciw_2024",
        "inspection_kind": "annual",
        "inspected_from": date(2026, 3, 2),
        "inspected_to": date(2026, 3, 4),
        "issued": date(2026, 4, 1),
        "received": date(2026, 4, 2),
    },
    "ComplaintReport": {
        "reference": f"{CANARY}-C-1",
        "received": date(2026, 1, 2),
        "completed": date(2026, 2, 2),
        "subject": f"{CANARY} subject",
        "outcome": "upheld",
    },
    "EnforcementAction": {
        "stage": "2",
        "action": f"{CANARY} notice",
        "notice_date": date(2026, 2, 20),
    },
}

_pdf = []


def document(holder, portal_type, name):
    """Add a draft document that could be shared."""
    if not _pdf:
        _pdf.append(pdf(f"{CANARY} first page", "second page"))
    values = dict(DOCUMENTS[portal_type])
    if portal_type == "InspectionReport":
        values["judgements"] = [{"theme": "wellbeing", "grade": "requires_significant_improvement"}]
    return createContentInContainer(
        holder,
        portal_type,
        title=f"{CANARY} {portal_type} {name}",
        file=NamedBlobFile(_pdf[0], contentType="application/pdf", filename=f"{CANARY}-{name}.pdf"),
        shareable_declared=True,
        **values,
    )


def condition(holder, name):
    """Add a condition of registration."""
    return createContentInContainer(
        holder, "RegistrationCondition", kind="number", text=f"{CANARY} at most 4 ({name})."
    )


def claim(service, **values):
    """Say as a contact of its provider what a service offers; whoever may not is refused."""
    return claims.save(service, **{"statement": f"{CANARY} statement", **CLAIM, **values})


#: What is claimed for every service that is shared, or once was.
CLAIM = {
    "places": 4,
    "age_from": 8,
    "age_to": 17,
    "gender": "any",
    "vacancies": 1,
    "vacancies_on": date(2026, 5, 4),
}


#: A kind that leaves the register as it is: what is hidden must not show in it.
EVENT = {
    "kind": "conditions_changed",
    "effective": date(2026, 2, 10),
    "received": date(2026, 2, 12),
}


def event(holder, name):
    """Add a draft event of registration that could be shared."""
    return createContentInContainer(
        holder,
        "RegistrationEvent",
        title=f"{CANARY} RegistrationEvent {name}",
        detail=f"{CANARY} detail",
        shareable_declared=True,
        **EVENT,
    )


def upload(area):
    """Add a file that is to be filed, with its drop."""
    batch, name = batches.make(), f"{CANARY}-upload.pdf"
    made = createContentInContainer(
        area,
        "IntakeItem",
        title=name,
        file=NamedBlobFile(_pdf[0], contentType="application/pdf", filename=name),
        checkConstraints=False,
    )
    intake_item.put_batch(made, batch.id)
    batch.add("upload", Entry(name, made.file.getSize())).item = made.getId()
    made.reindexObject(idxs=["intake_batch"])
    return made


def build(portal) -> World:
    """Create accounts and register; everything is there when it returns."""
    world = World()
    with api.env.adopt_user(username="admin"):
        create_accounts()
    with api.env.adopt_user(username="rhys.reviewer"):
        for state in TO:
            _build_provider(world, portal["register"], state)
        world.things["Provider", "draft"] = provider(portal["register"], "empty")
        world.providers["empty"] = world["Provider", "draft"]
        world.things["Service", "draft"] = service(world.providers["shared"], "empty")
        # What a shared service leads to may be hidden.
        succession.link(world["Service", "concealed"], world["Service", "shared"])
        elsewhere = provider(portal["register"], "elsewhere")
        transition(elsewhere, "share")
    _build_items(world)
    _build_governance(world, portal["governance"])
    with api.env.adopt_user(username="ann.officer"):
        world.things["IntakeItem", "to be filed"] = upload(portal["intake"])
    _build_kept(world, portal)
    _build_meetings(world, portal)
    with api.env.adopt_user(username="admin"):
        for held in world.providers.values():
            accounts.assign_provider("petra.contact", held)
        accounts.assign_provider("otto.contact", elsewhere)
    return world


def action(area, **values):
    """Agree an action as an officer."""
    made = {"owner_name": f"{CANARY} owner", "due": date(2026, 5, 4), **values}
    return createContentInContainer(area, "AgreedAction", title=f"{CANARY} action", **made)


def _build_kept(world, portal):
    """Add what lies in governance and readiness, as an officer would."""
    readiness = portal["readiness"]
    told = {"text": f"{CANARY} text", "kind": "briefing", "audience": ("working-party",)}
    seats = [{"organisation": f"{CANARY} council"}]
    terms = {"terms": f"{CANARY} terms", "responsibilities": f"{CANARY} task", "seats": seats}
    with api.env.adopt_user(username="ann.officer"):
        world.things["AgreedAction", "in governance"] = action(portal["governance"])
        world.things["AgreedAction", "in readiness"] = action(readiness)
        world.things["WorkingParty", "in readiness"] = createContentInContainer(
            readiness, "WorkingParty", title=f"{CANARY} party", **terms
        )
        world.things["Briefing", "in readiness"] = createContentInContainer(
            readiness, "Briefing", title=f"{CANARY} briefing", **told
        )
        world.things["Risk", "in readiness"] = createContentInContainer(
            readiness, "Risk", title=f"{CANARY} risk", mitigation=f"{CANARY} mitigation"
        )
        world.things["SelfAssessment", "in readiness"] = createContentInContainer(
            readiness,
            "SelfAssessment",
            framework="safeguarding_lac_2009",
            element="safeguarding",
            grade="good",
            commentary=f"{CANARY} commentary",
        )
        world.things["Evidence", "in readiness"] = createContentInContainer(
            readiness,
            "Evidence",
            title=f"{CANARY} evidence",
            file=NamedBlobFile(pdf(f"{CANARY} audit"), "application/pdf", f"{CANARY}.pdf"),
            elements=["ofsted_ilacs_2026/in_care"],
        )
        world.things["Inspection", "in readiness"] = createContentInContainer(
            readiness,
            "Inspection",
            title=f"{CANARY} inspection",
            framework="safeguarding_lac_2009",
            notified_on=datetime(2026, 6, 12, 9, 0, tzinfo=UTC),
            lead_inspector=f"{CANARY} inspector",
        )
    world.things["InspectionFramework", "installed"] = readiness["inspection-framework-ciw_2024"]


def _build_provider(world, register, state):
    """Add a provider in ``state`` with a shared service; a shared one has services in each state."""
    held = provider(register, f"{state}")
    situation = "draft, holds shared" if state == "draft" else state
    world.things["Provider", situation] = world.providers[state] = held
    transition(held, "share")
    with api.env.adopt_user(username="admin"):
        accounts.assign_provider("petra.contact", held)
    for own in TO if state == "shared" else ("shared",):
        situation = own if state == "shared" else f"{own} in {state} provider"
        _build_service(world, held, own, situation)
    transition(held, *AFTER_SHARED[state])


def _build_service(world, holder, state, situation):
    home = service(holder, situation.replace(" ", "-"))
    row = "draft, holds shared" if situation == "draft" else situation
    world.things["Service", row] = home
    transition(home, "share")
    where = {"shared": "", "draft": " in draft service", "concealed": " in concealed service"}
    suffix = where[state] if " in " not in situation else situation.removeprefix("shared")
    world.things["RegistrationCondition", suffix.strip() or "in shared service"] = condition(
        home, situation
    )
    with api.env.adopt_user(username="petra.contact"):
        stop_notice.acknowledge()
        world.things["ProviderClaim", suffix.strip() or "in shared service"] = claim(home)
    for portal_type in DOCUMENTS:
        for own in TO if not suffix else ("shared", "concealed"):
            one = document(home, portal_type, f"{own}{suffix}".replace(" ", "-"))
            transition(one, *TO[own])
            world.things[portal_type, f"{own}{suffix}"] = one
    for own in TO if not suffix else ("shared", "concealed"):
        one = event(home, f"{own}{suffix}".replace(" ", "-"))
        transition(one, *TO[own])
        world.things["RegistrationEvent", f"{own}{suffix}"] = one
    transition(home, *AFTER_SHARED[state])


def item(service, name, kind="factual_accuracy", **values):
    """File a liaison item."""
    return liaison.file(kind, service, f"{CANARY} item {name}", f"{CANARY} detail {name}", **values)


#: Situation of a liaison item → where its service is, and who sends it through what.
WAYS = {
    "new": ("shared", ()),
    "triaged": ("shared", ("triage",)),
    "sent": ("shared", ("triage", "send")),
    "acknowledged": ("shared", ("triage", "send", "acknowledge")),
    "answered": ("shared", ("triage", "send", "acknowledge", "answer")),
    "closed": ("shared", ("triage", "send", "close")),
    "closed unsent": ("shared", ("close",)),
    "rejected": ("shared", ("reject",)),
    "reopened": ("shared", ("triage", "send", "close", "reopen")),
    "sent about concealed service": ("concealed", ("triage", "send")),
    "sent about draft service": ("draft, holds shared", ("share", "triage", "send", "retract")),
}


def _build_items(world):
    for situation, (where, way) in WAYS.items():
        service = world["Service", where]
        with api.env.adopt_user(username="ann.officer"):
            made = item(service, situation.replace(" ", "-"))
        world.things["LiaisonItem", situation] = made
        for name in way:
            who = "ivor.inspector" if name in ("acknowledge", "answer") else "rhys.reviewer"
            with api.env.adopt_user(username=who):
                go(service if name in ("share", "retract") else made, name)


def protocol(area, version):
    """Make a version of the protocol that can be adopted, with a clause."""
    signed = {"name": f"{CANARY} signatory", "role": "Chief", "signed": DAY}
    made = createContentInContainer(
        area,
        "Protocol",
        title=f"{CANARY} protocol {version}",
        version=version,
        in_force_from=DAY,
        review_on=protocols.review_by(DAY),
        approvals=[{"date": DAY, "version": version, "role": "Chief", "name": CANARY}],
        signatories=[{**signed, "party": party.token} for party in protocols.PARTIES],
    )
    values = {"number": "5.2", "promise": f"{CANARY} promise", "rules": ("protocol_review",)}
    createContentInContainer(made, "Clause", title=f"{CANARY} clause", text=CANARY, **values)
    return made


#: Situation of a version → how it came there; that of its clause is named after it.
VERSIONS = {"superseded": ("adopt",), "in force": ("adopt",), "draft": ()}


def _build_governance(world, area):
    with api.env.adopt_user(username="rhys.reviewer"):
        for situation, way in VERSIONS.items():
            made = protocol(area, situation)
            for name in way:
                go(made, name)
            world.things["Protocol", situation] = made
            world.things["Clause", f"in {situation} protocol"] = made.objectValues()[0]
        world.things["Lesson", "noted"] = createContentInContainer(
            area,
            "Lesson",
            title=f"{CANARY} lesson",
            happened_on=DAY,
            what_happened=f"{CANARY} happened",
            what_changes=f"{CANARY} changes",
        )


#: Situation of a meeting → how it came there; "agreed" is both parties' doing.
MEETINGS = {"planned": (), "held": ("hold",), "agreed": ("hold",), "cancelled": ("cancel",)}


def meeting(area, **values):
    """Plan a meeting as an officer, with everything filled in."""
    row = {"name": f"{CANARY} name", "organisation": CANARY, "party": None, "status": "apologies"}
    told = {
        "title": f"{CANARY} meeting",
        "starts": datetime(2026, 5, 6, 10),
        "place": f"{CANARY} place",
        "chair": f"{CANARY} chair",
        "agenda": [{"topic": f"{CANARY} topic", "note": f"{CANARY} note"}],
        "attendance": [row],
        "matters": [{"topic": f"{CANARY} matter", "agreed": f"{CANARY} agreed"}],
        "minutes": f"{CANARY} minutes",
    }
    return createContentInContainer(area, "Meeting", **{**told, **values})


def _build_meetings(world, portal):
    with api.env.adopt_user(username="ann.officer"):
        for situation, way in MEETINGS.items():
            world.things["Meeting", situation] = made = meeting(portal["governance"])
            for name in way:
                go(made, name)
        readiness = meeting(portal["readiness"], chair_account="wil.partner")
        world.things["Meeting", "in readiness"] = readiness
    for who in ("rhys.reviewer", "ivor.inspector"):
        with api.env.adopt_user(username=who):
            made = world["Meeting", "agreed"]
            minutes.agree(made, minutes.digest(made))


def go(thing, name):
    """Send a thing through one transition, with all that any of them takes."""
    told = {"comment": f"{CANARY} comment", "response": f"{CANARY} response"}
    api.portal.get_tool("portal_workflow").doActionFor(thing, name, **told)


def have_words(portal):
    """Wait until the directory holds every word; completions and corrections are taken from it."""
    assert portal.portal_catalog._catalog.getIndex("SearchableText").settle(60)
