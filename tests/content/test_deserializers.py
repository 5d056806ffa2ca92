"""Services take tokens of vocabularies, and say which ones there are."""

from ccsr.content.content.enforcement_action import EnforcementAction
from ccsr.content.content.enforcement_action import IEnforcementAction
from ccsr.content.content.invariants import Refused
from ccsr.content.interfaces import IContentLayer
from plone.restapi.interfaces import IFieldDeserializer
from zope.component import getMultiAdapter
from zope.interface import alsoProvides

import pytest


@pytest.fixture
def stage(integration):
    request = integration["request"]
    alsoProvides(request, IContentLayer)
    action = EnforcementAction("one").__of__(integration["portal"])
    return getMultiAdapter((IEnforcementAction["stage"], action, request), IFieldDeserializer)


@pytest.mark.parametrize("sent", ["2", 2, {"token": "2", "title": "Stage 2"}])
def test_a_token_may_be_a_text_a_number_or_what_was_read(stage, sent):
    assert stage(sent) == "2"


@pytest.mark.parametrize("sent", ["9", 9, {"token": "9"}])
def test_an_unknown_value_is_refused_with_the_known_ones(stage, sent):
    with pytest.raises(Refused) as refusal:
        stage(sent)
    assert "1, 2, 3" in refusal.value.message.mapping["tokens"]


def test_stage_one_is_refused_in_the_words_of_the_protocol(stage):
    with pytest.raises(Refused) as refusal:
        stage(1)
    assert "stage 2" in refusal.value.message.default
