"""What reading one page may cost. Also loaded by ``launch.py``, which has no packages."""

MEGABYTE = 1024 * 1024

#: Bytes; both languages need 200 MB.
MEMORY = 1024 * MEGABYTE
#: Seconds of work and seconds on the clock; a page takes one to four.
WORK = 90
TIME = 300
#: Files that may be open: the languages, the picture, the answer.
FILES = 32
