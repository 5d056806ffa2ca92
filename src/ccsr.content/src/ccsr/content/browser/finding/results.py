"""What the list of ``@@find`` shows of each hit."""

from ccsr.content import _
from ccsr.content.browser import display
from ccsr.content.browser import rows
from ccsr.content.browser import words
from ccsr.content.config import frameworks
from ccsr.content.config.authorities import BY_GSS
from ccsr.content.config.places import TOWNS
from ccsr.content.domain.counting import counted
from ccsr.content.domain.facets import BY_NAME
from ccsr.content.domain.near import town_name
from ccsr.content.domain.passages import mark
from urllib.parse import urlencode
from zope.i18nmessageid import Message


#: Passages shown of each hit.
PASSAGES = 2
MARK = "<mark>"


class Results:
    """Makes rows of the template of ``services.find.Found``."""

    def __init__(self, find):
        self.find = find
        self.request = find.request
        self.wanted = find.search.words.telling

    def row(self, found):
        """Return what the template shows of a hit."""
        brain = found.brain
        title = self.marked(found.title)
        authority = self._authority(brain)
        places = [one for one in (found.service, found.provider) if one and one.url != found.url]
        return {
            "url": found.url,
            "title": title,
            "kind": self._kind(brain),
            **rows.registration(brain, self.request),
            **_state(found, places),
            "places": [{"url": one.url, "title": self.marked(one.title)} for one in places],
            "authority": authority,
            "day": display.day(found.date, self.request),
            "grades": [] if found.inspections else [display.grade(one) for one in found.judgements],
            "inspections": [inspected(one, self.request) for one in found.inspections],
            "where": self._where(found),
            "uid": self.find.hits.uid(brain) if brain.portal_type == "Service" else "",
            "names": "" if found.pages or MARK in title else self._names(found, authority),
            "snippet": found.snippet if brain.text_ref and not found.pages else "",
            "pages": [self._page(found.url, one) for one in found.pages[:PASSAGES]],
        }

    def _where(self, found):
        """Return the town of a service, and how far that is."""
        if found.brain.portal_type != "Service":
            return ""
        return where(self.find.search.near, found.whereabouts, self.find.language)

    def _kind(self, brain):
        """Return what a hit is; of a service its type says more."""
        token = brain.portal_type == "Service" and brain.service_type
        title = display.term("ccsr.content.service_types", token or None, self.find.context)
        return title or words.TYPES[brain.portal_type].one

    def _authority(self, brain):
        title = BY_NAME["local_authority"].title_of(brain.local_authority or "")
        return self.marked(self.find.translated(title)) if title else ""

    def _names(self, found, authority):
        """Return the names by which a thing was found that nothing else of it shows."""
        if not found.brain.text_ref:
            own = [name for name in found.snippet.split(" · ") if MARK in name]
            if own:
                return " · ".join(own)
        shown = (found.snippet, authority, *(self.marked(one.title) for one in _holders(found)))
        if any(MARK in one for one in shown):
            return ""
        marked = map(self.marked, _other_names(found))
        return " · ".join(dict.fromkeys(name for name in marked if MARK in name))

    def _page(self, url, passage):
        asked = urlencode({"page": passage.number, "q": self.find.search.q})
        return {
            "number": passage.number,
            "html": passage.html,
            "url": f"{url}/@@read?{asked}",
        }

    def marked(self, text):
        """Return text as HTML with the words marked that were looked for."""
        return mark(text, self.wanted)


def where(near, whereabouts, language):
    """Return the town of a service in words, and how far it is from a place; may be ''.

    ``near`` is None where no distance is asked for.
    """
    town = TOWNS.get(whereabouts or "")
    if town is None:
        return _("find_where_unknown", default="Distance not known") if near else ""
    about = {"town": town_name(town, language)}
    if near is None:
        return about["town"]
    if near.town == town:
        return Message(IN_TOWN, mapping=about)
    miles = near.miles(whereabouts)
    about |= {"miles": counted("miles", miles), "place": town_name(near.town, language)}
    return Message(MILES, mapping=about)


IN_TOWN = _("find_where_there", default="In ${town}")
MILES = _("find_where_miles", default="${town}, ${miles} from ${place}")


def inspected(inspection, request):
    """Return how an inspection is shown: each grade leads to its page in the report."""
    grades = []
    for one in inspection.judgements:
        shown = display.grade(one)
        url = f"{inspection.url}/@@judgement-page?theme={one.theme.token}"
        grades.append({"theme": shown.theme, "word": shown.word, "level": shown.level, "url": url})
    return {
        "url": inspection.url,
        "day": display.day(inspection.day, request),
        "framework": frameworks.BY_TOKEN[inspection.framework].title,
        "grades": grades,
    }


def _state(found, places):
    """Return the badge of what commissioners do not see, or that a holder hides."""
    hidden = found.state == "shared" and any(one.state != "shared" for one in places)
    return {
        "state": found.state if found.state != "shared" else None,
        "state_word": words.STATES.get(found.state),
        "is_hidden": hidden,
    }


def _holders(found):
    return [one for one in (found.service, found.provider) if one]


def _other_names(found):
    """Return the names of what holds a hit, and of its authority, in both languages."""
    refs = ((found.service, found.brain.service_ref), (found.provider, found.brain.provider_ref))
    names = [name for place, ref in refs if place for name in ref[1:] if name]
    authority = BY_GSS.get(found.brain.local_authority or "")
    return [*names, *((authority.name_en, authority.name_cy) if authority else ())]
