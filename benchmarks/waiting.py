"""Waits for a portal that was started."""

import httpx
import time


#: Seconds that a portal may take to start.
STARTED = 600


def wait(url, process, log):
    """Wait until the portal at an address answers; ends the program where it never does."""
    end = time.monotonic() + STARTED
    while time.monotonic() < end and process.poll() is None:
        try:
            httpx.get(f"{url}/login", timeout=60)
        except httpx.TransportError:
            time.sleep(0.3)
        else:
            return
    raise SystemExit(f"{url} does not answer:\n{log.read_text()[-3000:]}")
