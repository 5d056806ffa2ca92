"""``fields`` of the concern form: administrators word, order, add and remove its questions.

In place of easyform's own editor, which needs scripts in the page and offers expressions,
widgets, and lists that are made elsewhere.
"""

from ccsr.content import _
from ccsr.content.browser import display
from ccsr.content.browser.concerns.page import sentence
from ccsr.content.content import concern_fields
from ccsr.content.content import concern_questions as editing
from ccsr.content.content import concerns as filing
from ccsr.content.domain import concerns
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from Products.statusmessages.interfaces import IStatusMessage
from zExceptions import NotFound


KINDS = {
    concerns.RISK: _("question_risk", default="Is a child at risk?"),
    concerns.SERVICE: _("question_service", default="A service"),
    concerns.DOCUMENTS: _("question_documents", default="Documents (PDF)"),
    concerns.LABEL: _("question_label", default="A text without an answer"),
    "line": _("question_line", default="An answer of one line"),
    "text": _("question_text", default="An answer of several lines"),
    "choice": _("question_choice", default="One answer of a list"),
    "yes_no": _("question_yes_no", default="A box to tick"),
    "day": _("question_day", default="A day"),
    "number": _("question_number", default="A number"),
}
UNKNOWN = _("question_unknown", default="A kind that cannot be used here")
#: There is at most one of these.
ONCE = (concerns.RISK, concerns.SERVICE, concerns.DOCUMENTS)

RULES = {
    "both": _("question_both", default="Write it in English and in Welsh."),
    "pairs": _(
        "question_pairs",
        default="Write at least two answers, as many in Welsh as in English, in the same order.",
    ),
    "between": _(
        "question_between",
        default="Leave out the stroke between two spaces: it stands between the languages.",
    ),
}
SAVED = _("question_saved", default="Saved. Commissioners are asked it like this from now on.")
REMOVED = _("question_removed", default="The question is removed.")


class Questions(BrowserView):
    """The list of the questions, and the page of one of them."""

    list = ViewPageTemplateFile("templates/concern_questions.pt")
    form = ViewPageTemplateFile("templates/concern_question.pt")
    wrong = {}
    words = concerns.Wording(("", ""))
    required = False
    field = None

    def __call__(self):
        """Answer with the list or one question; do what was sent."""
        self.by_name = {one.__name__: one for one in editing.questions(self.context)}
        if self.asked("add") or self.asked("edit"):
            self._open()
            return self._save() if self._is_sent("save") else self.form()
        for done, act in (("up", self._up), ("down", self._down), ("remove", self._remove)):
            if self._is_sent(done):
                return act(self._one(self.asked(done)).__name__)
        return self.list()

    def asked(self, name):
        """Return one parameter as text."""
        value = self.request.form.get(name, "")
        return value.strip() if isinstance(value, str) else ""

    def _is_sent(self, name):
        return self.request.method == "POST" and bool(self.asked(name))

    def _one(self, name):
        if name not in self.by_name:
            raise NotFound(name)
        return self.by_name[name]

    def _up(self, name):
        editing.move(self.context, name, -1)
        return self._back()

    def _down(self, name):
        editing.move(self.context, name, 1)
        return self._back()

    def _remove(self, name):
        editing.remove(self.context, name)
        return self._back(REMOVED)

    def _back(self, message=None):
        if message is not None:
            IStatusMessage(self.request).addStatusMessage(message, "info")
        return self.request.response.redirect(f"{self.context.absolute_url()}/fields")

    # -- one question -------------------------------------------------------------

    def _open(self):
        """Read which question it is, and what it says now."""
        if self.asked("add"):
            self.kind = self.asked("add")
            if self.kind not in dict(self.addable):
                raise NotFound(self.kind)
            return
        self.field = self._one(self.asked("edit"))
        self.kind = concern_fields.kind_of(self.field)
        self.words, self.required = editing.wording(self.field), self.field.required

    def _save(self):
        self.words = concerns.Wording(*map(self._pair, ("title", "help", "answers")))
        self.required = bool(self.asked("required")) or self.kind == concerns.RISK
        broken = concerns.wrong_wording(self.words, self.kind)
        self.wrong = {name: RULES[rule] for name, rule in broken.items()}
        if self.wrong:
            return self.form()
        if self.field is None:
            editing.add(self.context, self.kind, self.words, self.required)
        else:
            editing.change(self.context, self.field.__name__, self.words, self.required)
        return self._back(SAVED)

    def _pair(self, name):
        return self.asked(f"{name}_en"), self.asked(f"{name}_cy")

    @property
    def kind_title(self):
        """Return what kind of question it is."""
        return KINDS.get(self.kind, UNKNOWN)

    @property
    def parts(self):
        """Return the parts of the question that are typed, with what is wrong with them."""
        shown = ("title", "help", "answers") if self.kind == "choice" else ("title", "help")
        return [
            {
                "name": name,
                "label": LABELS[name],
                "rows": ROWS[name],
                "wrong": self.wrong.get(name),
                "texts": dict(zip(("en", "cy"), getattr(self.words, name), strict=True)),
            }
            for name in shown
        ]

    @property
    def may_be_optional(self):
        """Return whether an answer may be left out."""
        return self.kind not in (concerns.RISK, concerns.LABEL, concerns.DOCUMENTS, "yes_no")

    # -- the list -----------------------------------------------------------------

    @property
    def rows(self):
        """Return the questions, in order."""
        fields = list(self.by_name.values())
        kinds = [concern_fields.kind_of(one) for one in fields]
        last = len(fields) - 1
        return [
            {
                **self._row(one, kind),
                # That of risk is asked first, wherever it stands.
                "up": place and concerns.RISK not in kinds[place - 1 : place + 1],
                "down": place < last and concerns.RISK not in kinds[place : place + 2],
            }
            for place, (one, kind) in enumerate(zip(fields, kinds, strict=True))
        ]

    def _row(self, one, kind):
        return {
            "name": one.__name__,
            "title": concerns.said(one.title, display.language_of(self.request)),
            "kind": KINDS.get(kind, UNKNOWN),
            "can_be_edited": bool(kind),
            "can_be_removed": kind != concerns.RISK,
            "required": one.required and kind not in (concerns.LABEL, concerns.DOCUMENTS),
        }

    @property
    def addable(self):
        """Return the kinds that can be added, with their titles."""
        there = {concern_fields.kind_of(one) for one in self.by_name.values()}
        return [(kind, title) for kind, title in KINDS.items() if kind not in there & {*ONCE}]

    @property
    def faults(self):
        """Return why the form may not be used as it is."""
        return [sentence(one) for one in filing.faults(self.context)]


LABELS = {
    "title": _("question_title", default="The question"),
    "help": _("question_help", default="What helps to answer it"),
    "answers": _("question_answers", default="The answers, one a line"),
}
ROWS = {"title": 1, "help": 3, "answers": 8}
