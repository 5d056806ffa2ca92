"""Into the database of this machine, as the account that the command names."""

from ccsr.policy.arrivals import outcomes
from ccsr.policy.arrivals.outcomes import Outcome
from ccsr.policy.arrivals.ways import Asked
from ccsr.policy.arrivals.ways import Away
from ccsr.policy.commands import instance
from ccsr.policy.commands.instance import CannotRun
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import file_digest
from typing import Any
from typing import BinaryIO


#: How often a file is tried that met the work of somebody else.
TRIES = 5


class Local:
    """Opens the database when the first file comes, and keeps the connection to its server."""

    def __init__(self, asked: Asked, is_once: bool) -> None:
        self.asked = asked
        self.is_once = is_once
        self._is_started = False

    @contextmanager
    def drop(self) -> Iterator["LocalDrop"]:
        """Work in the site; what is not committed is dropped."""
        from ZODB.POSException import StorageError

        self._start()
        try:
            with instance.root() as app:
                yield LocalDrop(_entered(app, self.asked.account), self.asked)
        except StorageError as error:
            # The server of the database went, and comes back with the portal.
            raise Away(str(error)) from error

    def _start(self) -> None:
        from ccsr.policy.processes import storage

        if self._is_started:
            return
        is_shared = storage.answers()
        if not (is_shared or self.is_once):
            # Alone in the database, a program that goes on would keep the portal out.
            raise Away("The portal is not running.")
        try:
            instance.wsgi_app(is_shared=is_shared, log="arrivals.log")
        except instance.DatabaseInUse:
            raise Away("Another command has the database open.") from None
        self._is_started = True


def _entered(app: Any, account: str) -> Any:
    from ccsr.content.permissions import Upload
    from plone import api
    from zope.component.hooks import setSite

    if instance.SITE not in app.objectIds():
        raise CannotRun("There is no site yet. Make it with: bin/ccsr demo")
    site = app[instance.SITE]
    setSite(site)
    known = api.user.get(username=account)
    if not (known and api.user.has_permission(Upload, username=account, obj=site)):
        raise CannotRun(f"“{account}” is no account that may upload. Name one with --account.")
    return site


class LocalDrop:
    """Takes each file in a transaction of its own."""

    def __init__(self, site: Any, asked: Asked) -> None:
        self.site = site
        self.asked = asked
        self.batch = ""

    def take(self, name: str, file: BinaryIO) -> Outcome:
        """Have one file taken, again where somebody else changed the same."""
        from plone import api
        from ZODB.POSException import ConflictError

        import transaction

        file.seek(0)
        key = file_digest(file, "sha256").hexdigest()
        for attempt in range(1, TRIES + 1):
            try:
                # Less than the system that the command is, and under that name in history.
                with api.env.adopt_user(username=self.asked.account):
                    outcome = self._take(key, name, file)
                transaction.get().note(f"arrived {name}")
                transaction.commit()
                return outcome
            except ConflictError as error:
                transaction.abort()
                if attempt == TRIES:
                    raise Away(str(error)) from error
        raise Away(name)

    def _take(self, key: str, name: str, file: BinaryIO) -> Outcome:
        from ccsr.content.intake import batches
        from ccsr.content.intake import receiving

        batch = batches.get(self.batch) or batches.make()
        self.batch = batch.id
        file.seek(0)
        known = key in batch.entries
        outcome = self._told(batch, key, receiving.receive(batch, key, name, file))
        return replace(outcome, state=outcomes.ALREADY) if known and outcome.is_done else outcome

    def _told(self, batch: Any, key: str, entry: Any) -> Outcome:
        from ccsr.content.intake import batches

        if entry.outcome not in (batches.UNPACKED, batches.UNPACKING):
            return self._outcome(entry)
        members = [one for id, one in batch.entries.items() if id.startswith(f"{key}-")]
        is_unpacking = entry.outcome == batches.UNPACKING
        return outcomes.of_archive([self._outcome(one) for one in members], is_unpacking)

    def _outcome(self, entry: Any) -> Outcome:
        from ccsr.content.intake import taking
        from zope.i18n import translate

        if not entry.rule:
            return Outcome(outcomes.TAKEN)
        said = translate(entry.message, target_language=self.asked.language)
        state = outcomes.ALREADY if entry.rule == taking.SAME_BYTES else outcomes.REFUSED
        return Outcome(state, (f"{entry.name}: {said}",))
