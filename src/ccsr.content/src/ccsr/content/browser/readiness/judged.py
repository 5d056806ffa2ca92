"""``@@judged`` of an inspection: its judgements beside the self-assessment of that time."""

from ccsr.content.browser import display
from ccsr.content.browser.page import full_name
from ccsr.content.browser.readiness.framework import Graded
from ccsr.content.content.readiness.judged_inspection import comparison
from ccsr.content.domain.readiness import assessments
from functools import cached_property


#: Verdict → look of its flag.
FLAGS = {
    assessments.HIGHER: "ok",
    assessments.SAME: "ok",
    assessments.LOWER: "late",
    assessments.OPEN: "warn",
}


class Judged(Graded):
    """Element by element: what was said, what was found, and which way they differ."""

    @cached_property
    def comparison(self):
        """Return what came of the inspection."""
        return comparison(self.context)

    @property
    def framework_title(self):
        """Return the name of the framework, its key where it was deleted."""
        known = self.comparison.framework
        return known.title_for(self.language) if known else self.context.framework

    def summary(self):
        """Return how many elements came out which way, in words."""
        counted = assessments.summary(self.comparison.compared)
        return [
            {
                "title": assessments.VERDICT_TERMS[verdict].title,
                "count": count,
                "flag": FLAGS[verdict],
            }
            for verdict, count in counted.items()
        ]

    def rows(self):
        """Return a row for each element that was judged."""
        return [self._row(one) for one in self.comparison.compared]

    def _row(self, one):
        framework = self.comparison.framework
        id = one.element.id
        found = self.context.__parent__.get(f"assessed-{framework.key}-{id}")
        return {
            "title": one.element.title_for(self.language),
            "url": found.absolute_url() if found is not None else None,
            "judged": self.grade(framework, one.judged),
            "own": self.grade(framework, one.own),
            "who": full_name(one.snapshot.who) if one.snapshot else "",
            "when": display.moment(one.snapshot.when, self.request) if one.snapshot else "",
            "verdict": assessments.VERDICT_TERMS[one.verdict].title,
            "flag": FLAGS[one.verdict],
        }
