"""Jobs: long work, done by ``bin/worker`` beside the portal.

``outbox`` takes what is queued in a transaction, ``store`` keeps every job in a
table, ``transport`` (huey) carries its id to a worker, ``performing`` does it, and
``worker`` is the process with its timetable. docs/explanation/jobs.rst says what is
promised.
"""
