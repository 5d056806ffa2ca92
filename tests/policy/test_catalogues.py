"""Whatever the portal says, it says in English and in Welsh."""

from ccsr.content.browser import display
from datetime import date
from functools import cache
from i18ndude.catalog import MessageCatalog
from pathlib import Path
from pythongettext.msgfmt import Msgfmt
from types import SimpleNamespace
from zope.schema import interfaces as schema

import pytest
import re
import subprocess
import sys
import tempfile


ROOT = Path(__file__).parents[2]
I18NDUDE = Path(sys.executable).with_name("i18ndude")
VARIABLE = re.compile(r"\$\{\w+\}")


@pytest.fixture(params=["content", "policy"])
def package(request):
    """Each package that has a catalogue."""
    return request.param


def home(package):
    """Return the folder of a package's modules."""
    return ROOT / "src" / f"ccsr.{package}" / "src" / "ccsr" / package


def catalogue(package, language):
    """Return the path of a catalogue."""
    return home(package) / "locales" / language / "LC_MESSAGES" / f"ccsr.{package}.po"


def messages(path):
    """Return the messages of a catalogue."""
    return MessageCatalog(filename=str(path)).values()


def english(message):
    """Return the English text of a message: its default, or else the id itself."""
    return message.getDefault() or message.msgid


def texts(path):
    """Return the English texts of a catalogue by id."""
    return {message.msgid: english(message) for message in messages(path)}


@cache
def collected(package):
    """Return the English texts that stand in the sources, and the collector's complaints."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "fresh.pot"
        manual = home(package) / "locales" / "manual.pot"
        run = subprocess.run(
            [I18NDUDE, "rebuild-pot", "--pot", fresh, "--merge", manual]
            + ["--create", f"ccsr.{package}", home(package)],
            capture_output=True,
            text=True,
            check=True,
        )
        return SimpleNamespace(texts=texts(fresh), complaints=run.stderr)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_catalogues_hold_what_stands_in_the_sources(package, language):
    assert texts(catalogue(package, language)) == collected(package).texts


def test_every_message_is_said_in_welsh(package):
    path = catalogue(package, "cy")
    assert [said.msgid for said in messages(path) if not said.msgstr.strip()] == []
    assert "#, fuzzy" not in path.read_text()


def test_welsh_fills_in_the_same_variables(package):
    for said in messages(catalogue(package, "cy")):
        expected = sorted(VARIABLE.findall(english(said)))
        assert sorted(VARIABLE.findall(said.msgstr)) == expected, said.msgid


def test_a_message_has_one_english_text(package):
    assert "different default" not in collected(package).complaints


def test_the_welsh_catalogue_compiles(package):
    assert Msgfmt(str(catalogue(package, "cy")), f"ccsr.{package}").get()


@pytest.mark.parametrize(
    "path", sorted(home("policy").glob("locales_overrides/*/*/*.po")), ids=lambda path: path.stem
)
def test_the_welsh_of_others_compiles_and_fills_in_their_variables(path):
    assert Msgfmt(str(path), path.stem).get()
    for said in messages(path):
        assert set(VARIABLE.findall(said.msgstr)) <= set(VARIABLE.findall(english(said))), (
            said.msgid
        )


def test_july_is_spelt_right_in_welsh():
    assert display.day(date(2025, 7, 7), {"LANGUAGE": "cy"}) == "7 Gorffennaf 2025"


#: Of the refusals of fields those that only a programmer meets.
OF_PROGRAMS = {
    schema.NotAContainer,
    schema.NotAnIterator,
    schema.SchemaNotFullyImplemented,
    schema.SchemaNotProvided,
}


def test_what_a_field_refuses_is_said_in_welsh():
    found = {one.__doc__ for one in refusals() - OF_PROGRAMS}
    assert found
    for domain in {one.domain for one in found}:
        path = home("policy") / "locales_overrides" / "cy" / "LC_MESSAGES" / f"{domain}.po"
        welsh = {one.msgid: one.msgstr for one in messages(path)}
        assert not [one for one in found if one.domain == domain and not welsh.get(one)]


def refusals():
    """Return the refusals of zope.schema that have a sentence."""
    kinds = {one for one in vars(schema).values() if isinstance(one, type)}
    errors = {one for one in kinds if issubclass(one, schema.ValidationError)}
    return {one for one in errors if hasattr(one.__doc__, "domain")}
