"""YAML that a person typed: a tree whose parts know their lines.

Only plain mappings, lists and values: tags, aliases and depth are what an attack is made of.
"""

from __future__ import annotations

from ccsr.content import _
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from zope.i18nmessageid import Message

import yaml


#: Characters; the largest that is shipped has a fifth of it.
LARGEST = 100_000
DEEPEST = 8
LONGEST = 4_000


class BadFramework(ValueError):
    """A text is no framework: one sentence (a message) and the line (from 1) that it speaks of."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message, line)
        self.message = message
        self.line = line


@dataclass(frozen=True, slots=True)
class Leaf:
    """One value, as it was typed."""

    name: str
    value: str
    line: int

    def text(self) -> str:
        """Return its text without space around it; refuse none."""
        text = " ".join(self.value.split())
        if not text:
            raise BadFramework(named(EMPTY, self.name), self.line)
        if len(text) > LONGEST:
            raise BadFramework(named(TOO_LONG, self.name), self.line)
        return text

    def number(self, least: int, most: int) -> int:
        """Return its whole number; refuse what is none, or out of bounds."""
        value = self.value.strip()
        if value.isascii() and value.isdigit() and len(value) < 9 and least <= int(value) <= most:
            return int(value)
        mapping = {"name": self.name, "least": str(least), "most": str(most)}
        raise BadFramework(Message(NO_NUMBER, mapping=mapping), self.line)

    def flag(self) -> bool:
        """Return whether it says true; refuse what says neither."""
        if self.value not in ("true", "false"):
            raise BadFramework(named(NO_FLAG, self.name), self.line)
        return self.value == "true"


class Branch:
    """A mapping: names to values, lists and mappings."""

    def __init__(self, node: yaml.MappingNode) -> None:
        self.line = _line(node)
        self._nodes: dict[str, yaml.Node] = {}
        self._lines: dict[str, int] = {}
        for key, value in node.value:
            name = _leaf("", key).value
            if name in self._nodes:
                raise BadFramework(named(NAMED_TWICE, name), _line(key))
            self._nodes[name], self._lines[name] = value, _line(key)

    def __contains__(self, name: str) -> bool:
        return name in self._nodes

    def __iter__(self) -> Iterator[str]:
        return iter(self._nodes)

    def line_of(self, name: str) -> int:
        """Return the line where a name stands."""
        return self._lines[name]

    def only(self, names: Iterable[str]) -> None:
        """Refuse a name that is none of these: it was mistyped."""
        known = set(names)
        for name in self._nodes:
            if name not in known:
                raise BadFramework(named(UNKNOWN, name), self._lines[name])

    def leaf(self, name: str) -> Leaf:
        """Return the value of a name; refuse none."""
        return _leaf(name, self._node(name))

    def branch(self, name: str) -> Branch:
        """Return the mapping of a name; refuse none."""
        return _branch(name, self._node(name))

    def branches(self, name: str, least: int = 1) -> list[Branch]:
        """Return the mappings of a list; it may be missing where ``least`` is 0."""
        if name not in self._nodes and not least:
            return []
        found = [_branch(name, node) for node in self._list(name)]
        if len(found) < least:
            raise BadFramework(named(EMPTY, name), self._lines[name])
        return found

    def leaves(self, name: str) -> list[Leaf]:
        """Return the values of a list; none where it is missing."""
        return [_leaf(name, node) for node in self._list(name)] if name in self._nodes else []

    def _node(self, name: str) -> yaml.Node:
        if name not in self._nodes:
            raise BadFramework(named(MISSING, name), self.line)
        return self._nodes[name]

    def _list(self, name: str) -> list[yaml.Node]:
        node = self._node(name)
        if not isinstance(node, yaml.SequenceNode):
            raise BadFramework(named(NO_LIST, name), self._lines[name])
        return list(node.value)


def read_tree(text: str) -> Branch:
    """Return the mapping that a text describes; raise ``BadFramework``."""
    if len(text) > LARGEST:
        raise BadFramework(TOO_LARGE, 1)
    try:
        _refuse_tricks(text)
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        raise BadFramework(NO_YAML, _line_of(error)) from error
    except yaml.YAMLError as error:
        place = getattr(error, "position", 0)
        raise BadFramework(NO_YAML, text.count("\n", 0, place) + 1) from error
    if node is None:
        raise BadFramework(NOTHING, 1)
    return _branch("key", node)


def _line_of(error: yaml.MarkedYAMLError) -> int:
    # A name without a colon is missed only where the next line begins.
    is_name = error.context == "while scanning a simple key"
    mark = error.context_mark if is_name else error.problem_mark
    return int(mark.line) + 1 if mark else 1


def _refuse_tricks(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "tag", None):
            raise BadFramework(TRICK, line)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            raise BadFramework(TRICK, line)


def _branch(name: str, node: yaml.Node) -> Branch:
    if not isinstance(node, yaml.MappingNode):
        raise BadFramework(named(NO_MAPPING, name), _line(node))
    return Branch(node)


def _leaf(name: str, node: yaml.Node) -> Leaf:
    if not isinstance(node, yaml.ScalarNode):
        raise BadFramework(named(NO_VALUE, name), _line(node))
    return Leaf(name, node.value, _line(node))


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def named(message: Message, name: str) -> Message:
    """Return a message about a name that somebody typed."""
    return Message(message, mapping={"name": name[:60]})


NO_YAML = _("framework_no_yaml", default="This line cannot be read: check its colons and indents.")
NOTHING = _("framework_nothing", default="There is nothing here.")
TRICK = _(
    "framework_trick",
    default="Write plain names, values and lists only: no tags, no references, no deep nesting.",
)
TOO_LARGE = _("framework_too_large", default="A framework has at most 100,000 characters.")
TOO_LONG = _("framework_too_long", default="“${name}” is too long: 4,000 characters at most.")
EMPTY = _("framework_empty", default="“${name}” is empty.")
MISSING = _("framework_missing", default="“${name}” is missing here.")
UNKNOWN = _("framework_unknown", default="“${name}” has no meaning here.")
NAMED_TWICE = _("framework_named_twice", default="“${name}” is given twice.")
NO_LIST = _("framework_no_list", default="“${name}” must be a list, each line with a dash.")
NO_MAPPING = _("framework_no_mapping", default="“${name}” must hold names with values.")
NO_VALUE = _("framework_no_value", default="A single value was expected for “${name}”.")
NO_NUMBER = _(
    "framework_no_number", default="“${name}” must be a whole number from ${least} to ${most}."
)
NO_FLAG = _("framework_no_flag", default="“${name}” must be true or false.")
