"""Every address of a site, as everybody, in Welsh: which English words are left.

Three ways find them. ``asked`` writes down each message that was wanted in Welsh and is
not there. ``reading`` takes what a person reads out of a page, and ``judging`` says which
of it is the same on the English page, or holds a word that no Welsh sentence has, though it
is neither content nor a word that both languages share (``same.txt``). ``make bilingual``
walks the demo; ``test_bilingual`` a small register.
"""
