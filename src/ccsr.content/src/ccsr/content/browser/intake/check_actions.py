"""What the buttons of the check do. What is refused is told; the rest of it is done."""

from ccsr.content import _
from ccsr.content.browser.intake import check_fields
from ccsr.content.content import checking as desk
from ccsr.content.content import filed
from ccsr.content.domain import answering
from ccsr.content.domain import checking
from ccsr.content.domain.answering import Sent
from ccsr.content.domain.intake import Refused
from ccsr.content.intake import drafting
from dataclasses import dataclass
from zope.i18nmessageid import Message

import transaction


VALUE, WAS = "value.", "was."


@dataclass(frozen=True)
class Refusal:
    """A file that could not be filed, or a draft that could not be taken back, and why."""

    name: str
    message: str


def perform(page, action, argument):
    """Keep what the open row's fields say, then do what the button says."""
    page.touched = {page.opened}
    step = desk.new_step()
    item = page.items.get(page.opened)
    if item is not None:
        accepted = accepts(page, item, action, argument)
        page.overtaken = keep(page, item, step, accepted)
    if page.overtaken and action not in ("open", "find"):
        page.forget()
        return
    ACTIONS[action](page, argument, step)
    page.forget()


def accepts(page, item, action, argument):
    """Return the fields whose uncertain values the button accepts."""
    if action != "accept":
        return ()
    return [argument] if argument else page.desk.row(item).uncertain


def keep(page, item, step, accepted=()):
    """Keep what was changed in the open row; return what somebody else was quicker with."""
    row = page.desk.row(item)
    changed, overtaken = answering.sort_out(row, sent(page), accepted)
    as_read = {name: text for name, text in changed.items() if text == row.cell(name).text}
    desk.put(item, as_read, desk.new_step(), checking.ACCEPTED)
    desk.put(item, {name: text for name, text in changed.items() if name not in as_read}, step)
    return overtaken


def sent(page):
    """Return what the form says of the open row, by name of field."""
    form = page.request.form
    names = [name.removeprefix(WAS) for name in form if name.startswith(WAS)]
    return {
        name: Sent(_text(form.get(WAS + name)), _text(form.get(VALUE + name)))
        for name in names
        if checking.is_field(name)
    }


def _text(value):
    """Return a value as text; several are ticked services."""
    if isinstance(value, list | tuple):
        return " ".join(one for one in value if isinstance(one, str))
    return value.strip().replace("\r\n", "\n") if isinstance(value, str) else ""


# -- actions ------------------------------------------------------------------


def nothing(page, argument, step):
    """Do no more than keeping what was typed."""


def open_row(page, argument, step):
    """Show the fields of another row."""
    page.opened = argument
    page.touched.add(argument)


def copy(page, argument, step):
    """Give a field's value to the ticked rows, or to all rows below."""
    item = page.items.get(page.opened)
    if item is None:
        page.refused = (MISSED,)
        return
    text = page.desk.row(item).cell(argument).text
    page.done = _said(COPIED, count=put_into(page, _others(page), {argument: text}, step))


def _others(page):
    ids = list(page.items)
    below = ids[ids.index(page.opened) + 1 :]
    return [one for one in ids if one in page.ticked and one != page.opened] or below


def set_ticked(page, argument, step):
    """Give a value that was typed for the ticked rows to them."""
    name, text = page.asked("set_field"), page.asked("set_value")
    page.done = _said(COPIED, count=put_into(page, page.ticked, {name: text}, step))


def put_into(page, ids, texts, step):
    """Put texts into rows as far as they take them; return how many rows have."""
    count = 0
    for id in ids:
        item = page.items.get(id)
        row = page.desk.row(item) if item is not None else None
        fitting = {
            name: token(page, row, name, text)
            for name, text in texts.items()
            if row is not None and answering.receives(row, name)
        }
        if fitting:
            desk.put(item, fitting, step, checking.COPIED)
            page.touched.add(id)
            count += 1
    return count


def token(page, row, name, text):
    """Return the token of what may be chosen, where its title was typed."""
    found = check_fields.options(row, name) or ()
    wanted = text.casefold()
    return next((token for token, title in found if page.say(title).casefold() == wanted), text)


def file(page, argument, step):
    """File the open row and show the next."""
    item = page.items.get(page.opened)
    if item is None:
        page.refused = (MISSED,)
        return
    ids = list(page.items)
    place = ids.index(page.opened)
    if file_one(page, item):
        after = [one for one in (*ids[place + 1 :], *ids[:place]) if one in page.items]
        page.opened = after[0] if after else ""
        page.touched.add(page.opened)


def file_ticked(page, argument, step):
    """File every ticked row that nothing stops; say what stops the others."""
    _file_all(page, [one for one in page.items if one in page.ticked])


def file_ready(page, argument, step):
    """File every row that nothing stops."""
    ready = []
    for id, item in page.items.items():
        row = page.desk.row(item)
        if not desk.stops(row, page.titles_of(row)):
            ready.append(id)
    _file_all(page, ready)


def _file_all(page, ids):
    count = sum(file_one(page, page.items[id]) for id in ids)
    page.done = _said(FILED, count=count)


def file_one(page, item):
    """File one row; return whether it was, else keep why not."""
    row = page.desk.row(item)
    before = transaction.savepoint()
    try:
        made = drafting.file(item, row, page.titles_of(row))
    except Refused as error:
        before.rollback()
        page.refused = (*page.refused, Refusal(item.title, error.message))
        page.touched.add(item.getId())
        return False
    page.touched |= {item.getId(), *made.documents}
    del page.items[item.getId()]
    page.done = _said(FILED, count=1)
    return True


def take_back(page, argument, step):
    """Make drafts a file of the intake again."""
    found = filed.get(argument)
    if found is None:
        page.refused = (MISSED,)
        return
    before = transaction.savepoint()
    try:
        item = drafting.undo(found)
    except Refused as error:
        before.rollback()
        page.refused = (Refusal(found.name, error.message),)
        return
    page.opened = item.getId()
    page.touched |= {item.getId(), *found.documents}
    page.done = _said(TAKEN_BACK, name=found.name)


def undo(page, argument, step):
    """Take back what the reader did last: a filing, or a change of values."""
    last = desk.last_step(list(page.items.values()))
    # What the page does not show is not taken back unseen.
    filing = next((one for one in page.filings() if one.by == desk.me()), None)
    if filing is not None and filing.id > last and drafting.may_undo(filing):
        take_back(page, filing.id, step)
        return
    if not last:
        page.done = NOTHING
        return
    page.touched |= {id for id, item in page.items.items() if last in desk.steps(item)}
    stay = desk.undo(list(page.items.values()), last)
    page.done = _said(UNDONE_BUT, count=stay) if stay else UNDONE


def _said(message, **mapping):
    return Message(message, mapping={name: str(value) for name, value in mapping.items()})


#: What the page's buttons may ask for.
ACTIONS = {
    "save": nothing,
    "find": nothing,
    "accept": nothing,
    "open": open_row,
    "copy": copy,
    "set": set_ticked,
    "file": file,
    "file-ticked": file_ticked,
    "file-ready": file_ready,
    "take-back": take_back,
    "undo": undo,
}

COPIED = _("check_copied", default="Rows that were given the value: ${count}.")
FILED = _("check_filed", default="Files that were filed: ${count}.")
TAKEN_BACK = _("check_taken_back", default="“${name}” is back, with all that was answered.")
UNDONE = _("check_undone", default="Undone.")
UNDONE_BUT = _(
    "check_undone_but",
    default="Undone, but for values that somebody has changed since: ${count}.",
)
NOTHING = _("check_nothing_to_undo", default="There is nothing to undo.")
MISSED = Refusal(
    "",
    _(
        "check_missed",
        default="Somebody else has filed, discarded or taken it back meanwhile.",
    ),
)
