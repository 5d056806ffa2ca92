"""Taking in a file: what is kept of it, and what looking at it may cost."""

from ccsr.content.domain import examiner
from ccsr.content.domain import uploads
from ccsr.content.domain.examiner import limits
from concurrent.futures import ThreadPoolExecutor
from world import pdf as make_pdf

import hostile
import os
import pytest
import resource
import subprocess
import sys
import time


@pytest.fixture(scope="module")
def good():
    return make_pdf("Staffing was good.", "", "Tŷ Gwyn: gofal a chymorth.")


@pytest.fixture
def running():
    """The examiner's process, started."""
    uploads.accept(make_pdf("Started."))
    return examiner.examiner.process


def test_the_text_is_kept_page_by_page(good):
    contents = uploads.accept(good)
    assert contents.pages[0].strip() == "Staffing was good."
    assert contents.pages[1].strip() == ""
    assert contents.pages[2].strip() == "Tŷ Gwyn: gofal a chymorth."
    assert contents.has_text


def test_a_scan_is_kept_and_known_to_hold_no_text():
    contents = uploads.accept(make_pdf("", ""))
    assert len(contents.pages) == 2
    assert not contents.has_text


def test_a_file_of_the_largest_size_is_taken():
    # Half of it stands in a picture, half in what nobody asks for.
    photo = hostile.stream(os.urandom(25 << 20), b"/Filter/DCTDecode/Width 9/Height 9")
    data = hostile.document(more={6: photo, 7: hostile.stream(os.urandom(24 << 20))})
    assert uploads.accept(data).pages == ("Good",)


def test_a_file_above_the_limit_is_refused_before_it_is_opened(running):
    with pytest.raises(uploads.UnsuitableFile, match="file_too_large"):
        uploads.accept(hostile.PDF + bytes(limits.LARGEST))


def test_a_file_is_opened_once_however_often_it_is_asked_about(good):
    first = uploads.accept(good)
    assert uploads.accept(good) is first


def test_the_portal_itself_never_loads_a_reader():
    code = (
        "import sys; from ccsr.content.domain import uploads\n"
        f"uploads.accept({hostile.PDF!r})\n"
        "print({'pikepdf', 'pypdfium2'} & {*sys.modules})"
    )
    path = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], env=path, capture_output=True, check=True)
    assert done.stdout.strip() == b"set()"


def test_the_examiner_has_nothing_of_the_portal(running):
    home = f"/proc/{running.pid}"
    with open(f"{home}/environ", "rb") as environment:
        assert environment.read() == b""
    assert os.readlink(f"{home}/cwd") == "/"
    opened = {os.readlink(f"{home}/fd/{number}") for number in os.listdir(f"{home}/fd")}
    # The last is what encryption takes its chance from.
    allowed = {"socket", "/dev/null", "/dev/urandom"}
    assert {one.partition(":")[0] for one in opened} <= allowed


def test_the_examiner_has_no_network_where_the_kernel_lets_it(running):
    mine, its = (os.readlink(f"/proc/{pid}/ns/net") for pid in ("self", running.pid))
    alone = [sys.executable, "-c", UNSHARE]
    if subprocess.run(alone, check=False).returncode:
        pytest.skip("this kernel lets no process leave the network")
    assert its != mine


UNSHARE = """
import ctypes
libc = ctypes.CDLL(None)
raise SystemExit(bool(libc.unshare(0x40000000) and libc.unshare(0x50000000)))
"""


def confined(code):
    """Return how a process under the examiner's limits ends, and what it printed."""
    setup = (
        "import sys, socket; from ccsr.content.domain.examiner import child, limits\n"
        "limits.WORK = 1; limits.TIME = 3\n"
        "child.confine()\n"
    )
    return subprocess.run(
        [sys.executable, "-S", "-c", setup + code],
        env={"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    "code",
    ["open('/etc/passwd')", "socket.create_connection(('127.0.0.1', 80))", "bytes(1 << 30)"],
)
def test_whoever_takes_over_the_process_gets_no_file_no_connection_and_no_memory(code):
    done = confined(f"try: {code}\nexcept (OSError, MemoryError) as no: print(type(no).__name__)")
    assert done.stdout.strip() in ("OSError", "MemoryError")


@pytest.mark.parametrize("code", ["while True: pass", "import time; time.sleep(60)"])
def test_a_process_that_does_not_end_is_ended(code):
    begun = time.monotonic()
    assert confined(code).returncode < 0
    assert time.monotonic() - begun < 30


def test_a_bomb_costs_the_portal_nothing(running):
    data = hostile.FILES["forms in forms in forms"].make()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(uploads.UnsuitableFile, match="file_unexamined"):
        uploads.accept(data)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 8 * 1024
    assert examiner.examiner.process is running
    assert running.poll() is None


def test_a_dead_examiner_is_started_again(running):
    os.killpg(running.pid, 9)
    running.wait(60)
    assert uploads.accept(make_pdf("After it.")).has_text
    assert examiner.examiner.process is not running


def test_an_examiner_that_cannot_start_is_a_fault_of_the_portal(tmp_path, monkeypatch):
    monkeypatch.setattr(examiner, "CHILD", tmp_path / "absent.py")
    alone = examiner.Examiner()
    with pytest.raises(examiner.NoExaminer):
        alone.ask(hostile.PDF)


@pytest.mark.parametrize("answer", [b"", b"{", b"[]", b"[1]", b'{"pages": 1}', b"\xff"])
def test_no_answer_that_is_not_a_verdict_is_believed(answer):
    assert examiner._understood(answer) is None


def test_an_answer_that_is_too_late_or_too_long_is_none(monkeypatch):
    reader, writer = os.pipe()
    assert examiner._read(reader, 0.1) is None
    monkeypatch.setattr(limits, "ANSWER", 3)
    os.write(writer, b"long")
    assert examiner._read(reader, 1) is None
    os.close(reader)
    os.close(writer)


def test_several_files_are_examined_at_once():
    files = [make_pdf(f"File {number}.") for number in range(12)]
    with ThreadPoolExecutor(4) as pool:
        texts = [contents.pages[0].strip() for contents in pool.map(uploads.accept, files)]
    assert texts == [f"File {number}." for number in range(12)]
