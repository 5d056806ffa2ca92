"""The mappings at hand: the shipped ones and those that administrators have added."""

from ccsr.content import _
from ccsr.content.content import kept
from ccsr.content.domain.importing import patterns
from ccsr.content.domain.importing.mapping import BadMapping
from ccsr.content.domain.importing.mapping import filled
from ccsr.content.domain.importing.mapping import read
from ccsr.content.domain.importing.shipped import shipped

import json


#: Id → the mapping as JSON. A text, so that a later version can read what it was.
MAPPINGS = "ccsr.content.register_mappings"
#: Id → header and first lines of the file that it was made from, until it is finished.
SAMPLES = "ccsr.content.register_samples"


def own():
    """Return the mappings that administrators have added, by id."""
    return {id: read(json.loads(text)) for id, text in kept.read(MAPPINGS).items()}


def all():
    """Return every mapping, by id."""
    return {**own(), **shipped()}


def get(id):
    """Return one mapping, None where there is none."""
    return all().get(id)


def put(raw):
    """Keep a mapping, in place of the one with its id; raise BadMapping."""
    found = read(raw)
    if found.id in shipped():
        raise BadMapping(TAKEN)
    _check(found)
    kept.tree(MAPPINGS)[found.id] = json.dumps(raw, ensure_ascii=False)
    return found


def _check(found):
    """Refuse what was not refused of mappings that are kept already."""
    for name in ("numbers", "same_number"):
        if not patterns.is_quick(getattr(found, name)):
            raise BadMapping(filled(SLOW, key=name))
    for written in found.date_formats:
        if not patterns.is_day(written):
            raise BadMapping(filled(NO_DAY, written=written[:60]))


def delete(id):
    """Drop a mapping that was added, with its sample."""
    kept.tree(MAPPINGS).pop(id, None)
    finish(id)


def sample(id):
    """Return header and lines of the file that a mapping is made from, or None."""
    return kept.read(SAMPLES).get(id)


def put_sample(id, header, lines):
    """Keep the first lines of a file while a mapping is made from it."""
    kept.tree(SAMPLES)[id] = (header, lines)


def finish(id):
    """Drop the sample: the rows of a file are kept no longer than they are needed."""
    kept.tree(SAMPLES).pop(id, None)


TAKEN = _(
    "mapping_taken", default="That short name is one of a mapping which comes with the portal."
)
SLOW = _(
    "mapping_slow",
    default="“${key}” may take too long to read. Repeat no group, and use * and + at most twice.",
)
NO_DAY = _(
    "mapping_no_day",
    default="“${written}” is no way to write a day. Write it like %d/%m/%Y.",
)
