"""Kills the processes of a portal while people work on it, and looks whether anything is lost.

``load`` is what people do, ``killing`` the turns, ``inside`` looks into the database.
``make faults`` takes as many turns as wanted (``__main__``), ``test_faults`` a few.
"""
