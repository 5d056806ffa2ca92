"""What the papers of the inspectorate in Wales, CSSIW and since 2018 CIW, have in common.

Each is issued in English and in Welsh; labels are read in both.
"""

from __future__ import annotations

from ccsr.content.domain.recognition import names
from ccsr.content.domain.recognition import spans
from ccsr.content.domain.recognition.authority_names import gss_of
from ccsr.content.domain.recognition.facts import Fact
from ccsr.content.domain.recognition.facts import facts
from ccsr.content.domain.recognition.flow import Flow
from ccsr.content.domain.recognition.statements import settled
from ccsr.content.domain.recognition.values import Found
from ccsr.content.domain.recognition.values import Paper
from ccsr.content.domain.recognition.values import Value
from ccsr.content.domain.recognition.welsh import in_english
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from datetime import timedelta
from functools import cached_property

import re


#: A report is issued after the inspection began, and at most so long after.
LATEST_ISSUE = timedelta(days=400)
_THE_SERVICE = r"(?:the |this )?(?:service|home|establishment|setting|agency)"
LABELS = {
    "name": rf"(?:service name|name of {_THE_SERVICE}|(?:enw'r|enw y) (?:gwasanaeth|cartref))",
    "provider": r"(?:(?:registered |service )?provider(?:\(s\)|s)?|(?:name of (?:the )?)?registered"
    r" (?:provider|person|service provider)(?:\(s\)|s)?|operated by|provided by|darparwr"
    r"(?: y gwasanaeth| cofrestredig)?|darparwyr cofrestredig|gweithredir gan"
    r"|person cofrestredig|enw'r darparwr)",
    "care_type": r"(?:care type|type of (?:care(?: provided)?|service|registration)"
    r"|service type|math o (?:ofal(?: a ddarperir)?|wasanaeth)|y math o ofal(?: a ddarperir)?)",
    "urn": r"(?:urn|service (?:id|urn|reference(?: number)?|ref)|unique reference(?: number)?"
    r"|registration (?:number|no\.?)|(?:unique )?rhif(?: cyfeirnod)? (?:cofrestru|y gwasanaeth)"
    r"|cyfeirnod(?: y gwasanaeth)?)",
    "authority": r"(?:local authority(?: area)?|awdurdod lleol|ardal awdurdod lleol)",
    "inspected": r"(?:date(?:s|\(s\))? of (?:(?:the|this) )?(?:inspection|site)(?: visits?(?:\(s\))?"
    r"|\(s\))?|(?:on-?site )?inspection (?:visit )?date(?:s|\(s\))?|dates? of (?:this )?inspection"
    r" visits?(?:\(s\))?|dates of this inspection visit\(s\)|inspection visits?(?: date(?:s|\(s\)))?"
    r"|(?:dyddiad|dyddiadau|dyddiad\(au\)|dyddiad\(iau\))(?: yr)? (?:arolygiad|ymweliad(?:au)?"
    r"(?: arolygu)?)(?:au|\(au\))?|(?:dyddiad|dyddiadau|dyddiad\(au\)) (?:yr )?ymweliad(?:\(au\)"
    r"|au)? (?:arolygu|â'r gwasanaeth))",
    "first_day": r"(?:inspected from|inspection (?:started|start date)|arolygwyd o)",
    "last_day": r"(?:inspected to|date inspection completed|inspection (?:completed|end date)"
    r"|date of completion of (?:the )?inspection|dyddiad (?:y cwblhawyd yr arolygiad"
    r"|cwblhau'r arolygiad)|arolygwyd hyd)",
    "issued": r"(?:(?:report )?(?:date (?:of |report |this report was )?(?:publication|published|issued)"
    r"|publication date|published(?: on)?|issued(?: on)?)|date of (?:publication|issue)"
    r"(?: of (?:this )?report)?|dyddiad (?:cyhoeddi(?:'r adroddiad)?|y cyhoeddwyd yr adroddiad"
    r"|cyhoeddwyd)|cyhoeddwyd(?: ar)?)",
    "inspector": r"(?:(?:lead |reporting |name of )?inspector(?:'s name)?|(?:prif )?arolygydd"
    r"|enw'r arolygydd)",
    "kind": r"(?:type of inspection|inspection type|math o arolygiad|y math o arolygiad)",
    # Read so that they end the cell above them, and are taken for nothing else.
    "other": r"(?:manager|registered manager|rheolwr(?: cofrestredig)?|responsible individual"
    r"|unigolyn cyfrifol|registered places|places|lleoedd(?: cofrestredig)?|address|cyfeiriad"
    r"|provision for|darpariaeth ar gyfer|(?:main )?languages?(?:\(s\))?(?: of the service)?"
    r"|(?:prif )?iaith(?: y gwasanaeth)?|prif iaith\(ieithoedd\)|ratings?|sgoriau|summary|crynodeb"
    r"|promotion of welsh language and culture|hybu'r gymraeg a diwylliant cymru"
    r"|(?:date of )?(?:previous|last) (?:\w+ ){0,4}inspection(?: report)?|telephone(?: number)?"
    r"|(?:dyddiad yr )?arolygiad (?:blaenorol|diwethaf)(?: \w+){0,4}|postcode|cod post"
    r"|operating language of the service|maximum number of places)",
}
_CIW = re.compile(r"Care Inspectorate Wales|Arolygiaeth Gofal Cymru", re.IGNORECASE)
_CSSIW = re.compile(
    r"Care and Social Services Inspectorate(?: for)? Wales|\bCSSIW\b|\bAGGCC\b"
    r"|Arolygiaeth Gofal a Gwasanaethau Cymdeithasol Cymru"
    r"|Care Standards Inspectorate for Wales",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"SIN[- ]?\d{8}[- ]?[A-Z]{4}|[A-Z]{0,4}[- ]?\d{4,10}(?:[- ][A-Z]{2,5})?")
_IN_TEXT = re.compile(r"\bSIN-\d{8}-[A-Z]{4}\b")
_KINDS = (
    ("annual", r"full|baseline|key|annual|routine|llawn|sylfaenol|blynyddol"),
    (
        "further",
        r"focus+ed|random|follow[- ]?up|further|â ffocws|wedi'i ffocysu|â phwyslais|dilynol",
    ),
)
_TYPES = (
    ("secure_childrens_home", r"secure (?:children|accommodation)|llety diogel"),
    ("residential_family_centre", r"residential family cent|canolfan breswyl i deuluoedd"),
    (
        "childrens_home",
        r"child(?:ren)?'?s'? home|care home service.{0,40}child|cartref(?:i)? plant"
        r"|gwasanaeth cartref gofal.{0,40}plant",
    ),
    ("fostering", r"foster|maethu"),
    ("adoption", r"adopt|mabwysiadu"),
)
_ADDRESS = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|^\d+[a-z]?[, ]", re.IGNORECASE)
_ANNOUNCED = re.compile(
    r"\b(?:we[ \n](?:carried[ \n]out|undertook|completed|conducted|made)[ \n](?:an?|this)"
    r"(?:[ \n](?:full|focused|baseline|routine|scheduled|planned)){0,2},?"
    r"|this[ \n](?:was|is)[ \n]an?(?:[ \n](?:full|focused|baseline|routine|scheduled)){0,2},?"
    r"|(?:the|this)[ \n]inspection[ \n]was)[ \n](?P<un>un)?announced\b"
    r"|\b(?:cynaliasom|cynhaliwyd|gwnaethom(?:[ \n]gynnal)?|roedd[ \n]hwn[ \n]yn|roedd[ \n]yr)"
    r"[ \n]arolygiad(?:[ \n](?:llawn|yn|â[ \n]ffocws)){0,2}[ \n](?P<cy>d|)(?P<cyun>dirybudd)\b",
    re.IGNORECASE,
)
_AFTER_DAYS = re.compile(r"(?:\([^()\d]*\)|(?:un)?announced(?: visit)?|dirybudd)?", re.IGNORECASE)
_EARLIER = re.compile(r"\b(?:last|previous|earlier|blaenorol|diwethaf)\b", re.IGNORECASE)


class Report:
    """A paper with its labels read once."""

    def __init__(self, paper: Paper, labels: Mapping[str, str] = LABELS) -> None:
        self.paper = paper
        self.labels = labels
        self.flow = Flow(paper)

    @cached_property
    def facts(self) -> dict[str, list[Fact]]:
        """What each label says."""
        return facts(self.paper, self.labels)

    @cached_property
    def opening(self) -> str:
        """The first two pages' text, where a paper says what it is."""
        return "\n".join(line.text for line in self.flow.lines if line.page <= 2)[:8_000]

    def inspectorate(self) -> str:
        """Return ``ciw`` or ``cssiw``, whoever is named first; '' where neither is."""
        named = [
            (found.start(), token)
            for token, pattern in (("ciw", _CIW), ("cssiw", _CSSIW))
            if (found := pattern.search(self.flow.text))
        ]
        return min(named)[1] if named else ""

    def one(self, label: str, read: Callable[[str], Value | None]) -> Found | None:
        """Return what all places with a label agree on; None where they differ."""
        said = [
            Found(value, fact.passage, fact.certain)
            for fact in self.facts[label]
            if (value := read(fact.text)) is not None
        ]
        return surest(said)

    def dates(self) -> dict[str, Found]:
        """Return days of inspection and of issue, where they come in order."""
        found = {
            "inspected_from": self.one("inspected", first_day) or self.one("first_day", one_day),
            "inspected_to": self.one("inspected", last_day) or self.one("last_day", one_day),
            "issued": self.one("issued", one_day),
        }
        if self._contradicts(found["inspected_to"]):
            found["inspected_from"] = found["inspected_to"] = None
        return in_order({name: one for name, one in found.items() if one})

    def _contradicts(self, last: Found | None) -> bool:
        """Return whether visits are said to go on after the inspection was completed."""
        completed = self.one("last_day", one_day)
        return bool(last and completed and str(last.value) > str(completed.value))

    def kind(self) -> Found | None:
        """Return whether the inspection is the full one of its year, or a further one."""
        return self.one("kind", inspection_kind)

    def inspector(self) -> Found | None:
        """Return the inspector where a label names one."""
        return self.one("inspector", lambda text: names.person(_untitled(text)) or None)

    def announced(self) -> Found | None:
        """Return whether this inspection was announced, where a sentence says so."""
        said = [
            Found(not (match["un"] or match["cyun"]), self.flow.passage(*match.span()))
            for match in _ANNOUNCED.finditer(self.flow.text)
            if not _EARLIER.search(self.flow.text, max(0, match.start() - 60), match.end())
        ]
        return settled(said)


def surest(said: Iterable[Found]) -> Found | None:
    """Return what all say, from where it is certain if it is anywhere."""
    ordered = sorted(said, key=lambda one: not one.certain)
    certain = [one for one in ordered if one.certain]
    return settled(certain or ordered)


def first_day(text: str) -> str | None:
    """Return the first of the days that a text begins with, as ISO."""
    found = _span(text)
    return found.first.isoformat() if found else None


def last_day(text: str) -> str | None:
    """Return the last of the days that a text begins with, as ISO."""
    found = _span(text)
    return found.last.isoformat() if found else None


def one_day(text: str) -> str | None:
    """Return the one day that a text is, as ISO."""
    found = _span(text)
    return found.first.isoformat() if found and found.first == found.last else None


def _span(text: str) -> spans.Span | None:
    said = in_english(text[:200])
    found = spans.span(said)
    if not found or found.first < date(2000, 1, 1):
        return None
    # What goes on is a sentence that speaks of some day, or has a day that was not understood.
    return found if _AFTER_DAYS.fullmatch(said[found.end :].strip(" .")) else None


def in_order(found: dict[str, Found]) -> dict[str, Found]:
    """Leave out days that cannot be: first after last, issued before the end or years after."""
    first, last, issued = (found.get(name) for name in ("inspected_from", "inspected_to", "issued"))
    if first and last and str(first.value) > str(last.value):
        return {"issued": issued} if issued else {}
    if issued and any(one and not _may_be_issued(one, issued) for one in (first, last)):
        return {}
    return found


def _may_be_issued(inspected: Found, issued: Found) -> bool:
    day, last = (date.fromisoformat(str(one.value)) for one in (issued, inspected))
    return timedelta(0) <= day - last <= LATEST_ISSUE


def inspection_kind(text: str) -> str | None:
    """Return the token of a kind of inspection, None where the words say none or two."""
    tokens = [token for token, form in _KINDS if re.search(rf"(?<!\w)(?:{form})(?!\w)", text, re.I)]
    return tokens[0] if len(tokens) == 1 else None


def service_type(text: str) -> str:
    """Return the token of a type of service, '' where it is of none here."""
    tokens = [token for token, form in _TYPES if re.search(form, text, re.IGNORECASE)]
    if tokens[:1] == ["fostering"]:
        is_public = re.search(r"local authority|awdurdod lleol", text, re.IGNORECASE)
        is_other = re.search(r"independent|agency|annibynnol|asiantaeth", text, re.IGNORECASE)
        if bool(is_public) == bool(is_other):
            return ""
        return "fostering_public" if is_public else "fostering_independent"
    return tokens[0] if tokens else ""


def number(text: str) -> str | None:
    """Return an inspectorate's number, None where a text is none."""
    return text.strip() if _NUMBER.fullmatch(text.strip()) else None


def number_in(flow: Flow) -> Found | None:
    """Return the one number in the register's own form that stands anywhere."""
    said = [Found(match[0], flow.passage(*match.span())) for match in _IN_TEXT.finditer(flow.text)]
    return settled(said)


def authority(text: str) -> str | None:
    """Return the name of a Welsh authority as printed, None where a text is none."""
    return text.strip() if gss_of(text) else None


def is_address(text: str) -> bool:
    """Return whether a line is of an address rather than a name."""
    return bool(_ADDRESS.search(text))


def present(values: Mapping[str, Found | None]) -> dict[str, Found]:
    """Return values without those that were not found."""
    return {name: one for name, one in values.items() if one}


def _untitled(text: str) -> str:
    return re.sub(r"^(?:mr|mrs|ms|miss|dr)\.? ", "", text.strip(), flags=re.IGNORECASE)
