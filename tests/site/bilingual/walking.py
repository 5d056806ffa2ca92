"""A walk of a site as one account: every kind of page that is met, in both languages."""

from bilingual.reading import pieces
from collections import Counter
from collections import deque
from dataclasses import dataclass
from dataclasses import field
from lxml import html
from urllib.parse import parse_qsl
from urllib.parse import urldefrag
from urllib.parse import urlencode
from urllib.parse import urljoin
from urllib.parse import urlsplit
from visits import HTML

import httpx
import re


LANGUAGES = ("cy", "en")
#: Files of the theme, the end of the session, what stands in a document or is asked for in English.
NOT_WALKED = re.compile(
    r"\+\+(plone|resource|theme|webresource|api)\+\+|/logout|set_language|@@(images|download|page)\b"
    r"|/@@display-file|/document-page|[?&]language=en"
)
ASKED = re.compile(r"([?&]language=)cy\b")
NUMBER = re.compile(r"\d+")


@dataclass
class Page:
    """What was read at an address, by language."""

    who: str | None
    address: str
    status: int
    welsh: list
    english: list
    is_page: bool = False

    def __str__(self):
        return f"{self.who} {self.address}"


@dataclass
class Walk:
    """Walks as an account from addresses below ``base``; of each kind so many are opened."""

    base: str
    who: str | None
    auth: tuple | None
    types: dict
    most: int = 2
    sends: bool = True
    met: set = field(default_factory=set)
    kinds: Counter = field(default_factory=Counter)

    def __post_init__(self):
        self.clients = {
            language: httpx.Client(
                auth=self.auth,
                timeout=120,
                headers={"Accept": HTML, "Accept-Language": language},
                cookies={"I18N_LANGUAGE": language},
                follow_redirects=True,
            )
            for language in LANGUAGES
        }

    def pages(self, seeds, further=True):
        """Yield every page that is met, and after it those that its forms answer with."""
        waiting = deque(self._new(seeds))
        while waiting:
            address = waiting.popleft()
            answers = [self._answer(address, one) for one in LANGUAGES]
            yield self._page(address, answers)
            if answers[0].headers.get("content-type", "").startswith(HTML) and answers[0].text:
                if self.sends:
                    yield from self._sent(address, answers[0])
                if further:
                    waiting.extend(self._new(self._links(answers[0])))

    def _answer(self, address, language):
        """Return the answer in a language, also where the address itself asks for Welsh."""
        asked = ASKED.sub(rf"\g<1>{language}", address)
        return self.clients[language].get(f"{self.base}{asked}")

    def _page(self, address, answers):
        welsh, english = map(pieces, answers)
        first = answers[0]
        is_page = first.status_code == 200 and first.headers["content-type"].startswith(HTML)
        return Page(self.who, address, first.status_code, welsh, english, is_page)

    # -- what is asked

    def _new(self, addresses):
        for address in addresses:
            kind = self.kind(address)
            if address not in self.met and self.kinds[kind] < self.most:
                self.met.add(address)
                self.kinds[kind] += 1
                yield address

    def kind(self, address):
        """Return what addresses of the same kind have in common: type, view, names asked for."""
        parts = urlsplit(address)
        path, end = parts.path.rstrip("/"), ""
        while path and path not in self.types:
            path, _slash, last = path.rpartition("/")
            end = f"/{'0' if NUMBER.search(last) else last}{end}"
        query = parse_qsl(parts.query, keep_blank_values=True)
        names = sorted({name for name, _value in query})
        # Filters go together in more ways than anybody could walk.
        return (self.types.get(path), end, *(names if len(names) < 2 else ["several"]))

    def _links(self, answer):
        here = str(answer.url)
        page = html.fromstring(answer.content)
        found = page.xpath("//a/@href | //*[@data-url]/@data-url | //iframe/@src")
        found += [one for form in page.xpath("//form") for one in _asked(form)]
        for address in (urldefrag(urljoin(here, one)).url for one in found):
            if address.startswith(self.base) and not NOT_WALKED.search(address):
                yield address.removeprefix(self.base)

    # -- what is sent

    def _sent(self, address, answer):
        """Send each form with nothing filled in, by each of its buttons."""
        page = html.fromstring(answer.content)
        for form in page.xpath("//form[translate(@method, 'POST', 'post') = 'post']"):
            action = urljoin(str(answer.url), form.get("action") or "")
            for button in form.xpath(".//*[@type='submit'] | .//button[not(@type)]") or [form]:
                if not action.startswith(self.base) or NOT_WALKED.search(action):
                    continue
                below = action.removeprefix(self.base)
                kind = ("sent", *self.kind(below), form.get("id"), button.get("name"))
                if not self.kinds[kind]:
                    self.kinds[kind] += 1
                    yield self._answered(below, form, button)

    def _answered(self, address, form, button):
        data = dict(_emptied(form))
        if button.get("name"):
            data[button.get("name")] = button.get("value") or ""
        answers = []
        for language in LANGUAGES:
            client = self.clients[language]
            answers.append(client.post(f"{self.base}{address}", data=data))
        return self._page(f"{address} [{button.get('name') or form.get('id')}]", answers)


def _asked(form):
    """Yield the addresses that a form asks for with one choice each."""
    if (form.get("method") or "get").lower() != "get":
        return
    action = (form.get("action") or "").partition("?")[0]
    for choice in form.xpath(".//select//option[@value != ''] | .//input[@type='checkbox']"):
        name = choice.get("name") or next(choice.iterancestors("select"), choice).get("name")
        if name:
            yield f"{action}?{urlencode({name: choice.get('value') or 'on'})}"


def _emptied(form):
    for name, value in form.form_values():
        hidden = form.xpath(f".//input[@type='hidden' and @name='{name}']")
        yield name, value if hidden else ""
