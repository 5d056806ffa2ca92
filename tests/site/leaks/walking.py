"""A walk of a site as one account: every link, form, facet and service that is met.

What is answered on the way is kept by question, so that the same can be asked again
when something has changed.
"""

from collections import deque
from itertools import islice
from lxml import html
from urllib.parse import urldefrag
from urllib.parse import urlencode
from urllib.parse import urljoin
from visits import HTML
from visits import JSON
from visits import Probe

import re


#: Leads out of what is walked: files of the theme, and the end of the session.
NOT_WALKED = re.compile(r"\+\+(plone|resource|theme|webresource)\+\+|/logout|set_language")
#: Addresses in JSON, whatever they are called.
IN_JSON = re.compile(r'"@id":\s*"([^"]+)"')


class Walk:
    """Walks as ``reader`` from ``seeds``, breadth first; ``most`` answers are kept."""

    def __init__(self, reader, seeds, most):
        self.reader = reader
        self.base = reader.visitor.base
        self.waiting = deque(dict.fromkeys(seeds))
        self.met = set(self.waiting)
        self.most = most

    def answers(self):
        """Return the answer to each question, in the order they were met."""
        return dict(islice(self._walk(), self.most))

    def _walk(self):
        while self.waiting:
            probe = self.waiting.popleft()
            answer = self.reader.told("", probe)
            yield probe, answer
            for found in self._links(probe, *answer):
                if found not in self.met:
                    self.met.add(found)
                    self.waiting.append(found)

    def _links(self, probe, _status, headers, body):
        kind = headers.get("content-type", "")
        addresses = [(headers.get("location", ""), HTML)]
        if kind.startswith(JSON):
            addresses += [(one, JSON) for one in IN_JSON.findall(body)]
        elif kind.startswith(HTML) and body.strip():
            addresses += [(one, HTML) for one in _addresses(self.base + probe.suffix, body)]
        for address, accept in addresses:
            address = urldefrag(address).url
            if address.startswith(self.base) and not NOT_WALKED.search(address):
                yield Probe("GET", address.removeprefix(self.base), accept)


def _addresses(here, body):
    page = html.fromstring(body.encode())
    for link in page.xpath("//a/@href | //link/@href | //@data-url | //iframe/@src | //img/@src"):
        yield urljoin(here, link)
    for form in page.xpath("//form[not(@method) or translate(@method, 'GET', 'get') = 'get']"):
        address = urljoin(here, form.get("action") or "").partition("?")[0]
        yield f"{address}?{urlencode(form.form_values())}"
        # What only completes a field (``datalist``) is no choice of the form.
        for choice in form.xpath(".//select//option[@value != ''] | .//input[@type='checkbox']"):
            name = choice.get("name") or next(choice.iterancestors("select")).get("name")
            yield f"{address}?{urlencode({name or '': choice.get('value') or 'on'})}"


def again(reader, questions):
    """Return the answers to questions, by question."""
    return {probe: reader.told("", probe) for probe in questions}


def asked_of_a_search(words):
    """Return questions to everything that searches, lists or counts."""
    sorts = ("relevance", "date", "title")
    for word in words:
        for sort in sorts:
            yield from (
                Probe("GET", f"/@find?q={word}&sort={sort}&b_size=100", JSON),
                Probe("GET", f"/@@find?q={word}&sort={sort}"),
                Probe("GET", f"/@@export?q={word}&sort={sort}"),
            )
        yield from (
            Probe("GET", f"/@search?SearchableText={word}&sort_on=relevance", JSON),
            Probe("GET", f"/@search?SearchableText={word}&metadata_fields=_all&b_size=500", JSON),
            Probe("GET", f"/@@find-map?q={word}"),
            Probe("GET", f"/@@find-complete?q={word[:4]}"),
            Probe("GET", f"/@@search?SearchableText={word}"),
            Probe("GET", f"/@@ajax-search?SearchableText={word}"),
            Probe("GET", f"/search_rss?SearchableText={word}"),
            Probe("POST", "/@querystring-search", JSON, _query(word)),
        )


def _query(word):
    contains = "plone.app.querystring.operation.string.contains"
    return {"query": [{"i": "SearchableText", "o": contains, "v": word}], "b_size": 100}


def pages(reader):
    """Return where a walk begins: the home page, and what may be seen."""
    for place in reader.places:
        for probe in (Probe("GET", ""), Probe("GET", "", JSON), Probe("GET", "/@similar", JSON)):
            yield Probe("GET", place + probe.suffix, probe.accept)


def named(reader, names, every):
    """Return questions by name at every place, or each at one in turn."""
    wanted = [one for one in names if one.kind in NAMED and one.probes[0].method == "GET"]
    for number, name in enumerate(wanted):
        turn = number % len(reader.places)
        for place in reader.places if every else reader.places[turn : turn + 1]:
            yield Probe("GET", place + name.probes[0].suffix, name.probes[0].accept)


#: Kinds of names that list, show or count.
NAMED = ("service", "view", "vocabulary")
