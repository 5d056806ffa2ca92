"""The frameworks that come with the product, and what other modules need to speak of any."""

from __future__ import annotations

from ccsr.content.domain.readiness.framework import Element
from ccsr.content.domain.readiness.framework import Framework
from ccsr.content.domain.readiness.framework import Grade
from ccsr.content.domain.readiness.framework import Request
from ccsr.content.domain.readiness.framework import Text
from ccsr.content.domain.readiness.framework_text import parse
from ccsr.content.domain.readiness.yaml_tree import BadFramework
from functools import cache
from importlib.resources import files


__all__ = (
    "BadFramework",
    "Element",
    "Framework",
    "Grade",
    "Request",
    "Text",
    "definition",
    "parse",
    "shipped",
)

#: In the order in which they are shown.
SHIPPED = (
    "caa_2009",
    "safeguarding_lac_2009",
    "contact_referral_2009",
    "ofsted_ilacs_2026",
    "ciw_2024",
)


def definition(key: str) -> str:
    """Return the YAML of a framework that is shipped; KeyError for any other."""
    if key not in SHIPPED:
        raise KeyError(key)
    return files(__package__).joinpath("data", f"{key}.yaml").read_text("utf-8")


@cache
def shipped() -> tuple[Framework, ...]:
    """Return the frameworks that come with the product."""
    return tuple(parse(definition(key)) for key in SHIPPED)
