"""Frameworks as they are written: YAML, read strictly, refused with one sentence and its line."""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.domain.readiness.framework import Element
from ccsr.content.domain.readiness.framework import Framework
from ccsr.content.domain.readiness.framework import Grade
from ccsr.content.domain.readiness.framework import Request
from ccsr.content.domain.readiness.framework import Text
from ccsr.content.domain.readiness.framework import Titled
from ccsr.content.domain.readiness.yaml_tree import BadFramework
from ccsr.content.domain.readiness.yaml_tree import Branch
from ccsr.content.domain.readiness.yaml_tree import Leaf
from ccsr.content.domain.readiness.yaml_tree import named
from ccsr.content.domain.readiness.yaml_tree import read_tree
from collections.abc import Sequence

import re


#: What a key and an id look like; both stand in addresses and in ``key/element``.
ID = re.compile(r"[a-z][a-z0-9_]{0,39}")
NUMBERS = {
    "frequency_months": (1, 120),
    "notice_days": (0, 365),
    "documents_due_days": (0, 365),
    "fieldwork_days": (0, 365),
}


def parse(text: str) -> Framework:
    """Return the framework that a YAML text describes; raise ``BadFramework``."""
    tree = read_tree(text)
    tree.only(
        ["key", "title", "inspectorate", "final_month", "scale", "elements", "requests"]
        + list(NUMBERS)
    )
    scale = tuple(_grade(one, rank) for rank, one in enumerate(tree.branches("scale", least=2)))
    elements = tuple(_element(one, scale) for one in tree.branches("elements"))
    requests = tuple(_request(one, elements) for one in tree.branches("requests", least=0))
    title = _text(tree.branch("title"))
    for name, parts in (("scale", scale), ("elements", elements), ("requests", requests)):
        _once(tree, name, parts)
    return Framework(
        key=_id(tree.leaf("key")),
        title=title.en,
        title_cy=title.cy,
        inspectorate=tree.leaf("inspectorate").text(),
        elements=elements,
        scale=scale,
        requests=requests,
        final_month=tree.leaf("final_month").number(1, 12) if "final_month" in tree else None,
        **{name: tree.leaf(name).number(*bounds) for name, bounds in NUMBERS.items()},
    )


def _grade(tree: Branch, rank: int) -> Grade:
    tree.only(("id", "en", "cy"))
    return Grade(*_titled(tree), rank)


def _element(tree: Branch, scale: Sequence[Grade]) -> Element:
    tree.only(("id", "en", "cy", "judged", "questions", "descriptors"))
    return Element(
        *_titled(tree),
        questions=tuple(_text(one) for one in tree.branches("questions", least=0)),
        judged=tree.leaf("judged").flag() if "judged" in tree else True,
        descriptors=_descriptors(tree, scale),
    )


def _descriptors(tree: Branch, scale: Sequence[Grade]) -> dict[str, Text]:
    if "descriptors" not in tree:
        return {}
    descriptors = tree.branch("descriptors")
    known = {grade.id for grade in scale}
    for name in descriptors:
        if name not in known:
            raise BadFramework(named(NO_SUCH_GRADE, name), descriptors.line_of(name))
    return {name: _text(descriptors.branch(name)) for name in descriptors}


def _request(tree: Branch, elements: Sequence[Element]) -> Request:
    tree.only(("id", "en", "cy", "due_days", "elements"))
    known = {element.id for element in elements}
    leaves = tree.leaves("elements")
    for leaf in leaves:
        if leaf.value not in known:
            raise BadFramework(named(NO_SUCH_ELEMENT, leaf.value), leaf.line)
    return Request(
        *_titled(tree),
        due_days=tree.leaf("due_days").number(0, 365),
        elements=tuple(leaf.value for leaf in leaves),
    )


def _titled(tree: Branch) -> tuple[str, str, str]:
    return _id(tree.leaf("id")), tree.leaf("en").text(), _welsh(tree)


def _text(tree: Branch) -> Text:
    tree.only(("en", "cy"))
    return Text(tree.leaf("en").text(), _welsh(tree))


def _welsh(tree: Branch) -> str:
    return tree.leaf("cy").text() if "cy" in tree else ""


def _id(leaf: Leaf) -> str:
    if not ID.fullmatch(leaf.value):
        raise BadFramework(named(BAD_ID, leaf.value), leaf.line)
    return leaf.value


def _once(tree: Branch, name: str, parts: Sequence[Titled]) -> None:
    seen: set[str] = set()
    for part, branch in zip(parts, tree.branches(name, least=0), strict=True):
        if part.id in seen:
            raise BadFramework(named(TWICE, part.id), branch.line_of("id"))
        seen.add(part.id)


BAD_ID = _(
    "framework_bad_id",
    default="“${name}” cannot be an id: small letters, digits and _ only, a letter first.",
)
NO_SUCH_GRADE = _("framework_no_such_grade", default="“${name}” is not a grade of the scale.")
NO_SUCH_ELEMENT = _(
    "framework_no_such_element", default="“${name}” is not an element of this framework."
)
TWICE = _("framework_twice", default="The id “${name}” stands here a second time.")
