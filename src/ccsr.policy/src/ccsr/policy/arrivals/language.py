"""Our own sentences in both languages, for a command that starts no Zope."""

from importlib.resources import files
from zope.component import provideUtility
from zope.i18n.compile import compile_mo_file
from zope.i18n.gettextmessagecatalog import GettextMessageCatalog
from zope.i18n.interfaces import ITranslationDomain
from zope.i18n.translationdomain import TranslationDomain


DOMAINS = ("ccsr.content", "ccsr.policy")
LANGUAGES = ("en", "cy")


def load() -> None:
    """Read the catalogues."""
    for name in DOMAINS:
        domain = TranslationDomain(name)
        for language in LANGUAGES:
            folder = files(name) / "locales" / language / "LC_MESSAGES"
            compile_mo_file(name, str(folder))
            catalog = folder / f"{name}.mo"
            if catalog.is_file():
                domain.addCatalog(GettextMessageCatalog(language, name, str(catalog)))
        provideUtility(domain, ITranslationDomain, name)
