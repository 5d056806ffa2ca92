"""Signing in: who it is, how often one may try, and how long it holds.

``passwords`` judges a name and a password for every way in; ``lockout`` counts
what failed; ``sessions`` holds who is signed in. All three keep their figures in
SQL (``ccsr.policy.database``), because the transaction of a refused request is
undone. ``plugin`` is what Plone's user folders ask.
"""
