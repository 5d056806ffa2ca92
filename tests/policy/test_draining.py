"""A server that is asked to end answers what it has taken and takes nothing more."""

from ccsr.policy.processes import draining
from ccsr.policy.publication.ready import Readiness
from concurrent.futures import ThreadPoolExecutor
from processes import free_port
from threading import Event
from waitress import wasyncore
from waitress.server import create_server

import httpx
import pytest


def test_what_was_taken_is_answered_and_the_door_is_shut():
    begun, goes_on = Event(), Event()

    def slow(environ, start_response):
        begun.set()
        goes_on.wait(20)
        start_response("200 OK", [("Content-Length", "4")])
        return [b"done"]

    port = free_port()
    address = f"http://127.0.0.1:{port}/"
    is_ready, sockets = Readiness(), {}
    server = create_server(slow, map=sockets, host="127.0.0.1", port=port)

    def serve():
        while not is_ready.is_ending:
            wasyncore.poll(0.05, sockets)
        draining.drain(sockets)

    with ThreadPoolExecutor(2) as doing:
        serving = doing.submit(serve)
        asked = doing.submit(httpx.get, address, timeout=20)
        assert begun.wait(20)
        is_ready.is_ending = True
        _wait_until_shut(address)
        goes_on.set()
        assert asked.result().text == "done"
        serving.result(20)
    server.task_dispatcher.shutdown()


def _wait_until_shut(address):
    for _ in range(200):
        try:
            httpx.get(address, timeout=0.1)
        except httpx.ConnectError:
            return
        except httpx.TimeoutException:
            continue
    pytest.fail("the door is still open")
