"""Widgets of the types' fields: the file that survives an error, the rows of judgements."""

from ccsr.content.config import frameworks
from ccsr.content.content.document import IPDFFile
from ccsr.content.content.inspection_report import IJudgementsField
from ccsr.content.interfaces import IContentLayer
from collective.z3cform.datagridfield.datagridfield import DataGridFieldWidget
from dataclasses import dataclass
from plone.formwidget.namedfile.utils import is_file_upload
from plone.formwidget.namedfile.widget import NamedFileWidget
from plone.namedfile.interfaces import INamed
from z3c.form.interfaces import IFieldWidget
from z3c.form.interfaces import NO_VALUE
from z3c.form.widget import FieldWidget
from zope.browserpage.viewpagetemplatefile import ViewPageTemplateFile
from zope.component import adapter
from zope.component import getUtility
from zope.i18n import translate
from zope.interface import implementer
from zope.schema.interfaces import IVocabularyFactory

import json


class PDFWidget(NamedFileWidget):
    """A file field that loses nothing and needs no script.

    Choosing a file replaces the one that is kept, a box removes it, and doing
    nothing keeps it; Plone's own widget asks for a choice between the three and
    switches the field on and off by a script in the page.
    """

    klass = "ccsr-file"
    template = ViewPageTemplateFile("templates/pdf_input.pt")

    def extract(self, default=NO_VALUE):
        """Say for the base class which of the three was meant."""
        chosen = self.request.form.get(self.name)
        replaced = is_file_upload(chosen) and chosen.filename
        removed = self.request.form.get(f"{self.name}.remove") and not replaced
        action = "replace" if replaced else "remove" if removed else "nochange"
        self.request.form[f"{self.name}.action"] = action
        return super().extract(default)

    @property
    def kept(self):
        """Return name and size of the file that stays when nothing is chosen, or None."""
        if self.error is not None or not self.filename:
            return None
        return {"name": self.filename, "size": self._bytes()}

    def _bytes(self):
        if INamed.providedBy(self.value):
            return self.value.getSize()
        self.value.seek(0, 2)
        return self.value.tell()

    @property
    def ticket(self):
        """Return the key of an accepted file that waits for the rest of the form."""
        if self.kept is None or self._is_stored():
            return None
        return self.file_upload_id

    def _is_stored(self):
        """Return whether the value is the context's own file."""
        return not self.ignoreContext and self.value is getattr(
            self.context, self.field.__name__, None
        )


@implementer(IFieldWidget)
@adapter(IPDFFile, IContentLayer)
def pdf_widget(field, request):
    """Return the widget of a PDF field."""
    return FieldWidget(field, PDFWidget(request))


@dataclass(frozen=True)
class Option:
    """An option of a select."""

    value: str
    title: str
    selected: bool


#: As many rows as the framework with most themes has: a theme is judged once.
ROWS = max(len(framework.themes) for framework in frameworks.ALL)


class JudgementsWidget(DataGridFieldWidget):
    """A row for each theme; a row without a grade is no judgement.

    All rows are there from the start, so that no script is needed to add one
    and nobody has to delete one; ``static/forms.js`` narrows them to the
    framework that is chosen.
    """

    auto_append = False
    allow_insert = False
    allow_delete = False
    template = ViewPageTemplateFile("templates/judgements_input.pt")

    def extract(self, default=NO_VALUE):
        """Leave the rows without a grade out."""
        self._drop_ungraded()
        return super().extract()

    def _drop_ungraded(self):
        form = self.request.form
        count = str(form.get(self.counterName, ""))
        if not count.isdecimal():
            return
        posted = [self._posted(form, index) for index in range(min(int(count), 99))]
        graded = [row for row in posted if row[1]]
        for index, (theme, grade) in enumerate(graded):
            form[f"{self.name}.{index}.widgets.theme"] = [theme] if theme else []
            form[f"{self.name}.{index}.widgets.grade"] = [grade]
            form[f"{self.name}.{index}-empty-marker"] = "1"
        form[self.counterName] = str(len(graded))

    def _posted(self, form, index):
        cells = (form.get(f"{self.name}.{index}.widgets.{name}") for name in ("theme", "grade"))
        return tuple(_first(cell) for cell in cells)

    @property
    def rows(self):
        """Return options and error of every row: what is judged first, then what is not."""
        judged = [self._judged(row) for row in self.widgets]
        taken = {theme for theme, _grade, _error in judged}
        scale = frameworks.BY_TOKEN.get(self._framework())
        open_themes = [
            theme.token for theme in (scale.themes if scale else ()) if theme.token not in taken
        ]
        blank = [*open_themes, *[""] * ROWS][: max(0, ROWS - len(judged))]
        return [
            self._row(index, *row)
            for index, row in enumerate([*judged, *((theme, "", None) for theme in blank)])
        ]

    def _judged(self, row):
        cells = row.widgets
        error = next((one.error for one in cells.values() if one.error is not None), None)
        return _first(cells["theme"].value), _first(cells["grade"].value), error

    def _row(self, index, theme, grade, error):
        return {
            "name": f"{self.name}.{index}.widgets",
            "id": f"{self.id}-{index}",
            "number": index + 1,
            "themes": self._options("ccsr.content.themes", theme),
            "grades": self._options("ccsr.content.grades", grade),
            "error": error.message if error is not None else None,
        }

    def _options(self, vocabulary, chosen):
        terms = getUtility(IVocabularyFactory, vocabulary)(None)
        return [Option(term.token, term.title, term.token == chosen) for term in terms]

    def _framework(self):
        """Return the framework that is chosen on the form, by its own widget."""
        form = getattr(self.form, "parentForm", self.form)
        for manager in (form, *form.groups):
            if "framework" in (manager.widgets or ()):
                return _first(manager.widgets["framework"].value)
        return None

    @property
    def scales(self):
        """Return themes and grades of each framework as JSON, for ``forms.js``."""
        return json.dumps(
            {
                one.token: {
                    "themes": self._titled(one.themes),
                    "grades": self._titled(one.grades),
                }
                for one in frameworks.ALL
            }
        )

    def _titled(self, terms):
        return [[term.token, translate(term.title, context=self.request)] for term in terms]


def _first(value):
    """Return the one value of a select's list, ``""`` without one."""
    if isinstance(value, (list, tuple)):
        value = value[0] if value else ""
    return "" if value in (None, NO_VALUE, "--NOVALUE--") else str(value)


@implementer(IFieldWidget)
@adapter(IJudgementsField, IContentLayer)
def judgements_widget(field, request):
    """Return the widget of a report's judgements."""
    return FieldWidget(field, JudgementsWidget(request))
