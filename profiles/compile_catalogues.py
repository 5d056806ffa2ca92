"""``profiles/compile_catalogues.py FOLDER``: compile the catalogues of messages below a folder.

Zope does it where it finds none as it starts; of several processes that start at once, one may
then read what another has half written.
"""

from pathlib import Path
from zope.i18n.compile import compile_mo_file

import sys


for catalogue in sorted(Path(sys.argv[1]).glob("**/LC_MESSAGES/*.po")):
    compile_mo_file(catalogue.stem, str(catalogue.parent))
