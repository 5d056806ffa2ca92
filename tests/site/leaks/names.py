"""What the parts of the registry are told as."""

from dataclasses import dataclass


#: Stands in a probe for what is asked about.
VALUE = "VALUE"


@dataclass(frozen=True)
class Name:
    """Something that a site answers to, and the ways to ask it at a thing."""

    kind: str
    name: str
    probes: tuple

    def __str__(self):
        return f"{self.kind} {self.name}"
