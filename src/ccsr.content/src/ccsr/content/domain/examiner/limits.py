"""What a file may cost, and what it may hold."""

MEGABYTE = 1024 * 1024

#: Bytes of the largest file.
LARGEST = 50 * MEGABYTE
MOST_PAGES = 2_000
#: Characters of all pages' text together.
MOST_TEXT = 5_000_000
#: Bytes of all that is compressed in a file, once it is unpacked.
MOST_UNPACKED = 512 * MEGABYTE
#: Width times height of one image; A4 in 1,200 dpi has 139 million.
MOST_PIXELS = 200_000_000

#: Width times height of the picture of one page, and of what is drawn for one question.
MOST_DRAWN = 40_000_000
#: Width times height of a page that is drawn to be read by machine; A3 in 200 dpi has 8 million.
MOST_SHADES = 16_000_000

#: Of the process that opens a file: bytes, seconds of work, seconds on the clock.
MEMORY = 512 * MEGABYTE
WORK = 20
TIME = 60
#: Bytes of what it may answer: the text in UTF-8, and its frame. The places of the
#: words are cut at it too, which is some 2,000 full pages.
ANSWER = 4 * MOST_TEXT + MEGABYTE
