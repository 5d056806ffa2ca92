"""What the catalog knows of evidence, so that a board reads no object."""

from ccsr.content.interfaces import IEvidence
from plone.indexer import indexer


@indexer(IEvidence)
def readiness_elements(evidence):
    """The elements that it is evidence for, as ``framework/element``."""
    return tuple(evidence.elements or ())


@indexer(IEvidence)
def review_by(evidence):
    """The day after which it is stale."""
    return evidence.review_by


@indexer(IEvidence)
def kept_by(evidence):
    """The account of whoever keeps it true."""
    return evidence.owner or ""
