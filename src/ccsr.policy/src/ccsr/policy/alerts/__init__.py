"""Alerts: who wants to be told of what, and what they are told.

``subscriptions`` are what an account asked for, ``finding`` makes a row for each of
its alerts, ``sending`` writes the letters. A row says only that something is there
for somebody: what is shown or sent of it is asked of the catalog at that moment, as
the account itself (``seeing``). docs/how-to/alerts.rst.
"""
