"""What one process has compiled of a template, others need not."""

from pathlib import Path
from subprocess import run

import pytest
import sys


MAKES_A_PAGE = """
from ccsr.policy.processes import templates
from pathlib import Path
import sys
templates.keep(Path(sys.argv[1]))
from chameleon.zpt.template import PageTemplate
compiled = []
class Page(PageTemplate):
    def _compile(self, *args):
        compiled.append(self)
        return super()._compile(*args)
print(Page("<p>${1 + 1}</p>")(), len(compiled))
"""


@pytest.fixture
def page(tmp_path, monkeypatch):
    """Return what a process prints that makes a page: the page, and how often it compiled."""
    monkeypatch.delenv("CCSR_TEMPLATES")
    environment = {"PYTHONPATH": ":".join(sys.path)}

    def made(folder=tmp_path):
        command = [sys.executable, "-c", MAKES_A_PAGE, str(folder)]
        return run(command, env=environment, check=True, capture_output=True, text=True).stdout

    return made


def test_a_template_is_compiled_once(page, tmp_path):
    assert page() == "<p>2</p> 1\n"
    assert page() == "<p>2</p> 0\n"
    [kept] = tmp_path.glob("*/*.py")
    assert kept.parent.stat().st_mode & 0o077 == 0


def test_what_was_cut_short_is_compiled_anew(page, tmp_path):
    page()
    for remains in (b"", b"# -*- coding: utf-8 -*-\ndef ren", b"\0\0\0"):
        for kept in tmp_path.glob("*/*.py"):
            kept.write_bytes(remains)
        assert page() == "<p>2</p> 1\n"
        assert page() == "<p>2</p> 0\n"


def test_a_page_is_made_where_nothing_can_be_kept(page, tmp_path):
    file = tmp_path / "file"
    file.touch()
    assert page(Path(file)) == "<p>2</p> 1\n"
