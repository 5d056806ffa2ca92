"""Every kind of page of the demo, as everybody, in a browser: does it keep anybody out.

axe-core looks at each page in both languages, wide and on a telephone, in a colour scheme,
and at each form a second time when it was sent with nothing filled in. What axe-core cannot
judge is measured besides: a page that is wider than its window, with the text twice as large
or spaced as WCAG 1.4.12 asks; what has the focus and does not show it, or lies under something.
``make accessibility`` looks at all of it.
"""
