"""How that which may have to go is written, in English and in Welsh."""

from __future__ import annotations

import re


MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
    # Welsh, and as "o" changes them.
    "|Ionawr|Chwefror|Mawrth|Fawrth|Ebrill|Mai|Fai|Mehefin|Fehefin|Gorffennaf|Orffennaf"
    "|Awst|Medi|Fedi|Hydref|Tachwedd|Dachwedd|Rhagfyr|Ragfyr"
)
ORDINAL = r"(?:st|nd|rd|th|af|ail|ydd|fed|eg|ain)?"
DATE = (
    rf"(?:\d{{1,2}}{ORDINAL}\s+(?:of\s+|o\s+)?(?:{MONTHS})\.?,?\s+\d{{4}}"
    rf"|(?:{MONTHS})\s+\d{{1,2}}{ORDINAL},?\s+\d{{4}}"
    r"|\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})"
    r"|\d{4}-\d{2}-\d{2})"
)
BORN = (
    r"dates?\s+of\s+birth|d\.?o\.?b\.?|birth\s*date|born(?:\s+on)?"
    r"|dyddiad(?:au)?\s+geni|ganwyd(?:\s+ar)?|ganed(?:\s+ar)?|geni"
)
BIRTH = re.compile(
    rf"\b(?:{BORN})(?!\w)\s*[:;.–-]?\s*(?:(?:is|was|yw|oedd|y|the)\s+)?(?P<what>{DATE})", re.I
)

EMAIL = re.compile(r"(?<![\w.+'-])[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")

#: What stands before the @ of an address that is read by whoever is on duty.
OFFICES = frozenset(
    [
        "admin",
        "ciw",
        "contact",
        "cysylltu",
        "enquiries",
        "enquiry",
        "feedback",
        "gwybodaeth",
        "help",
        "helo",
        "info",
        "mail",
        "office",
        "post",
        "psi",
        "reception",
        "ymholiadau",
    ]
)

NHS = re.compile(r"(?<![\d+])(?:\d{3}[ -]\d{3}[ -]\d{4}|(?<=NHS )\d{10})(?!\d)")

NI = re.compile(
    r"\b(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]"
    r"\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b"
)

TELEPHONE = re.compile(
    r"(?<![\d/.-])(?:\+44\s?(?:\(0\)\s?)?|\(?0)[1-9]\d{1,4}\)?(?:[ -]?\d{2,8}){1,4}(?![\d/-])"
)

POSTCODE = re.compile(
    r"\b(?:(?:[A-PR-UWYZ][A-HK-Y]?\d[A-Z\d]?)\s\d[ABD-HJLNP-UW-Z]{2}"
    r"|[A-PR-UWYZ][A-HK-Y]\d{1,2}\d[ABD-HJLNP-UW-Z]{2})\b"
)

CAPITAL = r"[A-ZÂÀÁÄÊÈÉËÎÏÔÖÛÜŴŶ]"
PROPER = rf"{CAPITAL}[\w'’-]*\w"
STREET = (
    "Street|Road|Avenue|Close|Crescent|Drive|Lane|Gardens|Terrace|Place|Grove|Court|Square"
    "|Mews|Rise|Hill|Walk|View|Parade|Row|Green|Villas|Cottages|St|Rd|Ave"
)
WELSH_STREET = "Heol|Ffordd|Stryd|Lôn|Rhodfa|Maes|Clos|Cilgant|Rhes|Trem|Llys|Gerddi|Bro|Parc|Tan"
NUMBER = r"(?:(?:Flat|Fflat|Unit)\s+\w{1,4},?\s+)?\b\d{1,3}[A-Za-z]?,?"
ADDRESS = re.compile(
    rf"{NUMBER}\s+(?:(?:{WELSH_STREET})(?:\s+(?:yr?|y|{PROPER}|{CAPITAL}\w*)){{1,3}}"
    rf"|(?:{PROPER}\s+){{1,3}}(?:{STREET})\b)"
)

TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Rev|Revd|Sir|Dame|Lady|Bnr|Bns|Parch|Yr Athro|Y Parch)"
)
#: Stands in a name before a part of it.
LINK = r"(?:ap|ab|ferch|verch|de|van|von|der|da|di|bin|al)"
NAME = re.compile(
    rf"\b{TITLE}\b\.?\s+(?:{CAPITAL}\.?\s+){{0,3}}{PROPER}(?:\s+(?:{LINK}\s+)?{PROPER}){{0,2}}"
    rf"|\b(?:[Cc]hild'?s?\s+name|[Nn]ame\s+of\s+(?:the\s+)?child|[Ee]nw'?r?\s+(?:y\s+)?plentyn)"
    rf"\s*:?\s+(?P<name>{PROPER}(?:\s+(?:{LINK}\s+)?{PROPER}){{0,2}})"
)
