"""The host: its disk, its clock, who may read what, what is installed, what was saved."""

from ccsr.policy.backup.dumps import ended
from ccsr.policy.backup.manifests import every
from ccsr.policy.checks import Finding
from ccsr.policy.checks import LATE
from ccsr.policy.checks import OK
from ccsr.policy.checks import WARN
from ccsr.policy.commands import instance
from ccsr.policy.record import keys as record_keys
from ccsr.policy.second_factor import keys as secret_keys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version
from pathlib import Path

import ctypes
import json
import os
import re
import shutil
import stat
import time


GIGABYTE = 1024**3
#: Free bytes below which somebody should look, and act; as on the page of the site's state.
LITTLE, HARDLY_ANY = 5 * GIGABYTE, GIGABYTE
#: Hours after which a backup of each night is missing, and after which one must act.
A_NIGHT, TWO_NIGHTS = 26, 50
OTHERS = stat.S_IRWXG | stat.S_IRWXO
#: Of the kernel's answer about its clock: nobody sets it.
UNSYNCHRONISED = 0x40
PIN = re.compile(r"^([A-Za-z0-9._-]+) = (\d\S*)$", re.MULTILINE)
#: Variables that name a file with a secret.
SECRET_FILES = ("CCSR_MAILBOX_PASSWORD_FILE",)


def disks() -> Iterator[Finding]:
    """Tell how much room is left where the database, the text index and the backups are."""
    places = {"database": instance.var(), "index": named("CCSR_SEARCH_DIR")}
    for name, place in {**places, "backups": named("CCSR_BACKUPS")}.items():
        if place is not None and place.is_dir():
            yield room(name, place, shutil.disk_usage(place).free)


def room(name: str, place: Path, free: int) -> Finding:
    """Return the finding for a number of free bytes."""
    flag = LATE if free < HARDLY_ANY else WARN if free < LITTLE else OK
    value = f"{free / GIGABYTE:.1f} GB free in {place}"
    advice = "Free space: pack the database, take old backups and logs away, or add a disk."
    return Finding("disk", name, "Disk", value, flag, advice if flag != OK else "")


def named(variable: str) -> Path | None:
    """Return the path in a variable."""
    value = os.environ.get(variable)
    return Path(value) if value else None


def directories() -> Iterator[Finding]:
    """Tell whether directories can be written, and by nobody else read."""
    var = instance.var()
    for place in (var, var / "filestorage", var / "blobstorage", named("CCSR_SEARCH_DIR")):
        if place is not None and place.exists():
            yield directory(place, var)


def directory(place: Path, closed: Path) -> Finding:
    """Return the finding for a directory; nobody else gets into what is below ``closed``."""
    if not os.access(place, os.R_OK | os.W_OK | os.X_OK):
        return _directory(place, "cannot be written", LATE, f"Give it to {os.getuid()}.")
    # What lies elsewhere must be closed itself.
    door = closed if place.is_relative_to(closed) else place
    if place.stat().st_mode & OTHERS and door.stat().st_mode & OTHERS:
        return _directory(place, "can be read by other accounts", WARN, f"chmod 700 {door}")
    return _directory(place, "is this account's alone", OK, "")


def _directory(place: Path, value: str, flag: str, advice: str) -> Finding:
    return Finding("permissions", place.name, "Directory", f"{place} {value}", flag, advice)


def secrets() -> Iterator[Finding]:
    """Tell whether files of secrets are readable by this account and nobody else."""
    found = [secret_keys.path(), record_keys.key_file()]
    for path in [*found, *filter(None, map(named, SECRET_FILES))]:
        yield secret(path)


def secret(path: Path) -> Finding:
    """Return the finding for a file of a secret."""
    if not path.exists():
        # Made at first need, where it is not named.
        return _secret(path, "is not there", OK if path.parent == instance.var() else LATE)
    if not os.access(path, os.R_OK):
        return _secret(path, "cannot be read", LATE)
    if path.stat().st_mode & OTHERS:
        return _secret(path, "can be read by other accounts", LATE, f"chmod 600 {path}")
    return _secret(path, "is this account's alone", OK)


def _secret(path: Path, value: str, flag: str, advice: str = "") -> Finding:
    advice = advice or ("" if flag == OK else "Put it back; see docs/how-to/production.rst.")
    return Finding("secrets", path.name, "Secret", f"{path} {value}", flag, advice)


def pins() -> Iterator[Finding]:
    """Tell whether what is installed is what is pinned."""
    files = sorted((instance.home() / "profiles").glob("versions*.cfg")) or sorted(
        (Path(__file__).parents[6] / "profiles").glob("versions*.cfg")
    )
    if not files:
        yield Finding("pins", "installed", "Packages", "No pins are at hand", None)
        return
    wrong = differing(dict(pin for file in files for pin in PIN.findall(file.read_text())))
    value = ", ".join(wrong[:5]) if wrong else "All as they are pinned"
    advice = "Run “make build”, then start the portal anew." if wrong else ""
    yield Finding("pins", "installed", "Packages", value, WARN if wrong else OK, advice)


def differing(pinned: dict[str, str]) -> list[str]:
    """Return what is installed in another version than pinned; what is not installed is not used."""
    found = {name: _installed(name) for name in pinned}
    return [
        f"{name} {found[name]} (pinned: {wanted})"
        for name, wanted in pinned.items()
        if found[name] not in (None, wanted)
    ]


def _installed(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def clock() -> Iterator[Finding]:
    """Tell whether somebody keeps the clock."""
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        told = (ctypes.c_byte * 512)()
        state = libc.adjtimex(told)
        status = ctypes.c_int.from_buffer(told, ctypes.sizeof(ctypes.c_long) * 5).value
    except (AttributeError, OSError):
        return
    is_kept = state >= 0 and not status & UNSYNCHRONISED
    value = "Kept by a time service" if is_kept else "Not kept by a time service"
    advice = "" if is_kept else "Codes of the second factor need the right time: install chrony."
    yield Finding("clock", "kept", "Clock", value, OK if is_kept else WARN, advice)


def backups() -> Iterator[Finding]:
    """Tell how old the last backup is that was ended; of a cluster the last dump of objects."""
    folder = named("CCSR_BACKUPS") or instance.var() / "backups"
    if os.environ.get("CCSR_STORAGE"):
        found = [moment for kind, moment, _path in ended(folder) if kind == "objects"]
    else:
        found = [one.moment for one in every(folder)]
    yield backup(folder, (time.time() - found[-1].timestamp()) / 3600 if found else None)


def backup(folder: Path, hours: float | None) -> Finding:
    """Return the finding for a last backup so many hours ago, None for none."""
    if hours is None:
        value, flag = f"There is none in {folder}", LATE
    else:
        value = f"{hours:.0f} hours old, in {folder}"
        flag = LATE if hours > TWO_NIGHTS else WARN if hours > A_NIGHT else OK
    advice = "" if flag == OK else "See why the last night's failed: journalctl -u ccsr-night."
    return Finding("backup", "age", "Backup", value, flag, advice)


def warmed() -> Iterator[Finding]:
    """Tell how long the processes of this host took to fill their caches when they started."""
    for path in sorted((instance.var() / "warmed").glob("*.json")):
        try:
            told = json.loads(path.read_text())
            yield warming(path.stem, told["told"], told["seconds"], told["most"])
        except (OSError, ValueError, KeyError):
            # Another process is writing it.
            continue


def warming(port: str, told: str, seconds: float, most: float) -> Finding:
    """Return the finding for a process that took so many seconds, of so many that it may."""
    value = f"{told}, {seconds:.0f} s at the start of the process on port {port}"
    is_well = told == "done" and seconds <= most
    advice = "" if is_well else "Its log says why; CCSR_WARM_SECONDS says how long it may take."
    return Finding("warming", port, "Caches", value, OK if is_well else WARN, advice)


HOST = (disks, directories, secrets, pins, clock, backups, warmed)
