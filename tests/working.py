"""Doing what is queued, as a worker does."""

from ccsr.policy.jobs import performing
from ccsr.policy.jobs import store
from concurrent.futures import ThreadPoolExecutor


def work_on(name):
    """Do the jobs of a name that wait, and no others."""
    with ThreadPoolExecutor(1) as pool:
        for id in store.queued("/plone"):
            if store.state(id).name == name:
                pool.submit(performing.perform, id).result()


def work():
    """Do every job of the served portal, and those that they ask for."""
    with ThreadPoolExecutor(1) as pool:
        while ids := store.queued("/plone"):
            for id in ids:
                pool.submit(performing.perform, id).result()
