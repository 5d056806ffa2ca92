"""WorkingParty: partners who prepare for inspection together, seat by seat."""

from ccsr.content import _
from ccsr.content.content.rows_field import Rows
from ccsr.content.domain.naming import title_in
from ccsr.content.personal import not_personal
from ccsr.content.personal import personal
from plone.dexterity.content import Item
from plone.supermodel import model
from zope import schema
from zope.interface import implementer
from zope.interface import Interface


SEEN_BY = "Whoever may open the area of readiness."
LONGEST = 200


class ISeat(Interface):
    """A seat of an organisation; one without a name is vacant."""

    organisation = schema.TextLine(
        title=_("seat_organisation", default="Organisation"), max_length=LONGEST
    )
    name = schema.TextLine(
        title=_("seat_name", default="Member"), required=False, max_length=LONGEST
    )
    user = schema.Choice(
        title=_("seat_user", default="Account"),
        vocabulary="ccsr.People.readiness",
        required=False,
    )
    deputy = schema.TextLine(
        title=_("seat_deputy", default="Deputy"), required=False, max_length=LONGEST
    )


class ISupporter(Interface):
    """Somebody who helps and has no seat."""

    name = schema.TextLine(title=_("supporter_name", default="Name"), max_length=LONGEST)
    task = schema.TextLine(
        title=_("supporter_task", default="What they do"), required=False, max_length=LONGEST
    )


class IWorkingParty(model.Schema):
    """A working party."""

    personal("seats", "support", why="Names members and deputies.", seen_by=SEEN_BY)
    not_personal("title", "title_cy", "terms", "terms_cy")
    not_personal("responsibilities", "responsibilities_cy", "timescales", "timescales_cy")

    title = schema.TextLine(title=_("label_name", default="Name"))

    title_cy = schema.TextLine(title=_("label_name_cy", default="Name in Welsh"), required=False)

    terms = schema.Text(
        title=_("label_party_terms", default="Terms of reference"),
        description=_(
            "help_party_terms", default="Purposes, what is meant by inspection, and the context."
        ),
    )
    terms_cy = schema.Text(
        title=_("label_party_terms_cy", default="Terms of reference in Welsh"), required=False
    )

    responsibilities = schema.Text(
        title=_("label_party_responsibilities", default="Responsibilities"),
        description=_("help_party_lines", default="One on each line."),
    )
    responsibilities_cy = schema.Text(
        title=_("label_party_responsibilities_cy", default="Responsibilities in Welsh"),
        description=_("help_party_lines", default="One on each line."),
        required=False,
    )

    timescales = schema.Text(
        title=_("label_party_timescales", default="Timescales"),
        description=_("help_party_lines", default="One on each line."),
        required=False,
    )
    timescales_cy = schema.Text(
        title=_("label_party_timescales_cy", default="Timescales in Welsh"),
        description=_("help_party_lines", default="One on each line."),
        required=False,
    )

    seats = Rows(
        title=_("label_party_seats", default="Membership"),
        description=_("help_party_seats", default="Without a member the seat is vacant."),
        columns=ISeat,
        required=False,
    )

    support = Rows(
        title=_("label_party_support", default="In support"), columns=ISupporter, required=False
    )


@implementer(IWorkingParty)
class WorkingParty(Item):
    """A working party; its meetings are in the same area."""

    title_cy = terms_cy = responsibilities_cy = timescales = timescales_cy = None
    seats = ()
    support = ()

    def title_for(self, language):
        """Return the name in the reader's language."""
        return title_in(language, self.title, self.title_cy)
