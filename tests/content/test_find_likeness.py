"""What was meant, and what is like this: from what the user may see, and nothing else."""

from ccsr.content.services.find import Find
from ccsr.content.services.similar import similar
from ccsr.content.services.visible import visible
from plone import api
from plone.app.testing import login
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from plone.app.testing import TEST_USER_NAME
from plone.dexterity.utils import createContentInContainer
from test_find import COMMISSIONER
from test_find import pdf
from test_find import report
from test_find import REVIEWER
from test_find import service
from test_find import share

import pytest
import transaction


@pytest.fixture
def portal(functional):
    portal = functional["portal"]
    setRoles(portal, TEST_USER_ID, REVIEWER)
    login(portal, TEST_USER_NAME)
    return portal


@pytest.fixture
def reports(portal):
    """Reports that say nearly the same; the text index has them all."""
    provider = createContentInContainer(
        portal["register"], "Provider", title="Bryn Care", sector="private"
    )
    homes = [service(provider, name, "W06000015") for name in ("Ty Gwyn", "Glas House")]
    things = {
        "asked": report(homes[0], "good", 2024, pdf("Staff know the children and otters well.")),
        "like": report(homes[1], "good", 2023, pdf("Staff know the children and otters.")),
        "other": report(homes[1], "good", 2022, pdf("The garden is tidy.")),
    }
    share(provider, *homes, *things.values())
    things["draft"] = report(homes[1], "good", 2021, pdf("Staff know the children and unicorns."))
    transaction.commit()
    index = api.portal.get_tool("portal_catalog")._catalog.getIndex("SearchableText")
    assert index.settle(60)
    return things


@pytest.fixture
def suggestion(portal, functional):
    def ask(typed, roles=COMMISSIONER):
        setRoles(portal, TEST_USER_ID, roles)
        functional["request"].form = {"q": typed}
        return Find(portal, functional["request"])()["suggestion"]

    return ask


def test_a_mistyped_word_is_put_right_where_next_to_nothing_is_found(suggestion, reports):
    assert suggestion("childrem otters") == {
        "query": "children otters",
        "title": "children otters",
    }
    assert suggestion("children") is None
    assert suggestion('"know the childrem"')["query"] == '"know the children"'


def test_a_word_that_stands_in_hidden_documents_only_is_not_suggested(suggestion, reports):
    assert suggestion("unicirns", REVIEWER)["query"] == "unicorns"
    assert suggestion("unicirns") is None


def uids(brains):
    return [brain.UID for brain in brains]


def test_similar_documents_are_those_with_the_same_telling_words(portal, reports):
    found = uids(similar(reports["asked"]))
    assert set(found[:2]) == {reports["like"].UID(), reports["draft"].UID()}
    assert reports["asked"].UID() not in found


def test_hidden_documents_are_like_nothing(portal, reports):
    setRoles(portal, TEST_USER_ID, COMMISSIONER)
    found = uids(similar(reports["asked"]))
    assert found[0] == reports["like"].UID()
    assert reports["draft"].UID() not in found


def test_a_look_for_similar_documents_takes_nothing_from_what_is_found(portal, reports):
    catalog = api.portal.get_tool("portal_catalog")
    before = len(visible(catalog))
    similar(reports["asked"])
    assert len(visible(catalog)) == before
