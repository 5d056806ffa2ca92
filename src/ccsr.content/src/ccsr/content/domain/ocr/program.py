"""The program ``tesseract``: whether it is there, which languages it has, and running it.

It is found on the path, or where ``CCSR_TESSERACT`` says; empty, that switches it off.
Each picture is read by a process of its own with limits (``launch.py``), without
shell, network or more than one thread.
"""

from __future__ import annotations

from ccsr.content.domain.ocr import limits
from functools import lru_cache
from pathlib import Path

import logging
import os
import shutil
import subprocess
import sys
import time


logger = logging.getLogger(__name__)

VARIABLE = "CCSR_TESSERACT"
LAUNCH = Path(__file__).with_name("launch.py")
#: Debian's package of each: the program, what it reads, and what tells which way is up.
PROGRAM, UPRIGHT = "tesseract-ocr", "osd"
PACKAGES = {"eng": "tesseract-ocr-eng", "cym": "tesseract-ocr-cym", UPRIGHT: "tesseract-ocr-osd"}
#: Read in this order: what fits both is taken for the first.
LANGUAGES = ("eng", "cym")
#: Seconds after which it is asked anew what there is; seconds for its answer.
A_LOOK, ANSWER = 60, 30


def languages() -> tuple[str, ...]:
    """Return those of ``LANGUAGES`` that can be read, () where nothing can."""
    return tuple(name for name in LANGUAGES if name in _installed())


def missing() -> tuple[str, ...]:
    """Return Debian's packages that are wanted for reading and are not there."""
    found = _installed()
    lacking = tuple(package for name, package in PACKAGES.items() if name not in found)
    return (PROGRAM, *lacking) if not path() else lacking


def is_off() -> bool:
    """Return whether somebody has switched the reading off."""
    return not _named()


def path() -> str | None:
    """Return where the program is, None where there is none."""
    return None if is_off() else shutil.which(_named())


def _named() -> str:
    return os.environ.get(VARIABLE, "tesseract").strip()


def _installed() -> frozenset[str]:
    found = path()
    return _told(found, int(time.monotonic() / A_LOOK)) if found else frozenset()


@lru_cache(maxsize=4)
def _told(program: str, minute: int) -> frozenset[str]:
    """Return what a program says that it knows."""
    try:
        done = subprocess.run(
            [program, "--list-langs"],
            env=_environment(),
            capture_output=True,
            text=True,
            timeout=ANSWER,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        logger.error("%s does not say what it can read: %s", program, error)
        return frozenset()
    return frozenset(done.stdout.split())


def run(picture: bytes, names: tuple[str, ...], resolution: int) -> bytes:
    """Return hOCR of a picture, b'' where it could not be read within the limits."""
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-S", str(LAUNCH), path() or "", *_how(names, resolution)],
            input=picture,
            env=_environment(),
            cwd="/",
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=limits.TIME,
            check=True,
        )
    except subprocess.SubprocessError as error:
        logger.warning("A page could not be read by machine: %s", error)
        return b""
    return done.stdout


def _how(names: tuple[str, ...], resolution: int) -> list[str]:
    # 1: layout, with what lies on its side turned; 3: as it lies.
    layout = "1" if UPRIGHT in _installed() else "3"
    return ["-", "-", "-l", "+".join(names), "--dpi", str(resolution), "--psm", layout, "hocr"]


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("TESSDATA_PREFIX",) if name in os.environ}
    return {"OMP_THREAD_LIMIT": "1", "LC_ALL": "C", **kept}
