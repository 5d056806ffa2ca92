"""Redaction that removes: what is marked, where it stands, and the copy without it.

``marks`` says what is to go and why, ``occurrences`` finds words, ``suggestions``
proposes, ``covering`` tells which words and which part of a page go, ``making``
makes the copy and ``proof`` shows that nothing is left. Files are opened by the
examiner's process alone.
"""
