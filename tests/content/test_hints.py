"""Words that a search did not find, understood as filters or one by one."""

from ccsr.content.domain.facets import FACETS
from ccsr.content.domain.find import parse
from ccsr.content.domain.hints import any_word
from ccsr.content.domain.hints import as_filters

import pytest


def titles(title):
    return {str(title.default), *({"Abertawe"} if title == "authority_W06000011" else ())}


@pytest.mark.parametrize(
    ("typed", "filters"),
    [
        (
            "homes near Swansea for a 14-year-old registered",
            {
                "local_authority": ("W06000011",),
                "age": ("14",),
                "registration_status": ("registered",),
            },
        ),
        ("cartref yn ABERTAWE, 9 mlwydd oed", {"local_authority": ("W06000011",), "age": ("9",)}),
        ("a children’s home, 200 years", {"service_type": ("childrens_home",)}),
        ("registration in Swanseaside", None),
        ("", None),
    ],
)
def test_words_that_name_filters_become_filters(typed, filters):
    found = as_filters(parse({"q": typed}), FACETS, titles)
    assert (found and found.selected) == filters
    assert not (found and found.q)


def test_filters_in_use_stay():
    found = as_filters(parse({"q": "swansea", "type": "Service"}), FACETS, titles)
    assert found.selected == {"type": ("Service",), "local_authority": ("W06000011",)}


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ('the "quality of care" in 2024 was rated', '"quality of care" OR 2024 OR rated'),
        ("care", None),
        ("in of", None),
        ("NOT restraint", None),
    ],
)
def test_any_of_the_telling_words_is_another_search(typed, query):
    found = any_word(parse({"q": typed, "b_start": "20"}))
    assert (found and found.q) == query
    assert not (found and found.b_start)
