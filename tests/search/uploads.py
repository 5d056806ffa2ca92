"""A process that commits uploads until it is killed, and says which it committed.

``python uploads.py DATA.FS|zeo:PORT PREFIX COUNT [find]``: prints ``ready``, then
the name of each document once its transaction is committed; with ``find`` it asks
after each for all that it knows to be there, and prints ``lost NAME`` if not found.
"""

from pathlib import Path
from ZODB.DB import DB

import random
import smallworld
import sys
import time
import transaction


def main(where, prefix, count, *ask):
    database = open_database(where)
    with smallworld.world_of(database) as here:
        print("ready", flush=True)
        for number in range(int(count)):
            upload(here, f"{prefix}{number:04}")
            if ask:
                found = here.find(f"{prefix}*")
                for name in sorted(f"{prefix}{one:04}" for one in range(number + 1)):
                    if name not in found:
                        print("lost", name, flush=True)
        here.index.settle(20)


def upload(here, name):
    """Commit one document; a conflict is tried again, as Zope does."""
    while True:
        try:
            here.connection.sync()
            here.add(name, f"{name} of all the uploads")
            transaction.commit()
        except transaction.interfaces.TransientError:
            transaction.abort()
            time.sleep(random.random() / 100)
        else:
            print(name, flush=True)
            return


def open_database(where):
    if where.startswith("zeo:"):
        from ZEO.ClientStorage import ClientStorage

        return DB(ClientStorage(("localhost", int(where[4:]))))
    return smallworld.open_file(Path(where))


if __name__ == "__main__":
    main(*sys.argv[1:])
