"""Reading an import's file and comparing it with the register as it is now."""

from ccsr.content import _
from ccsr.content.content import kept
from ccsr.content.domain.importing import mapping as mappings
from ccsr.content.domain.importing import plan
from ccsr.content.domain.importing.difference import difference
from ccsr.content.domain.importing.reading import read
from ccsr.content.domain.importing.table import BadTable
from ccsr.content.domain.importing.table import table
from ccsr.content.importing import known
from ccsr.content.importing import store


NO_ROW = _("import_no_row", default="No row of the file could be read. The reasons are below.")


def compare(found, progress=None):
    """Compare an import with the register; ticks of the same differences stay."""
    before = {found.entries[number].signature: tick for number, tick in found.ticks.items()}
    mapping = mappings.read(dict(found.mapping))
    found.clear()
    found.error = None
    try:
        lines = table(found.file.data)
        reading = read(lines, mapping)
    except BadTable as error:
        found.state, found.error = store.FAILED, error.message
        return
    found.unread = tuple(mapping.unread(lines.header))
    # What another has applied at the very same moment is seen by one of the two.
    kept.in_turn()
    made = difference(reading, mapping, known.services(mapping), known.providers(mapping), progress)
    _keep(found, reading, made, before)


def _keep(found, reading, made, before):
    found.entries.update(dict(enumerate(made.entries, 1)))
    found.remarks.update(dict(enumerate(reading.remarks, 1)))
    found.matched.update(made.matched)
    found.counts, found.kept = made.counts(), made.kept
    found.rows, found.left_out = len(reading.rows), reading.left_out
    found.serial = store.serial()
    found.turn += 1
    found.state = store.COMPARED if reading.rows else store.FAILED
    found.error = None if reading.rows else NO_ROW
    ticks = {number: before.get(one.signature, "") for number, one in found.entries.items()}
    found.put_ticks({number: tick for number, tick in ticks.items() if tick})


def tick_all(found, group=None):
    """Tick every entry of a group, or all of them; what needs a decision is left out."""
    found.put_ticks(
        {
            number: plan.YES
            for number, one in found.entries.items()
            if (group is None or one.group == group) and plan.YES in plan.choices(one)
        }
    )
