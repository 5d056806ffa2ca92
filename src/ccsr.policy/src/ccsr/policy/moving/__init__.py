"""From the storage of one host to that of several: objects, files, tables and keys.

``bin/ccsr migrate-storage`` calls it. Nothing of the source is changed, and each part can
be done again: what is there already is compared and left as it is.
"""


class Differs(Exception):
    """The target holds something that is not of the source; says what."""
