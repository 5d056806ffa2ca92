"""``@@board`` of an inspection: what is due today, what is late, who has what, who is there."""

from ccsr.content import _
from ccsr.content.browser.readiness.inspection_base import InspectionPage
from ccsr.content.content.readiness import inspection_desk as desks
from ccsr.content.content.readiness import inspection_work as work
from ccsr.content.domain.readiness import inspection_texts as texts
from ccsr.content.domain.readiness import inspections as rules
from collections import defaultdict
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


#: Headings of the documents, in the order of the board.
HEADINGS = {
    rules.LATE: _("board_late", default="Late"),
    rules.TODAY: _("board_today", default="Due today"),
    rules.COMING: _("board_coming", default="Due later"),
    rules.DONE: _("board_done", default="Done"),
}
NOBODY = _("board_nobody", default="Nobody")
ROLE_MISSING = _("person_no_role", default="Say what the person is needed for.")


class BoardParts(InspectionPage):
    """What the board shows, for the page and the paper."""

    def groups(self):
        """Return the documents by standing; without what is empty."""
        found = defaultdict(list)
        for slot in self.slots:
            found[slot.standing(self.now)].append(self.row(slot))
        return [
            {"id": name, "title": HEADINGS[name], "rows": found[name]}
            for name in rules.STANDINGS
            if found[name]
        ]

    def counts(self):
        """Return how many documents stand how."""
        found = [slot.standing(self.now) for slot in self.slots]
        return {name: found.count(name) for name in rules.STANDINGS} | {"all": len(found)}

    def hands(self):
        """Return what each person still has, who has most of it late first."""
        found = defaultdict(list)
        for slot in self.slots:
            if not slot.is_done:
                row = self.row(slot)
                found[row["holder"]["name"]].append(row)
        return [
            {
                "name": name or self.say(NOBODY),
                "rows": rows,
                "late": sum(row["standing"] == rules.LATE for row in rows),
            }
            for name, rows in sorted(found.items(), key=lambda pair: _urgency(*pair))
        ]

    def persons(self):
        """Return who is to be available, and who is there in their place."""
        today = self.now.date()
        return [
            {
                "person": one,
                "role": self.say(texts.ROLES.get(one.role, one.role)),
                "name": self.name(one.person) if one.person else "",
                "deputy": self.name(one.deputy) if one.deputy else "",
                "acting": self.name(one.acting(today)) if one.acting(today) else "",
                "is_away": one.is_away(today),
                "away_until": self.day(one.away_until),
            }
            for one in self.people
        ]

    def plan_day(self):
        """Return the day whose plan is shown: today, else the next, else the last; or None."""
        days = sorted({one.values["day"] for one in desks.cards(self.context, desks.PLAN)})
        coming = [day for day in days if day >= self.now.date()]
        return (coming or days[-1:] or [None])[0]

    def plan(self, day):
        """Return the lines of a day's plan by the hour."""
        found = [one for one in desks.cards(self.context, desks.PLAN) if one.values["day"] == day]
        return [self.plan_line(one) for one in sorted(found, key=lambda one: one.values["at"])]

    def plan_line(self, card):
        """Return a line of the plan as it is shown."""
        values = card.values
        return {
            "id": card.id,
            "version": card.version,
            "at": values["at"].strftime("%H:%M"),
            "what": self.say(texts.PLAN_WORDS.get(values["what"], values["what"])),
            "who": self.name(values["who"]) if values["who"] else "",
            "place": values["place"],
        }


def _urgency(name, rows):
    return -sum(row["standing"] == rules.LATE for row in rows), bool(name), name.casefold()


class Board(BoardParts):
    """The page."""

    page = ViewPageTemplateFile("templates/inspection_board.pt")
    deeds = ("tick", "untick", "person", "add_person", "remove_person")

    def tick(self):
        """Say that a document is ready."""
        card = self.card(desks.SLOT)
        work.mark(self.context, card, self.version(), rules.READY)
        return f"{self.address}#{card.id}"

    def untick(self):
        """Take that back."""
        card = self.card(desks.SLOT)
        work.mark(self.context, card, self.version(), rules.OPEN)
        return f"{self.address}#{card.id}"

    def person(self):
        """Say who is needed for something, who steps in and until when."""
        work.person(self.context, self.card(desks.PERSON), self.version(), **self._person())
        return f"{self.address}#people"

    def add_person(self):
        """Somebody more is needed."""
        role = self.asked("role")[:120]
        if not role:
            raise work.Refused(ROLE_MISSING)
        desks.add(self.context, desks.PERSON, {"role": role, **self._person()})
        return f"{self.address}#people"

    def remove_person(self):
        """Nobody is needed for it."""
        desks.remove(self.context, self.card(desks.PERSON), self.version())
        return f"{self.address}#people"

    def _person(self):
        return {
            "person": self.person_asked("person"),
            "deputy": self.person_asked("deputy"),
            "away_until": self.day_asked("away_until"),
        }
