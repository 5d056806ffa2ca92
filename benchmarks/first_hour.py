"""Seconds from a clone to the first page: ``git clone``, ``make build``, ``bin/ccsr run``.

The clone is of this checkout, in a directory that is deleted afterwards. ``--cold`` gives
uv an empty cache, so that every package is downloaded.
"""

from contextlib import contextmanager
from pathlib import Path

import argparse
import os
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request


ROOT = Path(__file__).parent.parent
#: Seconds after which the first page does not come any more.
PATIENCE = 900


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cold", action="store_true", help="download every package")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="ccsr-first-hour-") as place:
        home = Path(place) / "ccsr"
        environment = {name: value for name, value in os.environ.items() if "CCSR" not in name}
        environment |= {"CCSR_PORT": str(free_port())}
        if options.cold:
            environment["UV_CACHE_DIR"] = environment["PIP_CACHE_DIR"] = f"{place}/cache"
        steps = {"git clone": timed(["git", "clone", "-q", str(ROOT), str(home)], environment)}
        steps["make build"] = timed(["make", "-s", "-C", str(home), "build"], environment)
        with served(home, environment) as begun:
            page = first_page(f"http://localhost:{environment['CCSR_PORT']}/ccsr")
            steps["first page"] = time.monotonic() - begun
    told(steps, page, options.cold)


def told(steps: dict[str, float], page: int, is_cold: bool) -> None:
    """Print what each step took."""
    print(f"{os.cpu_count()} cores, {'empty' if is_cold else 'warm'} cache of packages")
    for name, seconds in steps.items():
        print(f"{name:12}{seconds:8.1f} s")
    print(f"{'together':12}{sum(steps.values()):8.1f} s  ({page:,} bytes of the first page)")


def timed(command: list[str], environment: dict[str, str]) -> float:
    """Return the seconds that a command takes."""
    begun = time.monotonic()
    subprocess.run(command, env=environment, check=True)
    return time.monotonic() - begun


@contextmanager
def served(home: Path, environment: dict[str, str]):
    """Start the portal as ``make run`` does; its demo is made first."""
    begun = time.monotonic()
    process = subprocess.Popen(
        [home / "bin" / "ccsr", "run"], env=environment, stdout=subprocess.DEVNULL
    )
    try:
        yield begun
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def first_page(url: str) -> int:
    """Return the bytes of the page that whoever comes first is led to."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=60) as answer:
                return len(answer.read())
        except urllib.error.HTTPError as error:
            return len(error.read())
        except OSError:
            time.sleep(0.2)
    raise SystemExit("The first page does not come.")


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return probe.getsockname()[1]


if __name__ == "__main__":
    main()
