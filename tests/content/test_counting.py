"""A number and its noun agree, in English and in the six forms of Welsh."""

from babel import Locale
from ccsr.content.domain.counting import counted
from ccsr.content.domain.counting import DOMAIN
from ccsr.content.domain.counting import NOUNS
from gettext import GNUTranslations
from pathlib import Path
from pythongettext.msgfmt import Msgfmt
from zope.i18n.gettextmessagecatalog import GettextMessageCatalog
from zope.i18n.translationdomain import TranslationDomain

import ccsr.content.locales as locales
import pytest


CATALOGUE = Path(*locales.__path__) / "cy" / "LC_MESSAGES" / f"{DOMAIN}.po"


@pytest.fixture(scope="module")
def compiled(tmp_path_factory):
    """The compiled catalogue."""
    path = tmp_path_factory.mktemp("counted") / f"{DOMAIN}.mo"
    path.write_bytes(Msgfmt(str(CATALOGUE), DOMAIN).get())
    return path


@pytest.fixture(scope="module")
def domain(compiled):
    """The words for what is counted, as the portal has them."""
    domain = TranslationDomain(DOMAIN)
    domain.addCatalog(GettextMessageCatalog("cy", DOMAIN, str(compiled)))
    return domain


@pytest.mark.parametrize(
    ("language", "noun", "said"),
    [
        ("en", "days", {0: "0 days", 1: "1 day", 2: "2 days", 1234: "1,234 days"}),
        ("cy", "days", {0: "0 diwrnod", 1: "1 diwrnod", 2: "2 ddiwrnod", 3: "3 diwrnod"}),
        ("cy", "days", {6: "6 diwrnod", 7: "7 diwrnod", 1234: "1,234 diwrnod"}),
        ("cy", "pages", {0: "0 tudalen", 1: "1 dudalen", 2: "2 dudalen", 3: "3 tudalen"}),
        ("cy", "pages", {6: "6 thudalen", 7: "7 tudalen", 16: "16 tudalen"}),
        ("cy", "years", {1: "1 flwyddyn", 2: "2 flynedd", 3: "3 blynedd", 7: "7 o flynyddoedd"}),
    ],
)
def test_a_noun_takes_the_form_of_its_number(domain, language, noun, said):
    for number, expected in said.items():
        assert domain.translate(counted(noun, number), target_language=language) == expected


@pytest.mark.parametrize("noun", NOUNS)
def test_each_noun_has_six_forms_in_welsh(domain, noun):
    said = [
        domain.translate(counted(noun, number), target_language="cy")
        for number in (0, 1, 2, 3, 6, 7)
    ]
    assert not any(one.endswith(NOUNS[noun][1]) for one in said)
    assert [one.split()[0] for one in said] == ["0", "1", "2", "3", "6", "7"]


def test_the_form_is_the_one_of_cldr(compiled):
    categories = ("zero", "one", "two", "few", "many", "other")
    with compiled.open("rb") as file:
        form = GNUTranslations(file).plural
    cldr = Locale.parse("cy").plural_form
    assert [categories[form(number)] for number in range(201)] == list(map(cldr, range(201)))
