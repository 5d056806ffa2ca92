"""What officers and reviewers do, done through their own paths."""

from datetime import date
from datetime import timedelta
from hashlib import sha256

import paper
import plan
import random
import texts


COMMENT = "Read and checked against the register."


def create_shared(container, portal_type, fields, shared=True):
    """Create something of the register as the officer and share it as the reviewer."""
    from plone import api
    from plone.dexterity.utils import createContentInContainer

    with api.env.adopt_user(username="officer"):
        made = createContentInContainer(container, portal_type, **fields)
    if shared:
        share(made)
    return made


def share(thing):
    """Share as the reviewer."""
    from plone import api

    with api.env.adopt_user(username="reviewer"):
        api.portal.get_tool("portal_workflow").doActionFor(thing, "share", comment=COMMENT)


def conceal(thing):
    """Conceal as the reviewer."""
    from plone import api

    with api.env.adopt_user(username="reviewer"):
        api.portal.get_tool("portal_workflow").doActionFor(
            thing,
            "conceal",
            comment="Asked for by the authority's lead officer.",
            review_date=date.today() + timedelta(days=21),
        )


def reveal(thing):
    """Reveal as the reviewer what was concealed."""
    from plone import api

    with api.env.adopt_user(username="reviewer"):
        api.portal.get_tool("portal_workflow").doActionFor(thing, "reveal", comment=COMMENT)


def file_of(number):
    """Return the PDF of a document as a field value, and its text by page."""
    from plone.namedfile.file import NamedBlobFile

    pages = texts.pages(number)
    data = paper.pdf(pages)
    file = NamedBlobFile(data, contentType="application/pdf", filename=f"report-{number}.pdf")
    return file, sha256(data).hexdigest(), pages


def create_as_users_do(service, document):
    """Make a document as an officer uploads it and a reviewer shares it, with its dates."""
    from ccsr.policy.demo import dating
    from plone import api
    from plone.dexterity.utils import createContentInContainer

    with api.env.adopt_user(username="officer"):
        made = createContentInContainer(
            service, document.portal_type, file=file_of(document.number)[0], **document.fields
        )
    if document.state != "draft":
        share(made)
    dating.antedate(made, document.day, document.day + timedelta(days=3))
    return made


def scratch_service(site):
    """Make a service to try something in; the caller drops it."""
    planned = plan.providers(1000)[0]
    provider = create_shared(site["register"], "Provider", planned.fields)
    return create_shared(provider, "Service", planned.services[0].fields)


def specimen(state, portal_type="InspectionReport", number=7):
    """Return a planned document of a state."""
    fields = plan.MAKERS[portal_type](random.Random(number), plan.LAST)
    fields["shareable_declared"] = True
    return plan.Document(number, portal_type, state, plan.LAST, fields)
