"""``@@judgement-page?theme=…`` of a report: leads to the page that says the grade."""

from ccsr.content.domain.judged_page import page_of
from ccsr.content.interfaces import IJudged
from ccsr.content.interfaces import IPages
from Products.Five.browser import BrowserView
from urllib.parse import urlencode
from zope.i18n import translate


LANGUAGES = ("en", "cy")


class JudgementPage(BrowserView):
    """The page is looked for when somebody asks for it, so that no list has to."""

    def __call__(self):
        """Go there; to the first page where the text does not say it, or no theme was given."""
        self.request.response.redirect(f"{self.context.absolute_url()}/@@read?{self._asked()}")
        return ""

    def _asked(self):
        theme = self.request.form.get("theme", "")
        for judgement in IJudged(self.context).judgements:
            if judgement.theme.token == theme:
                themes, grades = _names(judgement.theme), _names(judgement.grade)
                found = page_of(IPages(self.context).pages, themes, grades)
                if found:
                    return urlencode({"page": found[0], "q": f'"{found[1]}"'})
        return urlencode({"page": 1})


def _names(term):
    """Return the title of a term in each language."""
    names = (translate(term.title, target_language=language) for language in LANGUAGES)
    return tuple(dict.fromkeys(names))
