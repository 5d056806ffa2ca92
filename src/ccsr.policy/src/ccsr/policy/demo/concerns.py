"""A concern that the demo's commissioner raised, with the reply to it."""

from ccsr.content.content import concern_receipts
from ccsr.content.content import liaison
from ccsr.content.content.concerns import FORM
from ccsr.policy.demo.people import acting
from plone import api
from zope.lifecycleevent import modified


TITLE = "Concern about {service}"
DETAIL = (
    "What does it concern?\nStaff and management\n\n"
    "What happened?\nAt two visits nobody who was on duty knew the placement plan.\n\n"
    "When?\nThis month\n\nHow do you know?\nI visited."
)
REPLY = "Thank you. We have asked the provider, and will tell you when we hear from them."


def make(service) -> None:
    """Raise it as the commissioner; the officer triages it and replies."""
    form = api.portal.get()[FORM]
    with acting("commissioner"):
        item = liaison.file_for_program(
            "concern",
            service,
            TITLE.format(service=service.title),
            DETAIL,
            authority="W06000015",
            raised_by=api.user.get_current().getId(),
        )
        concern_receipts.keep(form, item, "demo")
    with acting("officer"):
        api.portal.get_tool("portal_workflow").doActionFor(item, "triage")
        item.reply = REPLY
        modified(item)
