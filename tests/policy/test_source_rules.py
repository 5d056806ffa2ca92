"""What the program never does, read from its source (ASVS 5.0.0)."""

from ccsr.policy.browser.record.words import DETAILS
from pathlib import Path

import ast
import pytest
import re


SOURCES = Path(__file__).parents[2] / "src"
MODULES = {path: ast.parse(path.read_text()) for path in SOURCES.rglob("*.py")}
SCRIPTS = {path: path.read_text() for path in SOURCES.rglob("*.js") if "vendor" not in path.parts}
TEMPLATES = {path: path.read_text() for path in SOURCES.rglob("*.pt")}

#: Module → whom it speaks to. None takes the address from a user of the portal.
SPEAKERS = {
    "content/domain/examiner/__init__.py": "its own child process",
    "content/domain/examiner/child.py": "its parent",
    "policy/arrivals/remote.py": "the portal that a command names, from a terminal",
    "policy/commands/channels.py": "the portal itself, from a terminal",
    "policy/commands/run.py": "nobody: looks whether its port is free",
    "policy/jobs/workers.py": "nobody: reads the name of this host",
    "policy/mailbox/client.py": "the mail server that an administrator names",
    "policy/processes/storage.py": "the database's own server, through a file of this host",
    "policy/publication/hosts.py": "nobody: reads the name of this host",
    "policy/record/formats.py": "nobody: reads the name of this host",
    "policy/record/syslog.py": "the log server that an administrator names",
}
#: Module → what it throws dice for. None makes what must not be guessed.
DICE = {
    "policy/jobs/performing.py": "how long to wait after a conflict",
    "policy/demo/sources.py": "invents the same demo each time",
    "content/domain/readiness/clock.py": "takes the generator that it is given",
    "content/content/readiness/inspection_exercises.py": "the system's generator, for a moment",
    "search/counting.py": "samples documents to estimate how many match",
}


def name(path):
    return path.as_posix().partition("/ccsr/")[2]


def calls(tree):
    """Yield every call with the dotted name of what it calls."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def imports(tree):
    """Yield the names of the modules that are imported."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def callers(*wanted):
    return {
        name(path) for path, tree in MODULES.items() for used, _ in calls(tree) if used in wanted
    }


def importers(pattern):
    return {
        name(path)
        for path, tree in MODULES.items()
        for one in imports(tree)
        if re.match(pattern, one)
    }


def test_there_is_something_to_read():
    assert min(len(MODULES), len(SCRIPTS) * 20, len(TEMPLATES)) > 40
    assert "policy/sign_in/sessions.py" in importers("secrets$")


def test_no_text_is_run_as_a_program():
    assert callers("eval", "exec", "__import__", "os.system", "os.popen") == set()
    # Stands before the compile of templates and scripts of Zope, to which it hands what it is given.
    assert callers("compile") == {"policy/parsing.py"}
    shells = [
        node
        for tree in MODULES.values()
        for _, node in calls(tree)
        for one in node.keywords
        if one.arg == "shell"
    ]
    assert shells == []


def test_whatever_the_record_tells_has_a_word():
    told = {
        key.arg
        for tree in MODULES.values()
        for used, call in calls(tree)
        if used in ("note", "noted.note", "circumstances.happening")
        for key in call.keywords
        if key.arg
    }
    assert len(told) > 40
    assert told - {"who", "account", "thing"} <= set(DETAILS)


def test_nothing_is_unpacked_that_could_run():
    assert importers(r"(pickle|marshal|shelve|dill)$") == set()
    assert callers("yaml.load", "yaml.unsafe_load", "yaml.full_load") == set()


def test_nothing_secret_comes_from_a_generator_that_can_be_guessed():
    assert importers(r"random$") == set(DICE)
    assert callers("uuid.uuid1", "uuid1") == set()


def test_the_only_cipher_is_aes_gcm():
    used = {
        one for tree in MODULES.values() for one in imports(tree) if one.startswith("cryptography")
    }
    assert used <= {"cryptography.exceptions", "cryptography.hazmat.primitives.ciphers.aead"}
    names = {
        one.name
        for tree in MODULES.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").endswith("ciphers.aead")
        for one in node.names
    }
    assert names == {"AESGCM"}


def test_the_portal_asks_no_other_host_but_those_it_is_told_of():
    speaks = importers(r"(httpx|requests|urllib\.request|http\.client|socket|ftplib|imapclient)$")
    assert speaks == set(SPEAKERS)


@pytest.mark.parametrize(
    "never",
    [
        r"\beval\(",
        r"new Function",
        r"document\.write",
        r"insertAdjacentHTML",
        r"localStorage|sessionStorage|indexedDB",
        r"https?://(?!www\.w3\.org)",
        r"__proto__",
    ],
)
def test_scripts_run_no_text_keep_nothing_and_ask_no_other_host(never):
    assert [name(path) for path, text in SCRIPTS.items() if re.search(never, text)] == []


def test_pages_load_nothing_from_elsewhere():
    loads = re.compile(r"""(?:src|action|srcset|data|poster)="https?://""")
    sheets = re.compile(r"""<link[^>]+href="https?://""")
    assert [
        name(path) for path, text in TEMPLATES.items() if loads.search(text) or sheets.search(text)
    ] == []


def test_what_is_typed_as_a_secret_is_masked_and_may_be_filled_in_by_a_password_manager():
    boxes = [
        (name(path), box)
        for path, text in TEMPLATES.items()
        for box in re.findall(r"<input\b[^>]*>", text, re.DOTALL)
        if re.search(r'\bname="[^"]*password', box)
    ]
    assert boxes
    wrong = [
        where for where, box in boxes if 'type="password"' not in box or "autocomplete=" not in box
    ]
    assert wrong == []
