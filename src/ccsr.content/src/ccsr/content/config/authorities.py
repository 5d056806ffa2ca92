"""The 22 local authorities of Wales (ONS, Open Government Licence v3.0).

GSS code, English and Welsh name, and the inspectorate's region (protocol 3.3).
"""

from csv import DictReader
from dataclasses import dataclass
from importlib.resources import files
from zope.i18nmessageid import Message


@dataclass(frozen=True)
class Authority:
    """A placing authority; ``gss`` is the token everywhere."""

    gss: str
    region: str
    name_en: str
    name_cy: str

    @property
    def group(self) -> str:
        """The id of the group of its commissioners."""
        return f"authority-{self.gss.lower()}"

    @property
    def title(self) -> Message:
        """The name as a message, so that a Welsh reader gets the Welsh one."""
        return Message(f"authority_{self.gss}", "ccsr.content", default=self.name_en)


def _read() -> tuple[Authority, ...]:
    table = files(__package__).joinpath("data/local_authorities.csv").read_text("utf-8")
    return tuple(Authority(**row) for row in DictReader(table.splitlines()))


ALL = _read()
BY_GSS = {authority.gss: authority for authority in ALL}


def region_of(gss: str | None) -> str | None:
    """Return the token of the region a GSS code lies in, None outside Wales."""
    authority = BY_GSS.get(gss or "")
    return authority.region if authority else None
