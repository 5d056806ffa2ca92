"""What the page of redaction says of the copy that there is, and of the one being made."""

from ccsr.content import _
from ccsr.content import jobs
from ccsr.content import permissions
from ccsr.content.content import redaction
from functools import cached_property


FAILED = _(
    "redact_failed",
    default="The copy could not be made. Make it again; if that fails too, tell whoever looks after the portal.",
)


class Made:
    """Mixed into the page."""

    @property
    def is_redacted(self):
        """Return whether the file is a redacted copy."""
        return redaction.is_redacted(self.context)

    @property
    def is_up_to_date(self):
        """Return whether the copy is of these marks."""
        return redaction.is_up_to_date(self.context)

    @property
    def stored(self):
        """Return all that is kept, or None."""
        return redaction.kept(self.context)

    @cached_property
    def job(self):
        """How far the copy is that is being made, or None."""
        stored = redaction.kept(self.context)
        found = jobs.state(stored.job) if stored and stored.job else None
        return found if found and found.state not in jobs.ENDED else None

    @property
    def is_being_made(self):
        """Return whether a copy is being made."""
        return self.job is not None

    @property
    def not_made(self):
        """Return why the last copy was not made, '' where it was or is being made."""
        stored = redaction.kept(self.context)
        if not stored or self.is_being_made:
            return ""
        # A job that ends well leaves neither.
        found = stored.refused or (FAILED if stored.job else None)
        return self.say(found) if found else ""

    @property
    def proved(self):
        """Return what the proof of the copy looked at, in numbers."""
        stored = redaction.kept(self.context)
        counts = stored.proof.counts if stored and stored.proof else {}
        return {name: f"{count:,}" for name, count in counts.items() if count}

    @property
    def last(self):
        """Return who made the copy and when."""
        deed = redaction.kept(self.context).deeds[-1]
        return {"by": self.person(deed.by), "when": self.moment(deed.at)}

    @property
    def original(self):
        """Return the address of the original, '' for whoever may not read it."""
        may = self.is_redacted and self.may(permissions.ViewOriginal)
        return f"{self.context.absolute_url()}/@@original" if may else ""
