"""What a paper states more than once must agree, else it states nothing."""

from __future__ import annotations

from ccsr.content.domain.recognition.flow import Flow
from ccsr.content.domain.recognition.values import Found
from collections.abc import Iterable
from collections.abc import Mapping

import re


#: Between two words of a flow.
GAP = "[ \n]"
_NUMBERING = r"(?:[(]?\d{1,2}(?:\.\d{1,2})*[.)]?[ \n]|[■◼▪•●·●-][ \n]?)?"
#: In the present: what was judged is another inspection's.
_LINK = (
    r"[ \n]?(?:[:–—-][ \n]?)?"
    r"(?:(?:is|are)(?:[ \n]judged(?:[ \n]to[ \n]be)?)?[ \n]?(?:[:–—-][ \n]?)?)?"
)


def phrase(words: str) -> str:
    """Return a pattern of words in which a line may end between any two; case is free."""
    return words.replace(" ", GAP)


def settled(said: Iterable[Found]) -> Found | None:
    """Return the first statement if all agree; None where they differ, or there is none."""
    all_said = list(said)
    if len({one.value for one in all_said}) != 1:
        return None
    return all_said[0]


def graded(
    flow: Flow,
    themes: Mapping[str, str],
    grades: Mapping[str, str],
    between: tuple[int, int] | None = None,
) -> dict[str, list[Found]]:
    """Return what is said of each theme where a line states it, and nothing but it.

    ``themes`` and ``grades`` have a pattern by token. A row of a table ("Children in care
    … Good") and a heading ("Children in care: good") are such lines; a sentence that goes
    on is none. Only what stands ``between`` two places of the flow is read, if given.
    """
    start, end = between or (0, len(flow.text))
    either = "|".join(f"(?P<g_{token}>{pattern})" for token, pattern in grades.items())
    return {
        theme: [
            _found(flow, match)
            for match in _statements(pattern, either).finditer(flow.text, start, end)
        ]
        for theme, pattern in themes.items()
    }


def _statements(theme: str, grades: str) -> re.Pattern[str]:
    return re.compile(
        rf"^{_NUMBERING}(?:{theme})\.?{_LINK}(?<!\w)(?:{grades})(?!\w)[.*]?(?:[ \n]?\d)?"
        r"(?=\n(?!(?-i:[a-z]))|\Z)",
        re.IGNORECASE | re.MULTILINE,
    )


def _found(flow: Flow, match: re.Match[str]) -> Found:
    grade = next(name[2:] for name, said in match.groupdict().items() if said and name[:2] == "g_")
    return Found(grade, flow.passage(match.start(), match.end()))
