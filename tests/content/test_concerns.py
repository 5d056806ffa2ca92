"""The concern form: what it asks, what it stops, what becomes of what was sent."""

from ccsr.content.content import concerns as filing
from plone import api


def test_the_form_of_a_new_site_is_in_order(integration):
    form = integration["portal"][filing.FORM]
    assert filing.faults(form) == ()
