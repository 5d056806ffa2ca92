"""A number with the noun behind it: ``1 day``, ``2 ddiwrnod``, ``6 thudalen``.

Welsh has six forms, by the categories of CLDR; which of them a number takes stands, with the
forms, in ``locales/cy/LC_MESSAGES/ccsr.counted.po``. The reader's language is known when the
message is translated, and only then is the form chosen; as the mapping of a sentence::

    Message(LATE, mapping={"days": counted("days", 3)})
"""

from __future__ import annotations

from zope.i18nmessageid import Message


DOMAIN = "ccsr.counted"

#: What is counted → its English forms, for one and for any other number.
NOUNS = {
    "days": ("day", "days"),
    "files": ("file", "files"),
    "grades": ("grade", "grades"),
    "hours": ("hour", "hours"),
    "miles": ("mile", "miles"),
    "minutes": ("minute", "minutes"),
    "months": ("month", "months"),
    "pages": ("page", "pages"),
    "people": ("person", "people"),
    "services": ("service", "services"),
    "times": ("time", "times"),
    "years": ("year", "years"),
}


def counted(noun: str, number: int) -> Message:
    """Return a number and what is counted, as a message; ``noun`` is one of ``NOUNS``."""
    one, many = (f"${{number}} {form}" for form in NOUNS[noun])
    return Message(
        one,
        domain=DOMAIN,
        # No catalogue of English is asked.
        default=one if number == 1 else many,
        mapping={"number": f"{number:,}"},
        msgid_plural=many,
        default_plural=many,
        number=number,
    )
