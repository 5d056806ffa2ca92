"""Differences as plain text, to be kept or sent on: ``[-removed-] {+added+}``."""

from ccsr.content import _
from ccsr.content.domain.comparing import texts
from zope.i18n import translate
from zope.i18nmessageid import Message


HEAD = _("differences_text_head", default="Earlier: ${left}\nLater: ${right}")
ABOUT = _(
    "differences_text_about",
    default="[-words-] stand in the earlier text only, {+words+} in the later only. "
    "Unchanged paragraphs are left out.",
)
MARKS = {True: ("[-", "-]"), False: ("{+", "+}")}


def written(both, found, request):
    """Return the differences of two documents as text in the reader's language."""
    left, right = both
    head = Message(HEAD, mapping={"left": left.title, "right": right.title})
    said = [translate(one, context=request) for one in (head, ABOUT)]
    rows = [_row(row) for row in found.rows if row.kind != texts.SAME]
    return "\n\n".join([*said, *rows]) + "\n"


def _row(row):
    sides = [
        f"{'-' if is_left else '+'} {side.page}: {_side(side, is_left)}"
        for side, is_left in ((row.left, True), (row.right, False))
        if side
    ]
    return "\n".join(sides)


def _side(side, is_left):
    before, after = MARKS[is_left]
    return "".join(
        f"{before}{piece.text.strip()}{after} " if piece.is_changed else piece.text
        for piece in side.pieces
    ).strip()
