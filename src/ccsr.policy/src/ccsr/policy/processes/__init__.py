"""The processes that make a portal: the server of its database, the portal, the worker.

``bin/ccsr run`` is the parent of the others; each ends with it, however it ends
(``lifeline``), and is started anew when it ends by itself (``children``).
"""
