"""From where somebody asks."""

import os


def trusted_proxies() -> frozenset[str]:
    """Return the addresses of proxies whose ``X-Forwarded-For`` is believed."""
    return frozenset(os.environ.get("CCSR_TRUSTED_PROXIES", "").replace(",", " ").split())


def address_of(request) -> str:
    """Return the address of whoever asks; the last one that no trusted proxy has."""
    address = request.environ.get("REMOTE_ADDR") or ""
    trusted = trusted_proxies()
    before = (request.environ.get("HTTP_X_FORWARDED_FOR") or "").split(",")
    while address in trusted and before:
        address = before.pop().strip() or address
    return address
