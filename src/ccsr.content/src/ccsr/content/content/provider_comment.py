"""The comments of a provider beside a document, kept on the document.

They are no part of its text, and no search looks at them: what an inspectorate
wrote is not found by what a provider says of it.
"""

from ccsr.content.content import stop_notice
from ccsr.content.content.viewable import is_viewable
from ccsr.content.domain import provider_comments as rules
from ccsr.content.noted import note
from ccsr.content.permissions import CommentAsProvider
from dataclasses import replace
from datetime import datetime
from datetime import UTC
from persistent.list import PersistentList
from plone import api
from zExceptions import BadRequest
from zExceptions import Unauthorized
from zope.annotation.interfaces import IAnnotations


KEY = "ccsr.content.provider_comments"


class Refused(BadRequest):
    """A comment that is not kept; ``message`` says why."""

    def __init__(self, message):
        super().__init__(message)
        self.message = message


def all_of(document):
    """Return every ``domain.provider_comments.Comment``, oldest first."""
    return list(IAnnotations(document).get(KEY, ()))


def current(document):
    """Return the comment that is shown, or None."""
    return rules.current(all_of(document))


def may_comment(document):
    """Return whether the reader may put a comment beside it."""
    held = api.user.has_permission(CommentAsProvider, obj=document)
    return bool(held) and is_viewable(document)


def put(document, text):
    """Put a comment beside a document, in place of an earlier one; return it."""
    _check(document)
    kept = rules.plain(text)
    refusal = rules.problem(kept)
    if refusal:
        raise Refused(refusal)
    found = current(document)
    if found is not None and found.text == kept:
        return found
    comment = rules.Comment(kept, _me(), datetime.now(UTC))
    IAnnotations(document).setdefault(KEY, PersistentList()).append(comment)
    note("provider-commented", document)
    return comment


def withdraw(document):
    """Show the comment no longer; return whether there was one."""
    _check(document)
    found = current(document)
    if found is None:
        return False
    ended = replace(found, withdrawn_by=_me(), withdrawn_at=datetime.now(UTC))
    IAnnotations(document)[KEY][-1] = ended
    note("provider-comment-withdrawn", document)
    return True


def forget(document):
    """Drop every comment, of a copy that brought them along."""
    IAnnotations(document).pop(KEY, None)


def _check(document):
    if not may_comment(document):
        raise Unauthorized(CommentAsProvider)
    if not stop_notice.is_acknowledged():
        raise Refused(stop_notice.FIRST)


def _me():
    return api.user.get_current().getId()
