"""Looking past permissions is allowed in few places, each for a reason (SECURITY)."""

from pathlib import Path

import re


SOURCES = Path(__file__).parents[2] / "src"
PAST_PERMISSIONS = re.compile(
    r"unrestrictedSearchResults|_unrestrictedGetObject|unrestrictedTraverse"
    r"|adopt_roles|adopt_user|newSecurityManager|SpecialUsers|unrestricted=True"
)
#: How it is done, as opposed to imported; the reason stands so many lines above at most.
DONE = re.compile(rf"(?:{PAST_PERMISSIONS.pattern})\(|unrestricted=True")
NEAR = 4

#: Module (below ``ccsr``) → why it may. None of them decides what a user is shown.
ALLOWED = {
    "policy/commands/import_register.py": "imports as the account that the command names",
    "content/importing/linking.py": "moves a service once who asked may change both providers",
    "content/acting.py": "does a job as the account that asked for it, never as more",
    "content/browser/liaison/job.py": "makes the monthly report as its readers, reviewers, see it",
    "content/jobs.py": "does a job as the system where there is no worker; answers no user",
    "content/content/coming.py": "a job applies what was entered for today; answers no user",
    "content/content/discrepancies.py": "settles the program's own items; answers no user",
    "content/content/finding.py": "settles what is doubtful of a service; answers no user",
    "content/content/layering.py": "a job draws the pages of a document; answers no user",
    "content/content/redaction_job.py": "makes the copy that its officer asked for; answers no user",
    "content/content/scans.py": "a job reads scanned pages; answers no user",
    "content/content/liaison.py": "programs file, close and reopen items; they answer no user",
    "content/content/readiness/inspection_links.py": "keeps what comes by an upload link; shows nothing",
    "content/content/recipients.py": "settles who may read an item; answers no user",
    "content/upgrades/everything.py": "an upgrade reaches everything, whoever may see it",
    "content/upgrades/scans.py": "an upgrade looks at every document, whoever may see it",
    "policy/accounts/viewing.py": "asks as the account that is told, which sees less than the system",
    "policy/demo/people.py": "the demo is made by its own people, with their permissions",
    "policy/commands/instance.py": "commands work as the system, in a terminal",
    "policy/arrivals/local.py": "takes files as the account that the command names",
    "policy/commands/channels.py": "files as the account that the command names",
    "policy/jobs/performing.py": "finds the site of a job by its path; answers no user",
    "policy/jobs/worker.py": "finds the site of the worker by its path; answers no user",
    "policy/processes/warming.py": "reads what searches need before anybody asks; answers nobody",
    "policy/upgrades/titles.py": "an upgrade reaches everything, whoever may see it",
    "policy/publication/visitor.py": "finds out who asks, on the way to a 404",
    "search/source.py": "reads the text of what is indexed; the catalog says who may see a match",
    "search/worker.py": "writes the index in a thread of its own, where nobody asks",
}


def sources():
    """Yield the path of each module below ``ccsr``, and its lines."""
    for path in SOURCES.rglob("*.py"):
        yield path.as_posix().partition("/ccsr/")[2], path.read_text().splitlines()


def uses():
    """Return the modules that look past permissions."""
    return {name for name, lines in sources() if PAST_PERMISSIONS.search("\n".join(lines))}


def without_reason():
    """Return the places where something looks past permissions and no comment says why."""
    return [
        f"{name}:{number}"
        for name, lines in sources()
        for number, line in enumerate(lines, 1)
        if DONE.search(line)
        and not any("# " in one for one in lines[max(0, number - 1 - NEAR) : number])
    ]


def test_each_place_says_why_it_looks_past_permissions():
    assert without_reason() == []


def test_nothing_looks_past_permissions_but_for_a_known_reason():
    assert uses() == set(ALLOWED)
