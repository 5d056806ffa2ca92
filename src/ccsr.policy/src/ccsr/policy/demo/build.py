"""Making the planned content through the paths of its users.

The officer creates, the reviewer shares and conceals, so that the history names
them. Everything up to the concealments is one transaction: the catalog then
looks at each thing once.
"""

from ccsr.content.interfaces import IConcealments
from ccsr.policy import accounts
from ccsr.policy.demo import actions
from ccsr.policy.demo import assessing
from ccsr.policy.demo import claims
from ccsr.policy.demo import concerns
from ccsr.policy.demo import dating
from ccsr.policy.demo import discrepancies
from ccsr.policy.demo import evidence
from ccsr.policy.demo import inspections
from ccsr.policy.demo import intake
from ccsr.policy.demo import liaison
from ccsr.policy.demo import meetings
from ccsr.policy.demo import past
from ccsr.policy.demo import protocol
from ccsr.policy.demo.people import acting
from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field
from datetime import timedelta
from plone import api
from plone.dexterity.utils import createContentInContainer
from plone.namedfile.file import NamedBlobFile

import transaction


#: What the account ``provider`` is the contact of.
CONTACT_OF = "derwlas"
Progress = Callable[[str, int, int], None]
REASONS = {
    "concealed": "An allegation is being looked into under section 47. Asked for by the "
    "authority's lead officer.",
    "concealed_late": "The inspectorate asked that nothing be shown while its application "
    "to the court is heard.",
}


@dataclass
class Build:
    """What is being made; ``made`` holds content by key of the plan."""

    plan: object
    press: object
    progress: Progress
    made: dict = field(default_factory=dict)


def run(plan, press, progress: Progress) -> dict[str, int]:
    """Make everything that is planned; return what was made by kind."""
    build = Build(plan, press, progress)
    for step in STEPS:
        step(build)
    return {
        "providers": len(plan.providers),
        "services": len(plan.services),
        "documents": sum(map(len, plan.documents.values())),
    }


def create_register(build: Build) -> None:
    """Create providers, services and conditions as the officer."""
    register = api.portal.get()["register"]
    with acting("officer"):
        for provider in build.plan.providers:
            entry = createContentInContainer(register, "Provider", **provider.fields)
            build.made[provider.key] = entry
            for service in provider.services:
                build.made[service.key] = _create_service(entry, service)
    accounts.assign_provider("provider", build.made[CONTACT_OF])


def _create_service(provider, planned):
    service = createContentInContainer(provider, "Service", **planned.fields)
    for fields in planned.conditions:
        createContentInContainer(service, "RegistrationCondition", **fields)
    return service


def share_register(build: Build) -> None:
    """Share as the reviewer what does not stay a draft; what is concealed was shared once."""
    with acting("reviewer"):
        for provider in build.plan.providers:
            for planned in (provider, *provider.services):
                if planned.state != "draft":
                    _share(build.made[planned.key])
    for planned in build.plan.services:
        dating.antedate(build.made[planned.key], planned.made, planned.made + timedelta(days=2))
        past.begin(build.made[planned.key], planned.made)
    for provider in build.plan.providers:
        first = min(service.made for service in provider.services)
        dating.antedate(build.made[provider.key], first, first + timedelta(days=1))


def make_documents(build: Build) -> None:
    """Create the documents as the officer and share them as the reviewer."""
    total = sum(map(len, build.plan.documents.values()))
    done = 0
    for service in build.plan.services:
        planned = build.plan.documents[service.key]
        _create_documents(build, service, planned)
        _share_documents(build, service, planned)
        done += len(planned)
        build.progress("Documents", done, total)
    transaction.commit()


def _create_documents(build, service, planned):
    with acting("officer"):
        for one in planned:
            fields = {**one.saved_fields, "title": _title(one), "file": _file(build, one)}
            build.made[one.key] = createContentInContainer(
                build.made[service.key], one.portal_type, **fields
            )


def _share_documents(build, service, planned):
    with acting("reviewer"):
        for one in planned:
            if service.state != "draft" and not one.is_draft:
                _share(build.made[one.key])
    for one in planned:
        dating.antedate(build.made[one.key], *dating.of_document(one, build.plan.today))


def _title(planned):
    """Return the title that an officer would type on a Welsh report; others are made."""
    if planned.language != "cy":
        return ""
    return f"Adroddiad arolygu, {planned.service_title}, {planned.fields['inspected_to']:%d/%m/%Y}"


def _file(build, planned):
    if not planned.has_file:
        return None
    return NamedBlobFile(
        build.press.pdf(planned.key),
        contentType="application/pdf",
        filename=f"{planned.key}.pdf",
    )


def conceal(build: Build) -> None:
    """Conceal as the reviewer, one commit each, so that the time it took is true."""
    for planned in build.plan.services:
        if planned.state == "concealed":
            _conceal(build, planned.key, REASONS[planned.mark], late=planned.mark.endswith("late"))
    for documents in build.plan.documents.values():
        for planned in documents:
            if planned.fate == "concealed":
                _conceal(build, planned.key, planned.detail)


def _conceal(build, key, reason, late=False):
    thing = build.made[key]
    review = build.plan.today + timedelta(days=21)
    with acting("reviewer"):
        api.portal.get_tool("portal_workflow").doActionFor(
            thing, "conceal", comment=reason, review_date=review
        )
    transaction.commit()
    if late:
        # No review date is taken that has passed, so the clock is put back.
        dating.put_back(thing, IConcealments(thing), days=40)
        transaction.commit()


def _share(thing):
    api.portal.get_tool("portal_workflow").doActionFor(
        thing, "share", comment="Read and checked against the register."
    )


def raise_items(build: Build) -> None:
    """Make liaison items about homes that are shared."""
    homes = [
        build.made[one.key]
        for one in build.plan.services
        if one.state == "shared" and one.fields["service_type"] == "childrens_home"
    ]
    liaison.make(homes, build.plan.today)
    concerns.make(homes[-1])
    discrepancies.make(build.made)
    claims.make(build.made)
    transaction.commit()


def make_protocol(build: Build) -> None:
    """Make the protocol in force, the version before it, and lessons."""
    protocol.make(build.plan.today)
    transaction.commit()


STEPS = (
    create_register,
    share_register,
    make_documents,
    past.make,
    conceal,
    raise_items,
    make_protocol,
    evidence.make,
    assessing.make,
    inspections.make,
    intake.bring_in,
    actions.make,
    meetings.make,
)
