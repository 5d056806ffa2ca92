"""Messages that a page wants in Welsh, and does not get."""

from contextlib import contextmanager
from unittest.mock import patch
from zope.globalrequest import getRequest
from zope.i18n import interpolate
from zope.i18n.translationdomain import TranslationDomain


WELSH = "cy"


@contextmanager
def missing():
    """Yield the messages that have no Welsh, by domain and id: each its text and an address.

    What was put into Welsh already and is asked for once more, as Plone's menus do, is taken out
    in the end.
    """
    found, said, translate = {}, set(), TranslationDomain._recursive_translate

    def noted(domain, msgid, mapping, target_language, default, *rest):
        text = translate(domain, msgid, mapping, target_language, default, *rest)
        if target_language == WELSH and getattr(msgid, "domain", domain.domain) == domain.domain:
            own, mapping = getattr(msgid, "default", default), getattr(msgid, "mapping", mapping)
            if text != interpolate(str(own or msgid), mapping):
                said.add(text)
            elif not _is_said(domain, msgid):
                found.setdefault((domain.domain, str(msgid)), (text, _address()))
        return text

    with patch.object(TranslationDomain, "_recursive_translate", noted):
        yield found
    for about in [about for about, (text, _where) in found.items() if text in said]:
        del found[about]


def _is_said(domain, msgid):
    catalogues = domain.getCatalogsInfo().get(WELSH, ())
    return any(domain._data[name].queryMessage(msgid) is not None for name in catalogues)


def _address():
    request = getRequest()
    return request.get("ACTUAL_URL", "") if request is not None else ""
