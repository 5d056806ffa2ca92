"""Asks a running site for whatever it has, as everybody, about what is hidden from them.

Nothing here knows the portal's code: views, services, namespaces, methods, widgets
and vocabularies are read from the component registry and the classes of the
running site (``registry``), the words to look for are put into every text field of
every type (``planted``), and an answer is right if it is the same as the one about
a thing that never was (``asking``).

``make leaks`` asks everything (``__main__``); ``test_leaks`` asks every name once.
"""
