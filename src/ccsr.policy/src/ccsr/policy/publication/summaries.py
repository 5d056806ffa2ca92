"""What a summary of a thing in JSON does not say, whatever fields are asked for."""

from plone.restapi.interfaces import IJSONSummarySerializerMetadata
from zope.interface import implementer


@implementer(IJSONSummarySerializerMetadata)
class NoAccounts:
    """Names of accounts stand in the history, for those who may read it."""

    def default_metadata_fields(self):
        """Add none."""
        return set()

    def field_accessors(self):
        """Add none."""
        return {}

    def non_metadata_attributes(self):
        """Add none."""
        return set()

    def blocklisted_attributes(self):
        """Return the names that are never answered."""
        return {"Contributors", "Creator", "creators", "listContributors", "listCreators"}
