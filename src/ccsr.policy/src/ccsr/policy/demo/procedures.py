"""What the demo's authorities show where a child is at risk; names are real, numbers are not."""

from ccsr.content.config import authorities
from ccsr.content.content import concerns


#: Numbers that Ofcom keeps free for fiction: 01632 960000 to 960999.
FIRST = {
    "en": "Invented for the demo: call the duty team of {name} on {day}, "
    "or outside office hours the emergency duty team on {night}.",
    "cy": "Dychmygol, ar gyfer y demo: ffoniwch dîm dyletswydd {name} ar {day}, "
    "neu y tu allan i oriau swyddfa y tîm dyletswydd argyfwng ar {night}.",
}


def write_down() -> None:
    """Write a text for every authority, in both languages."""
    general = concerns.general_procedures()
    texts = {}
    for place, one in enumerate(authorities.ALL, 1):
        numbers = {"day": f"01632 9600{place:02}", "night": f"01632 9601{place:02}"}
        for language, name in (("en", one.name_en), ("cy", one.name_cy)):
            first = FIRST[language].format(name=name, **numbers)
            texts[f"{one.gss}.{language}"] = f"{first}\n\n{general[f'.{language}']}"
    concerns.set_procedures(texts)
