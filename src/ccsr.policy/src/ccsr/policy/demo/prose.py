"""The words of the demo's documents: sentences chosen by theme and tone."""

from ccsr.content.config import frameworks
from ccsr.content.domain.titles import KINDS
from ccsr.policy.demo.sources import chance
from ccsr.policy.demo.sources import lists
from string import Formatter


#: Which sentences a theme is written with; the Welsh ones are not told apart.
TOPICS = {
    "wellbeing": "wellbeing",
    "care_support": "care",
    "planning_care": "care",
    "quality_care": "wellbeing",
    "in_care": "care",
    "looked_after": "care",
    "environment": "place",
    "premises": "place",
    "staffing": "staff",
    "leadership_management": "lead",
    "conduct_management": "lead",
    "leaders": "lead",
    "leadership": "lead",
    "overall": "lead",
    "help_protection": "protect",
    "care_leavers": "leavers",
    "adoption": "adoption",
    "outcome": "send",
}
#: Welsh titles of the themes of reports that are written in Welsh.
THEMES_CY = {
    "wellbeing": "Llesiant",
    "care_support": "Gofal a chymorth",
    "environment": "Yr amgylchedd",
    "leadership_management": "Arwain a rheoli",
    "planning_care": "Cynllunio gofal",
    "quality_care": "Ansawdd y gofal",
    "staffing": "Staffio",
    "premises": "Yr amgylchedd a'r adeilad",
    "conduct_management": "Rhedeg a rheoli",
}
HEADINGS = {
    "en": {
        "how": "How we inspected",
        "requirement": "Requirements",
        "recommendation": "Recommendations",
        "none": "None.",
    },
    "cy": {
        "how": "Sut y gwnaethom arolygu",
        "requirement": "Gofynion",
        "recommendation": "Argymhellion",
        "none": "Dim.",
    },
}
DEMANDS = {"good": 0, "middling": 1, "poor": 3}


def title(document) -> str:
    """Return the title on the first page."""
    if document.language == "cy":
        return "Adroddiad arolygu"
    return KINDS[document.portal_type]


def sections(document) -> list[dict]:
    """Return heading and paragraphs of each section, in order."""
    return SECTIONS[document.portal_type](document)


def worded(document) -> dict:
    """Return the field values that are words: what is required, what a complaint is about."""
    if document.portal_type == "ComplaintReport":
        return {
            "subject": _some(document, "subject", 1)[0],
            "requirements": "\n".join(_some(document, "requirement", 2)),
        }
    if document.portal_type == "InspectionReport":
        demands = sum(DEMANDS[tone] for tone in document.tones.values())
        return {
            "requirements": "\n".join(_some(document, "requirement", min(demands, 6))),
            "recommendations": "\n".join(_some(document, "recommendation", 3)),
        }
    return {}


def _inspection(document):
    scale = frameworks.BY_TOKEN[document.fields["framework"]]
    headings = HEADINGS[document.language]
    asides = _asides(document)
    found = [_section(headings["how"], [" ".join(asides[:4])])]
    for place, theme in enumerate(scale.themes):
        start = 4 + 2 * place
        found.append(_theme(document, theme, asides[start : start + 2]))
    for kind in ("requirement", "recommendation"):
        lines = document.fields[f"{kind}s"].splitlines()
        found.append(_section(headings[kind], lines or [headings["none"]], numbered=bool(lines)))
    return found


def _asides(document):
    """Return the sentences that fit anywhere, each once, in this paper's order."""
    luck = chance(document.key, "general")
    pool = list(_words(document)["general any"])
    luck.shuffle(pool)
    return [_filled(document, sentence, luck) for sentence in pool]


def _theme(document, theme, asides):
    tone = document.tones[theme.token]
    welsh = document.language == "cy"
    heading = f"any {tone}" if welsh else f"{TOPICS[theme.token]} {tone}"
    title = THEMES_CY[theme.token] if welsh else theme.title.default
    paragraphs = _paragraphs(document, heading, 3, theme.token)
    return _section(title, [*paragraphs, " ".join(asides)] if asides else paragraphs)


def _complaint(document):
    return [
        _section("The complaint", [document.fields["subject"]]),
        _section("What we did and found", _paragraphs(document, "finding any", 4)),
        _section("What people told us", _paragraphs(document, "general any", 3)),
        _section("What must be done", document.fields["requirements"].splitlines(), numbered=True),
    ]


def _enforcement(document):
    return [
        _section(
            "The notice", [f"{document.fields['action']} ({document.fields['legal_basis']})."]
        ),
        _section("Reasons", _paragraphs(document, "notice any", 4)),
        _section("Evidence", _paragraphs(document, "staff poor", 3)),
        _section("What must be done", _some(document, "requirement", 3), numbered=True),
    ]


SECTIONS = {
    "InspectionReport": _inspection,
    "ComplaintReport": _complaint,
    "EnforcementAction": _enforcement,
}


def _section(heading, paragraphs, numbered=False):
    return {"heading": heading, "paragraphs": paragraphs, "numbered": numbered}


def _paragraphs(document, heading, count, *key):
    """Return paragraphs of two to four sentences, none of them twice."""
    luck = chance(document.key, heading, *key)
    pool = list(_words(document)[heading])
    luck.shuffle(pool)
    found = []
    while pool and len(found) < count:
        size = luck.randrange(2, 5)
        chosen, pool = pool[:size], pool[size:]
        found.append(" ".join(_filled(document, sentence, luck) for sentence in chosen))
    return found


def _some(document, kind, count):
    luck = chance(document.key, kind)
    pool = _words(document)[f"{kind} any"]
    return [_filled(document, one, luck) for one in luck.sample(pool, min(count, len(pool)))]


def _words(document):
    return lists(f"words/{document.language}.txt")


def _filled(document, sentence, luck):
    slots = [name for _text, name, _spec, _conversion in Formatter().parse(sentence) if name]
    values = {name: _slot(document, name, luck) for name in slots}
    filled = sentence.format(**values)
    return filled[0].upper() + filled[1:]


def _slot(document, name, luck):
    if name == "home":
        return document.service_title
    return luck.choice(_words(document)[f"slot {name}"])
