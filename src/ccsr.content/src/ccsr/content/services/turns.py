"""Turns at work that keeps one of the server's few threads for long, as an export does.

One for each account and a few in all, so that the process goes on serving pages.
"""

from threading import Condition


#: Turns at a time, of the four threads that the portal is served with.
MOST = 2
#: Seconds to wait for the end of one's own: that its reader has left is seen a little later.
PATIENCE = 2.0


class NoTurn(Exception):
    """It is not this account's turn; ``own`` tells whether it has one already."""

    def __init__(self, own):
        super().__init__(own)
        self.own = own


class Turns:
    """Who has a turn in this process, and who waits for the end of his own."""

    def __init__(self):
        self._changed = Condition()
        self._taken = set()
        self._waiting = set()

    def take(self, account):
        """Note that an account has a turn; raises ``NoTurn``."""
        with self._changed:
            if account in self._taken and account not in self._waiting:
                self._wait(account)
            own = account in self._taken
            if own or len(self._taken) >= MOST:
                raise NoTurn(own)
            self._taken.add(account)

    def give_back(self, account):
        """Note that it is over."""
        with self._changed:
            self._taken.discard(account)
            self._changed.notify_all()

    def _wait(self, account):
        self._waiting.add(account)
        self._changed.wait_for(lambda: account not in self._taken, PATIENCE)
        self._waiting.discard(account)
