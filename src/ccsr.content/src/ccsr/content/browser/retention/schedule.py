"""``@@retention-schedule``: the rules, who changed them and when."""

from ccsr.content import _
from ccsr.content.browser.retention.base import RetentionPage
from ccsr.content.content import decisions
from ccsr.content.content import schedule
from ccsr.content.domain import retention
from ccsr.content.domain.counting import counted
from ccsr.content.domain.retention_defaults import basis_in
from ccsr.content.domain.retention_defaults import kept_basis
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message


RULE = _("schedule_rule", default="${years} after ${event}. ${basis}")


class Schedule(RetentionPage):
    """The page; each rule has a form of its own."""

    page = ViewPageTemplateFile("templates/retention_schedule.pt")
    page_title = _("schedule_title", default="Retention schedule")
    changing = None
    saved = False

    def __call__(self):
        """Change a rule, then show them all."""
        if self.is_posted and self.asked("kind") in retention.BY_TOKEN:
            self.changing = self.asked("kind")
            self.errors = decisions.change_rule(self.changing, self.typed())
            self.saved = not self.errors
        return self.page()

    def typed(self):
        """Return what was typed."""
        typed = {name: self.asked(name) for name in ("event", "years", "basis")}
        return {**typed, "basis": kept_basis(self.asked("kind"), typed["basis"])}

    def update(self):
        """Return the batch of changes, the newest first."""
        return self.batch(schedule.changes()[::-1])

    def rows(self):
        """Return each rule, with what was typed where that is wrong."""
        rules = schedule.rules()
        return [self.row(kind, rules[kind.token]) for kind in retention.KINDS]

    def row(self, kind, rule):
        """Return one rule."""
        is_wrong = self.errors and kind.token == self.changing
        kept = {**vars(rule), "basis": basis_in(self.language, rule)}
        shown = self.typed() if is_wrong else kept
        return {
            "kind": kind.token,
            "title": kind.title,
            "events": kind.events,
            "years": shown["years"],
            "event": shown["event"],
            "basis": shown["basis"],
            "wrong": {one.rule: one.message for one in self.errors} if is_wrong else {},
        }

    def rule_words(self, rule):
        """Return a rule in words."""
        words = {
            "years": counted("years", rule.years),
            "event": self.say(self.event(rule.event)),
            "basis": basis_in(self.language, rule),
        }
        return self.say(Message(RULE, mapping=words))
