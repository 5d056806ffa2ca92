"""Why something is removed from a document, on a new site."""

#: Token, reason in English and in Welsh.
REASONS = (
    ("child", "Identifies a child or a family", "Yn enwi plentyn neu deulu"),
    ("person", "Personal data of another person", "Data personol rhywun arall"),
    ("health", "Health or care of a person", "Iechyd neu ofal rhywun"),
    ("address", "Where children live", "Lle mae plant yn byw"),
    ("proceedings", "Legal proceedings or an investigation", "Achos cyfreithiol neu ymchwiliad"),
    ("confidence", "Given in confidence", "Wedi ei roi yn gyfrinachol"),
    ("other", "Another reason, see the note", "Rheswm arall, gweler y nodyn"),
)
