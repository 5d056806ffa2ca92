"""The register, the documents and the rules of the portal (no policy)."""

from zope.i18nmessageid import MessageFactory


_ = MessageFactory("ccsr.content")
