"""A network between a portal and its PostgreSQL that can be slow, broken off or silent.

It is a network of its own with a pair of interfaces: cut, nothing comes back any more, not
even that nobody is there. Run as a program it passes
on what comes to an address to a socket of the file system, later by so many seconds as it
is told on its standard input.
"""

from contextlib import contextmanager
from contextlib import suppress
from pathlib import Path

import os
import socket
import subprocess
import sys
import threading
import time


#: Addresses of both ends (a range that documentation may use).
RANGE = "198.51.100."
HERE, THERE, PORT = f"{RANGE}1", f"{RANGE}2", 5432
#: Bytes passed on at once.
PIECE = 65536


class Network:
    """What lies between; ``address`` is where the database is seen from here."""

    def __init__(self, name: str, relay: subprocess.Popen[str], address: tuple[str, int]) -> None:
        self.name, self.relay, self.address = name, relay, address

    def cut(self) -> None:
        """Let nothing through, and say nothing of it."""
        _ip("-n", self.name, "route", "add", "blackhole", HERE)

    def mend(self) -> None:
        """Let everything through again."""
        with suppress(subprocess.CalledProcessError):
            _ip("-n", self.name, "route", "del", "blackhole", HERE)

    def slow(self, seconds: float) -> None:
        """Pass everything on so much later, each way."""
        assert self.relay.stdin is not None
        self.relay.stdin.write(f"{seconds}\n")
        self.relay.stdin.flush()


@contextmanager
def own_network(target: Path):
    """Give a network to a socket of the file system; None where there can be none."""
    name = f"ccsr{os.getpid() % 100000}"
    far = f"{name}f"
    try:
        # Not where the machine itself has such an address: it would be cut off.
        assert RANGE not in _ip("addr") + _ip("route")
        _ip("netns", "add", name)
    except (AssertionError, OSError, subprocess.CalledProcessError):
        yield None
        return
    try:
        _ip("link", "add", name, "type", "veth", "peer", "name", far, "netns", name)
        _ip("addr", "add", f"{HERE}/30", "dev", name)
        _ip("link", "set", name, "up")
        _ip("-n", name, "addr", "add", f"{THERE}/30", "dev", far)
        _ip("-n", name, "link", "set", far, "up")
        with relayed(["ip", "netns", "exec", name], (THERE, PORT), target) as relay:
            yield Network(name, relay, (THERE, PORT))
    finally:
        with suppress(subprocess.CalledProcessError):
            _ip("link", "del", name)
        _ip("netns", "del", name)


@contextmanager
def relayed(prefix: list[str], address: tuple[str, int], target: Path):
    """Run this module; it ends with this."""
    words = [*prefix, sys.executable, __file__, address[0], str(address[1]), str(target)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    running = subprocess.Popen(words, stdin=subprocess.PIPE, text=True, env=environment)
    try:
        _wait(address)
        yield running
    finally:
        running.kill()
        running.wait()


def _wait(address: tuple[str, int]) -> None:
    end = time.monotonic() + 30
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(address) == 0:
                return
        assert time.monotonic() < end, f"nothing listens at {address}"
        time.sleep(0.1)


def _ip(*words: str) -> str:
    return subprocess.run(["ip", *words], check=True, capture_output=True, text=True).stdout


class Relay:
    """Passes on between two sockets."""

    def __init__(self, target: str) -> None:
        self.target, self.seconds = target, 0.0

    def serve(self, host: str, port: int) -> None:
        """Take connections until killed."""
        threading.Thread(target=self._listen, daemon=True).start()
        with socket.create_server((host, port)) as server:
            while True:
                near, _address = server.accept()
                threading.Thread(target=self._join, args=(near,), daemon=True).start()

    def _listen(self) -> None:
        for line in sys.stdin:
            self.seconds = float(line)

    def _join(self, near: socket.socket) -> None:
        far = socket.socket(socket.AF_UNIX)
        try:
            far.connect(self.target)
        except OSError:
            near.close()
            return
        for ends in ((near, far), (far, near)):
            threading.Thread(target=self._pass, args=ends, daemon=True).start()

    def _pass(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while piece := source.recv(PIECE):
                time.sleep(self.seconds)
                target.sendall(piece)
        for one in (source, target):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)


if __name__ == "__main__":
    Relay(sys.argv[3]).serve(sys.argv[1], int(sys.argv[2]))
