"""Files that go with a liaison item: PDFs, by the rules of every upload."""

from ccsr.content import _
from ccsr.content import noted
from ccsr.content.domain import naming
from ccsr.content.domain import uploads
from ccsr.content.domain import virus
from ccsr.content.domain.uploads import UnsuitableFile
from hashlib import sha256
from plone.namedfile.file import NamedBlobFile
from typing import Any


#: Files of one item.
MOST = 20
TOO_MANY = _(
    "evidence_too_many",
    default="An item holds at most ${most} files. Remove one first.",
    mapping={"most": MOST},
)


class TooMany(ValueError):
    """The item holds as many files as it may; ``message`` says so."""

    message = TOO_MANY


class EvidenceFile(NamedBlobFile):
    """A file with an id; ``scanned`` is whether the virus scanner called it clean."""

    id = ""
    digest = ""
    scanned = False


def add(item: Any, name: str, data: bytes) -> EvidenceFile:
    """Add a file and return it; ``UnsuitableFile`` or ``TooMany`` say why not."""
    if len(item.evidence) >= MOST:
        raise TooMany
    try:
        contents = uploads.accept(data)
    except UnsuitableFile as error:
        noted.note("upload-refused", file=uploads.file_name(name), rule=error.rule)
        raise
    made = EvidenceFile(data, uploads.CONTENT_TYPE, uploads.file_name(name))
    made.id, made.digest = naming.random_id(), sha256(data).hexdigest()
    made.scanned = contents.scanned
    item.evidence = (*item.evidence, made)
    noted.note("uploaded", item, file=made.filename, size=made.getSize(), sha256=made.digest)
    return made


def get(item: Any, id: str) -> EvidenceFile | None:
    """Return a file by its id, or None."""
    return next((one for one in item.evidence if one.id == id), None)


def remove(item: Any, id: str) -> bool:
    """Remove a file; return whether there was one."""
    found = get(item, id)
    if found is not None:
        item.evidence = tuple(one for one in item.evidence if one.id != id)
        noted.note("changed", item, fields=["evidence"], file=found.filename)
    return found is not None


def stopped_by(file: EvidenceFile) -> str | None:
    """Return ``unscanned`` or ``virus`` where that keeps a file back, None where nothing does."""
    if file.scanned:
        return None
    # Whoever has taken the scanner away since has not made the file clean.
    return virus.refusal(file.data) if virus.address() else "unscanned"


def settle(item: Any) -> bool:
    """Ask the scanner about files that wait; return whether all are clean."""
    for one in item.evidence:
        if not one.scanned and stopped_by(one) is None:
            one.scanned = True
    return all(one.scanned for one in item.evidence)


def told(item: Any, file: EvidenceFile) -> dict[str, Any]:
    """Return what is said of a file in JSON."""
    return {
        "id": file.id,
        "filename": file.filename,
        "size": file.getSize(),
        "content-type": file.contentType,
        "download": f"{item.absolute_url()}/@@evidence/{file.id}/{file.filename}",
    }
