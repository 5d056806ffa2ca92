"""``@@register-import``: one import; look through its differences, tick, apply, undo."""

from ccsr.content import _
from ccsr.content.browser.importing import words
from ccsr.content.browser.importing.base import ImportPage
from ccsr.content.browser.importing.rows import Row
from ccsr.content.domain.importing import plan
from ccsr.content.importing import deciding
from ccsr.content.importing import looking
from ccsr.content.importing import store
from ccsr.content.importing import undoing
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import NotFound


class RegisterImport(ImportPage):
    """The page; what is done is an ``action`` of its form."""

    page = ViewPageTemplateFile("templates/one.pt")
    page_title = _("import_one_title", default="Register import")
    size = 50
    problem = None

    def __call__(self):
        """Do what is asked, then show the import."""
        self.import_ = self.found()
        if not self.is_posted:
            return self.page()
        action = ACTIONS.get(self.asked("action"))
        if action is None:
            raise NotFound(self.__name__)
        self.problem = action(self)
        if self.problem is not None:
            return self.page()
        if self.asked("action") == "delete":
            self.request.response.redirect(f"{self.site_url}/@@import-register")
            return ""
        self.request.response.redirect(self.address())
        return ""

    @property
    def filters(self):
        """Return what is shown."""
        return {name: self.asked(name) for name in ("number", "group", "result", "q", "b_start")}

    # -- what may be done -----------------------------------------------------

    def save(self):
        """Keep the ticks of the entries that were shown."""
        ticked = set(_numbers(self.request.form.get("ticks")))
        ticks = {number: plan.YES if number in ticked else "" for number in self.shown_numbers()}
        for number in list(ticks):
            if plan.YES not in plan.choices(self.import_.entries[number]):
                ticks[number] = self.asked(f"answer-{number}")
        return deciding.tick(self.import_, ticks)

    def shown_numbers(self):
        """Return the entries that the form was about."""
        return [
            number
            for number in _numbers(self.request.form.get("shown"))
            if number in self.import_.entries
        ]

    def tick_group(self):
        """Tick all of the group that is shown, or of every group."""
        return deciding.tick_group(self.import_, self.asked("group"), plan.YES)

    def untick_group(self):
        """Take the ticks of the group away, or all of them."""
        return deciding.tick_group(self.import_, self.asked("group"), "")

    def propose(self):
        """Have a reviewer look at what is ticked."""
        return deciding.propose(self.import_)

    def apply(self):
        """Apply what is ticked."""
        self._must_approve()
        return deciding.apply(self.import_)

    def undo(self):
        """Take the import back."""
        self._must_approve()
        return deciding.undo(self.import_)

    def go_on(self):
        """Go on where applying or undoing has stopped, as whoever asks for it."""
        self._must_approve()
        return deciding.go_on(self.import_)

    def compare(self):
        """Compare the file with the register as it is now."""
        return deciding.compare(self.import_)

    def delete(self):
        """Drop an import that was not applied."""
        return deciding.delete(self.import_)

    def _must_approve(self):
        if not self.may_approve:
            raise NotFound(self.__name__)

    # -- what is shown --------------------------------------------------------

    @property
    def is_open(self):
        """Whether ticks can be changed."""
        return self.import_.state in store.OPEN

    @property
    def is_busy(self):
        """Whether something is being done with it."""
        return looking.is_busy(self.import_, self.job)

    @cached_property
    def job(self):
        """The job that compares, None where there is none any more."""
        return looking.job(self.import_)

    @property
    def has_failed(self):
        """Whether comparing has come to an end without a result."""
        return looking.has_failed(self.import_, self.job)

    @property
    def looking(self):
        """Whether the reader is asked once more before it is applied."""
        return self.asked("look") == "apply" and self.is_open and self.may_approve

    @property
    def may_undo(self):
        """Whether the import can be undone by the reader."""
        return (
            self.may_approve
            and self.import_.state == store.APPLIED
            and undoing.last_applied() is self.import_
        )

    @property
    def may_delete(self):
        """Whether the import can be dropped."""
        return self.import_.state in store.UNAPPLIED

    def groups(self):
        """Return the groups with how many they hold and how many of those are ticked."""
        ticked = self.import_.ticked
        current = self.asked("group")
        return [
            {
                "token": token,
                "title": words.group(token),
                "count": self.import_.counts[token],
                "ticked": ticked[token],
                "url": self.address(group=token, result=None, b_start=None, q=None),
                "is_current": token == current,
            }
            for token in sorted(self.import_.counts, key=words.place)
        ]

    def help(self):
        """Return what the group that is shown means."""
        return words.HELP.get(self.asked("group").partition(":")[0])

    def kept(self):
        """Return the fields that the file leaves blank where the portal has values."""
        return [
            {"title": words.field(name), "count": count}
            for name, count in sorted(self.import_.kept.items())
        ]

    def chosen(self):
        """Return the numbers of the entries that the filters leave."""
        group, wanted, result = (self.asked(name) for name in ("group", "q", "result"))
        return looking.chosen(self.import_, group, wanted, result)

    def update(self):
        """Return the batch of entries."""
        return self.batch(self.chosen())

    def rows(self, numbers):
        """Return entries as they are shown."""
        return [Row(self, number) for number in numbers]

    def outcomes(self):
        """Return how many entries came to what."""
        counts = looking.outcomes(self.import_)
        return [
            {
                "title": words.OUTCOMES[state],
                "count": counts[state],
                "url": self.address(result=state, group=None, q=None, b_start=None),
            }
            for state in words.OUTCOMES
            if state in counts
        ]

    def remarks(self):
        """Return the first lines that something is wrong with."""
        return list(self.import_.remarks.values())[: self.size]

    # -- progress -------------------------------------------------------------

    def progress(self):
        """Return how far it is: state, done, total."""
        return looking.progress(self.import_, self.job)


def _numbers(found):
    given = [found] if isinstance(found, str) else found if isinstance(found, list) else []
    return [int(one) for one in given if isinstance(one, str) and one.isascii() and one.isdecimal()]


#: What the page's forms may ask for.
ACTIONS = {
    "save": RegisterImport.save,
    "tick": RegisterImport.tick_group,
    "untick": RegisterImport.untick_group,
    "propose": RegisterImport.propose,
    "apply": RegisterImport.apply,
    "undo": RegisterImport.undo,
    "continue": RegisterImport.go_on,
    "compare": RegisterImport.compare,
    "delete": RegisterImport.delete,
}
