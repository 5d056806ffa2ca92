"""What the catalog knows of the protocol, its clauses and lessons, so that lists wake none."""

from ccsr.content.content.governance.clause import IClause
from ccsr.content.content.governance.lesson import ILesson
from ccsr.content.content.governance.protocol import IProtocol
from plone.app.uuid.utils import uuidToCatalogBrain
from plone.indexer import indexer


@indexer(IClause)
def clause_number(clause):
    """The number."""
    return clause.number


def _welsh(thing):
    if not thing.title_cy:
        raise AttributeError("title_cy")
    return thing.title_cy


title_cy_of_protocol = indexer(IProtocol)(_welsh)
title_cy_of_clause = indexer(IClause)(_welsh)


@indexer(ILesson)
def lesson_clauses(lesson):
    """The ids of its clauses, which are the same in every version."""
    found = filter(None, map(uuidToCatalogBrain, lesson.clauses or ()))
    return sorted({brain.getId for brain in found})


@indexer(ILesson)
def lesson_actions(lesson):
    """The UIDs of its actions."""
    return list(lesson.actions or ())


@indexer(ILesson)
def document_date(lesson):
    """The day on which it happened."""
    return lesson.happened_on
