"""What became of a file that arrived."""

from dataclasses import dataclass


#: ``already``: the portal has these bytes, from before or from a run that was cut short.
TAKEN, ALREADY, REFUSED = "taken", "already", "refused"


@dataclass(frozen=True)
class Outcome:
    """``notes`` say, in the language asked, why it or files within it were not taken."""

    state: str
    notes: tuple[str, ...] = ()

    @property
    def is_done(self) -> bool:
        """Return whether nobody needs to look at the file again."""
        return self.state != REFUSED


def of_archive(members: list[Outcome], is_unpacking: bool = False) -> Outcome:
    """Return what became of an archive: taken where any file of it was, or will be."""
    notes = tuple(note for one in members for note in one.notes)
    states = {one.state for one in members}
    if is_unpacking or TAKEN in states:
        return Outcome(TAKEN, notes)
    return Outcome(ALREADY if states == {ALREADY} else REFUSED, notes)
