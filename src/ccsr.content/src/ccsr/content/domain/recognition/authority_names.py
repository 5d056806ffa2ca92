"""What a local authority is called on paper, in either language."""

from __future__ import annotations

from ccsr.content.config import authorities
from ccsr.content.domain.matching import fold
from functools import cache
from functools import lru_cache

import re


_NOT_A_WORD = re.compile(r"[\W_]+")
_BEFORE = re.compile(
    r"^(?:the|local authority(?: of| for)?|city and county of|city of|county of|county"
    r"|(?:london|royal|metropolitan) borough of|borough of|district of|isle of"
    r"|[cg]yngor|chyngor|awdurdod lleol|gwasanaethau (?:plant|cymdeithasol)"
    r"|dinas a sir|dinas|bwrdeistref sirol|sir|y) (?=.)"
)
_CHILDREN = r"(?:children s?|childrens)"
_AFTER = re.compile(
    r"(?<=.) (?:council|county borough|county|city|metropolitan(?: district| borough)?|borough"
    r"|district|unitary authority|local authority(?: area)?|[cm]bc|city of|county of"
    rf"|{_CHILDREN} (?:services|social care(?: services)?|trust|services trust|first)"
    r"|children and famil(?:ies|y) (?:services|trust)|children and young people s services"
    r"|(?:adult |children s )?social (?:services|care)(?: department| directorate)?"
    r"|gwasanaethau (?:plant|cymdeithasol))$"
)
#: What some are called beside their names.
OTHER_NAMES = {
    "anglesey": "W06000001",
    "mon": "W06000001",
    "rhondda cynon taff": "W06000016",
    "rct": "W06000016",
    "glamorgan vale": "W06000014",
}
ONE_NAME = {"hull": "kingston upon hull", "brighton and hove city": "brighton and hove"}


@lru_cache(maxsize=4096)
def bare_authority(text: str) -> str:
    """Return the name alone: "City of Bradford Metropolitan District Council" is "bradford"."""
    name = _NOT_A_WORD.sub(" ", fold(text).replace("&", " and ")).strip()[:200]
    before = None
    while name != before:
        before = name
        name = _AFTER.sub("", _BEFORE.sub("", name))
    return ONE_NAME.get(name, name)


@cache
def _codes() -> dict[str, str]:
    found = dict(OTHER_NAMES)
    for one in authorities.ALL:
        found |= {bare_authority(name): one.gss for name in (one.name_en, one.name_cy)}
    return found


def gss_of(text: str) -> str | None:
    """Return the GSS code of a Welsh authority by any of its names; None where it is none."""
    return _codes().get(bare_authority(text))


def one_of(text: str) -> str:
    """Return what two names of one authority have in common; '' of no name."""
    return gss_of(text) or bare_authority(text)
