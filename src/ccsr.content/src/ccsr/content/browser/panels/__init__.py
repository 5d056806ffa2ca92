"""Panels of the home page: one class each, registered with the permission it needs.

A panel is a viewlet of the manager ``ccsr.home``; which ones a reader sees
follows from their permissions, and from the facts that ``available`` asks for.
"""
