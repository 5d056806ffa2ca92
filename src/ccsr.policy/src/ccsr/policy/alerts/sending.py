"""Sends what is to be sent: looked at once more, as the account that it is for."""

from ccsr.content.jobs import Job
from ccsr.policy import _
from ccsr.policy.accounts.letters import is_set_up
from ccsr.policy.accounts.viewing import as_account
from ccsr.policy.alerts import letters
from ccsr.policy.alerts import secret
from ccsr.policy.alerts import seeing
from ccsr.policy.alerts import store
from ccsr.policy.alerts import subscriptions
from ccsr.policy.domain.alerts import LIST
from ccsr.policy.domain.invitations import is_address
from ccsr.policy.letters import posting
from ccsr.policy.letters.making import language_of

import json
import logging
import time
import transaction


logger = logging.getLogger(__name__)

#: Seconds until what cannot be seen just now is looked at again, and for how long.
HIDDEN_AGAIN, HIDDEN_FOR = 15 * 60.0, 30 * 24 * 60 * 60.0
#: How often a letter is tried, a day about; seconds until the second try, and the most.
MOST_TRIES, FIRST_WAIT, LONGEST_WAIT = 30, 60.0, 3600.0


class Send(Job):
    """Sends the letters that are due, one for each account."""

    title = _("job_alerts_send", default="Send alerts by e-mail")
    schedule = "minutely"

    def run(self, site, progress):
        """Return how many letters the mail server took, None for none at all."""
        due = store.due() if is_set_up() else {}
        sent = 0
        for number, (account, rows) in enumerate(due.items()):
            progress(number, len(due))
            # What was concealed while the letters before went out is seen from now on.
            transaction.abort()
            sent += send(account, rows)
        return sent or None


class Tidy(Job):
    """Deletes old alerts, and the secrets of old letters."""

    title = _("job_alerts_tidy", default="Delete old alerts")
    schedule = "nightly"

    def run(self, site, progress):
        """Delete them."""
        store.purge()
        secret.purge()


def send(account, rows) -> bool:
    """Send an account one letter about all of these; return whether the server took it."""
    with as_account(account) as user:
        wanted = _wanted(account, rows) if user else []
        _drop([row for row in rows if row not in wanted])
        if not wanted:
            return False
        language = language_of(user)
        seen = seeing.seen([row.uid for row in wanted], language)
        _postpone([row for row in wanted if row.uid not in seen])
        told = [row for row in wanted if row.uid in seen]
        if not told:
            return False
        made = _letter(user, told, seen, language)
    return _post(made, told)


def _wanted(account, rows):
    """Return what the account still wants a letter about, if it has an address at all."""
    times = {one.id: one.time for one in subscriptions.of_account(account)}

    def is_wanted(row):
        return any(times.get(id, LIST) != LIST for id in json.loads(row.reasons))

    return [row for row in rows if is_wanted(row)]


def _letter(user, rows, seen, language):
    if not is_address(user.getProperty("email", "") or ""):
        return None
    about = sorted({id for row in rows for id in json.loads(row.reasons)})
    way_out = secret.make(secret.UNSUBSCRIBE, user.getId(), about)
    things = [(row.id, row.kind, seen[row.uid]) for row in rows]
    return letters.letter(user, things, way_out, language)


def _post(made, rows) -> bool:
    ids = [row.id for row in rows]
    if made is None:
        _drop(rows)
        return False
    became, why = posting.post(made, lambda: store.hand(ids))
    if became == posting.TAKEN:
        store.set_mail(ids, store.SENT)
        return True
    if became == posting.NOT_WANTED:
        return False
    logger.warning("Alerts could not be sent (%s): %s", became, why)
    if became == posting.NOT_TAKEN:
        _try_again(rows)
    return False


def _try_again(rows):
    for row in rows:
        wait = min(FIRST_WAIT * 2**row.tries, LONGEST_WAIT)
        mail = store.WAITING if row.tries + 1 < MOST_TRIES else store.FAILED
        store.set_mail([row.id], mail, tries=row.tries + 1, not_before=time.time() + wait)


def _drop(rows):
    store.set_mail([row.id for row in rows], store.NONE)


def _postpone(rows):
    """Look again later: what is concealed may be revealed, and is news to its reader then."""
    old = [row for row in rows if row.made < time.time() - HIDDEN_FOR]
    _drop(old)
    later = [row.id for row in rows if row not in old]
    store.set_mail(later, store.WAITING, not_before=time.time() + HIDDEN_AGAIN)
