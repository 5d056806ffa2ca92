"""Words of the pages of redaction."""

from ccsr.content import _


DRAWN = _("redact_drawn", default="A box that was drawn")
GONE = _("redact_gone", default="Removed from the copy")

#: The rules of ``domain.redaction.suggestions``.
RULES = {
    "birth": _("redact_rule_birth", default="Date of birth"),
    "email": _("redact_rule_email", default="E-mail address"),
    "nhs": _("redact_rule_nhs", default="NHS number"),
    "ni": _("redact_rule_ni", default="National Insurance number"),
    "telephone": _("redact_rule_telephone", default="Telephone number"),
    "postcode": _("redact_rule_postcode", default="Postcode"),
    "address": _("redact_rule_address", default="Street address"),
    "name": _("redact_rule_name", default="Name with a title"),
}
