"""What speaks for and against a service, in words for the person who chooses."""

from __future__ import annotations

from ccsr.content import _
from zope.i18nmessageid import Message


NUMBER = _("match_number", default="Its number is ${urn}.")
FORMER_NUMBER = _("match_former_number", default="Its number was ${urn}.")
NEAR_NUMBER = _("match_near_number", default="Its number is ${urn}, which is nearly the same.")
SAME_NAME = {
    "title": _("match_name", default="It has the same name."),
    "title_cy": _("match_name_cy", default="It has the same Welsh name."),
    "also_known_as": _("match_also_known_as", default="It is also known as “${name}”."),
    "earlier_names": _("match_earlier_name", default="It was called “${name}”."),
    "authority": _("match_authority_itself", default="It is this authority's own service."),
}
LIKE_NAME = {
    "title": _("match_like_name", default="It has a name that is like it: “${name}”."),
    "title_cy": _("match_like_name_cy", default="It has a Welsh name that is like it: “${name}”."),
    "also_known_as": _(
        "match_like_also_known_as", default="It is also known by a name that is like it: “${name}”."
    ),
    "earlier_names": _(
        "match_like_earlier_name", default="It had a name that is like it: “${name}”."
    ),
}
OTHER_NAME = _("match_other_name", default="It has another name: “${name}”.")
AGREES = {
    "authority": _("match_authority", default="The local authority is the same."),
    "provider": _("match_provider", default="The registered provider is the same."),
    "type": _("match_type", default="The type of service is the same."),
}
DIFFERS = {
    "authority": _("match_other_authority", default="The local authority is another."),
    "provider": _("match_other_provider", default="The registered provider is another."),
    "type": _("match_other_type", default="The type of service is another."),
}
RIVAL = _("match_rival", default="Another service has the same number, or nearly the same name.")


def number(urn: str) -> Message:
    """Say that the number is its own."""
    return Message(NUMBER, mapping={"urn": urn})


def former_number(urn: str) -> Message:
    """Say that the number was its own."""
    return Message(FORMER_NUMBER, mapping={"urn": urn})


def near_number(urn: str) -> Message:
    """Say that its own number is nearly the one on the paper."""
    return Message(NEAR_NUMBER, mapping={"urn": urn})


def name(field: str, text: str, is_same: bool) -> Message:
    """Say which of its names is the same, or like it."""
    return Message((SAME_NAME if is_same else LIKE_NAME)[field], mapping={"name": text})


def other_name(text: str) -> Message:
    """Say that it is called otherwise."""
    return Message(OTHER_NAME, mapping={"name": text})
