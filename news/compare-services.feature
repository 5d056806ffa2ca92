Up to four services ticked in Find stand side by side, with what differs marked, at an address that can be sent on; ``@compare`` tells programs the same.
