"""``@@redact`` of a draft: mark what is to be removed, look at it, have the copy made."""

from ccsr.content import _
from ccsr.content import permissions
from ccsr.content.browser.listing import Listing
from ccsr.content.browser.redaction import marking
from ccsr.content.browser.redaction.marking import Why
from ccsr.content.browser.redaction.shown import Shown
from ccsr.content.content import layering
from ccsr.content.content import redacting
from ccsr.content.content import redaction
from ccsr.content.content import redaction_job
from ccsr.content.content import scanning
from ccsr.content.content import scans
from ccsr.content.domain import uploads
from ccsr.content.domain.redaction.marks import read_box
from ccsr.content.domain.redaction.suggestions import remembered
from functools import cached_property
from hashlib import sha256
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from Products.statusmessages.interfaces import IStatusMessage
from zExceptions import NotFound
from zope.i18nmessageid import Message


MARKED = _("redact_marked", default="${count} marked.")
ALREADY = _("redact_already", default="That is marked already.")
REMOVED = _("redact_unmarked", default="Marks taken away: ${count}.")
KEPT = _(
    "redact_unmark_refused",
    default="What the copy was made without stays marked: only a reviewer may bring it back.",
)
UNDONE = _("redact_undone", default="The last change of the marks is taken back.")
REJECTED = _("redact_rejected", default="These are proposed no more.")
MADE = _(
    "redact_made",
    default="The redacted copy is made and proved. It is the document's file from now on; "
    "the original stays with the reviewers.",
)
STARTED = _(
    "redact_started",
    default="The copy is being made. You need not wait: this page says when it is done.",
)
BACK = _("redact_taken_back", default="The document has its original file again.")
NO_MARKS = _("redact_no_marks", default="Nothing is marked yet.")
CHANGED = _(
    "redact_changed",
    default="The marks were changed meanwhile. Look at them before you take anything back.",
)
STILL_READ = _(
    "redact_still_read",
    default="Pages of this document are still being read by machine. Make the copy when that is done: a name on them would not be found.",
)
WAITS = _("redact_waits", default="A copy is being made. Wait until it is done.")


class Redact(Shown, Listing):
    """The page."""

    page = ViewPageTemplateFile("templates/redact.pt")
    parts = ViewPageTemplateFile("templates/parts.pt")
    #: Suggestions at a time.
    size = 50
    error = None
    rule = ""

    def __call__(self):
        """Do what a button says and show the page anew, or show it with what is wrong."""
        if not self.context.file or scanning.stopped_by(self.context):
            raise NotFound("redact")
        try:
            if self.request.method == "POST":
                CheckAuthenticator(self.request)
                return self.act()
            return self.page()
        except uploads.UnsuitableFile as error:
            self.error, self.cannot_be_read = error.message, True
            return self.page()

    cannot_be_read = False

    def act(self):
        """Do it; return the page anew, or where to go."""
        # A button of a rule names it behind what it does.
        asked, _dash, self.rule = self.asked("act").partition("-")
        act = self.acts().get(asked)
        if act is None:
            raise NotFound("redact")
        if self.is_being_made and act != self.back:
            self.error = WAITS
        elif act():
            return self.go_on()
        return self.page()

    def acts(self):
        """Return what the reader may do, by the button's value."""
        found = {
            "mark": self.mark,
            "phrase": self.mark_phrase,
            "accept": self.accept,
            "reject": self.reject,
            "restore": self.restore,
            "remove": self.unmark,
            "undo": self.undo,
            "make": self.make,
        }
        if self.may(permissions.ViewOriginal) and self.is_redacted:
            found["back"] = self.back
        return found

    def go_on(self):
        """Show the page anew."""
        self.request.response.redirect(self.place(self.number, self.asked("view")))
        return ""

    def say_done(self, message, **values):
        """Keep what was done for the next page; return True."""
        filled = {name: str(value) for name, value in values.items()}
        IStatusMessage(self.request).add(self.say(Message(message, mapping=filled)))
        return True

    # -- marking ----------------------------------------------------------------

    @cached_property
    def why(self):
        """Return the reason that was chosen, the note, and who."""
        return Why(self.asked("reason"), self.asked("note"), api.user.get_current().getId())

    def keep(self, marks, otherwise):
        """Keep marks; return whether that went well."""
        self.error = (
            self.why.refusal(self.reasons)
            or (otherwise if not marks else None)
            or marking.too_many(self.context, marks)
        )
        if self.error:
            return False
        count = redaction.add(self.context, marks)
        # What is kept of the pages makes all that follows quicker.
        layering.ask(self.context)
        return self.say_done(MARKED if count else ALREADY, count=count)

    def mark(self):
        """Mark the words that were ticked or selected, and the boxes that were drawn."""
        places = {int(one) for one in self.many("at") if one.isascii() and one.isdecimal()}
        places.update(at for row in self.many("line") for at in self.row(row))
        words = self.words_of(self.number)
        marks = marking.of_runs(self.number, words, places, self.why)
        boxes = [box for one in self.many("box") if (box := read_box(one))]
        marks += [self.why.mark(self.number, (box,), "", drawn=True) for box in boxes]
        return self.keep(marks, marking.NOTHING)

    @property
    def drawn(self):
        """Return the boxes that were drawn and not kept, as they came."""
        return [one for one in self.many("box") if self.error and read_box(one)]

    def lacks_reason(self, prefix):
        """Return whether the form of a button was refused since it gives no reason."""
        asked = self.asked("act").partition("-")[0]
        own = {"mark": "mark", "phrase": "phrase", "accept": "suggestion"}
        return bool(self.error) and own.get(asked) == prefix and not self.asked("reason")

    def row(self, number):
        """Return the places of the words of a line."""
        rows = marking.rows(self.words_of(self.number))
        is_row = number.isascii() and number.isdecimal() and int(number) < len(rows)
        return rows[int(number)] if is_row else ()

    def mark_phrase(self):
        """Mark a phrase wherever it is said."""
        phrase = self.asked("phrase")
        if not phrase:
            self.error = marking.NO_PHRASE
            return False
        marks = marking.of_phrase(self.words, phrase, self.why)
        return self.keep(marks, marking.not_said(phrase))

    def chosen(self):
        """Return the suggestions that were ticked, or all of the rule that a button names."""
        ticked = set(self.many("suggestion"))
        return [
            one
            for one in marking.suggested(self.context, self.words)
            if (one.rule == self.rule if self.rule else one.key in ticked)
        ]

    def accept(self):
        """Mark what was proposed."""
        marks = [
            marking.of_words(one.page, self.words[one.page], one.places, self.why, one.rule)
            for one in self.chosen()
        ]
        return self.keep(marks, marking.NOTHING)

    def reject(self):
        """Propose it no more."""
        redaction.reject(self.context, [remembered(one) for one in self.chosen()])
        return self.say_done(REJECTED)

    def restore(self):
        """Propose everything again."""
        redaction.restore_suggestions(self.context)
        return True

    def unmark(self):
        """Take marks away."""
        asked = self.many("mark")
        count = redaction.remove(self.context, asked, self.may(permissions.ViewOriginal))
        if count:
            self.say_done(REMOVED, count=count)
        if any(mark.id in asked for mark in redaction.marks(self.context)):
            self.error = KEPT
            return False
        return True

    def undo(self):
        """Take the last change of the marks back, if it is the one that the reader saw."""
        if self.asked("seen") != self.seen:
            self.error = CHANGED
            return False
        if self.can_undo:
            redaction.undo(self.context)
            self.say_done(UNDONE)
        return True

    @property
    def seen(self):
        """Return what tells these marks from those of a moment before or after."""
        ids = ",".join(mark.id for mark in redaction.marks(self.context))
        return sha256(ids.encode()).hexdigest()[:16]

    # -- the copy -----------------------------------------------------------------

    def make(self):
        """Make the copy, or have it made."""
        if not redaction.marks(self.context):
            self.error = NO_MARKS
            return False
        if scans.is_waiting(self.context):
            self.error = STILL_READ
            return False
        try:
            made = redaction_job.make(self.context, self.why.by, self.asked("name"))
        except redacting.NotMade as error:
            self.error = error.message
            return False
        self.request.form["view"] = ""
        return self.say_done(MADE if made else STARTED)

    def back(self):
        """Give the document its original again."""
        redacting.take_back(self.context, self.why.by)
        return self.say_done(BACK)
