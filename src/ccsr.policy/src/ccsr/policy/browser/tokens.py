"""Tokens against forged requests, put only into pages that can send something."""

from plone.protect.auto import ProtectTransform

import re


SENDING_FORM = re.compile(r"<form\b[^>]*\bmethod\s*=\s*[\"']?post", re.IGNORECASE)
ASKING_TOKENS = 'form[method="get"] input[name="_authenticator"]'


class FormTokens(ProtectTransform):
    """Plone's check of every write stays; its parse of every page does not.

    A page without a form that posts needs no token, and a token has no place
    in the address that a form of method ``get`` makes.
    """

    def transform(self, result, encoding):
        """Return the page with tokens in its forms, None where it stays as it is."""
        if isinstance(result, list) and not any(map(_sends, result)):
            return None
        page = super().transform(result, encoding)
        if page is not None:
            for field in page.tree.getroot().cssselect(ASKING_TOKENS):
                field.getparent().remove(field)
        return page


def _sends(part):
    text = part.decode("utf-8", "ignore") if isinstance(part, bytes) else part
    return SENDING_FORM.search(text)
