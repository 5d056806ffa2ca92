"""Papers attached to mails come into intake; strangers' mail is not even read. A real dovecot."""

from ccsr.content.intake import batches
from ccsr.policy.arrivals.remote import Remote
from ccsr.policy.arrivals.ways import Asked
from ccsr.policy.commands.instance import CannotRun
from ccsr.policy.mailbox import client
from ccsr.policy.mailbox import collecting
from ccsr.policy.mailbox import mails
from ccsr.policy.mailbox import settings
from email.message import EmailMessage
from processes import ROOT
from threading import Event

import mailboxes
import os
import pytest
import subprocess
import transaction
import world


SENDERS = "office@inspectorate.example, @ciw.example"


@pytest.fixture(scope="module")
def server():
    """A mail server; where it is not installed the test is skipped, and fails in CI."""
    if mailboxes.PROGRAM is None:
        if os.environ.get("CI") == "true":
            pytest.fail("dovecot is not installed")
        pytest.skip("dovecot is not installed")
    with mailboxes.running() as running:
        yield running


@pytest.fixture
def box(server):
    """The settings of the mailbox, in which no mail is left from before."""
    found = settings.read({**server.environment, "CCSR_MAILBOX_SENDERS": SENDERS})
    with client.opened(found) as opened:
        for folder in (found.folder, found.done, found.failed):
            opened.imap.select_folder(folder)
            opened.imap.delete_messages(opened.imap.search())
            opened.imap.expunge()
    return found


@pytest.fixture
def collect(box, visitor, monkeypatch):
    """Return what looks at the waiting mails as an officer, and returns what became of each."""
    monkeypatch.setenv("CCSR_PASSWORD", world.PASSWORD)

    def collected():
        asked = Asked("ann.officer", visitor("ann.officer").base)
        with Remote.opened(asked) as way, client.opened(box) as opened:
            found = list(collecting.collect(opened, way, "en", Event()))
        transaction.begin()
        return found

    return collected


def mail(*files, sender="Office <office@inspectorate.example>", id="<1@inspectorate.example>"):
    """Return a mail with files: pairs of name and bytes."""
    made = EmailMessage()
    made["From"], made["Subject"], made["Message-ID"] = sender, "Reports", id
    made.set_content("Please see attached.")
    for name, data in files:
        kind = {"pdf": ("application", "pdf"), "zip": ("application", "zip")}.get(name[-3:])
        main, sub = kind or ("application", "octet-stream")
        made.add_attachment(data, maintype=main, subtype=sub, filename=name)
    return made.as_bytes()


def put(box, raw):
    """Have a mail lie in the mailbox."""
    with client.opened(box) as opened:
        opened.imap.append(box.folder, raw)


def lying(box, folder):
    """Return subject and text of what lies in a folder."""
    with client.opened(box) as opened:
        opened.imap.select_folder(folder)
        found = opened.imap.fetch(opened.imap.search(), ["BODY.PEEK[]"])
        return [one[b"BODY[]"].decode(errors="replace") for one in found.values()]


def test_papers_of_known_senders_are_taken_and_their_mail_is_put_away(box, collect):
    put(box, mail(("Adroddiad ŵyl.pdf", world.pdf("Mailed, a report.")), sender="x@ciw.example"))
    [looked] = collect()
    assert [(name, one.state) for name, one in looked.outcomes] == [("Adroddiad ŵyl.pdf", "taken")]
    assert [len(lying(box, name)) for name in (box.folder, box.done, box.failed)] == [0, 1, 0]
    assert [one.name for one in batches.newest()[0].entries.values()] == ["Adroddiad ŵyl.pdf"]


def test_mail_of_strangers_is_put_aside_with_the_reason_and_nothing_of_it_is_taken(box, collect):
    before = len(batches.newest())
    put(box, mail(("report.pdf", world.pdf("Mailed by a stranger.")), sender="a@stranger.example"))
    [looked] = collect()
    assert not looked.is_done
    assert len(batches.newest()) == before
    assert lying(box, box.folder) == []
    note = next(text for text in lying(box, box.failed) if "stranger.example" in text[-400:])
    assert "not one whose mail is taken" in note


def test_a_mail_of_which_something_is_not_taken_lies_with_what_failed(box, collect):
    files = ("good.pdf", world.pdf("Mailed, good.")), ("bad.pdf", b"no paper"), ("a.exe", b"MZ")
    put(box, mail(*files))
    [looked] = collect()
    assert [one.state for _name, one in looked.outcomes] == ["taken", "refused", "refused"]
    assert [note.partition(":")[0] for note in looked.notes] == ["bad.pdf", "a.exe"]
    assert len(lying(box, box.failed)) == 2


def test_a_mail_that_comes_again_or_was_not_put_away_is_not_taken_twice(box, collect):
    raw = mail(("again.pdf", world.pdf("Mailed, again.")))
    put(box, raw)
    assert [one.state for _name, one in collect()[0].outcomes] == ["taken"]
    put(box, raw)
    assert [one.state for _name, one in collect()[0].outcomes] == ["already"]
    assert len(lying(box, box.done)) == 2


def test_the_command_says_what_it_did_and_that_it_is_off(server, box, visitor):
    put(box, mail(sender="office@inspectorate.example"))
    command = [ROOT / "bin" / "ccsr", "mailbox", "--once", "--json", "--account", "ann.officer"]
    base = {name: value for name, value in os.environ.items() if not name.startswith("CCSR_MAIL")}
    off = subprocess.run(command, env=base, capture_output=True, text=True, check=False)
    assert (off.returncode, "off" in off.stdout) == (2, True)
    own = {**server.environment, "CCSR_MAILBOX_SENDERS": SENDERS, "CCSR_PASSWORD": world.PASSWORD}
    done = subprocess.run(
        [*command, "--url", visitor("ann.officer").base],
        env={**base, **own},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, '"state": "failed"' in done.stdout) == (1, True), done


def nested(depth):
    """Return a mail within mails."""
    raw = b"Content-Type: text/plain\n\nhello"
    for number in range(depth):
        line = b"b%d" % number
        raw = b'Content-Type: multipart/mixed; boundary="%s"\n\n--%s\n%s\n--%s--\n' % (
            *(line, line, raw),
            line,
        )
    return raw


def test_mails_made_to_be_slow_or_deep_are_not_parsed():
    for raw in (nested(2000), mail(("a.pdf", b"x")).replace(b"name", b"name*" + b"9" * 5000)):
        with pytest.raises(mails.Unreadable):
            mails.attached(raw)
    parts = b"\n".join(b"--b\nContent-Type: text/plain\n\nx" for _ in range(5000))
    with pytest.raises(mails.Unreadable):
        mails.attached(b'Content-Type: multipart/mixed; boundary="b"\n\n' + parts + b"\n--b--\n")


@pytest.mark.parametrize(
    ("given", "sender"),
    [
        (b"From: A <a@ciw.example>\n\n", "a@ciw.example"),
        (b"From: a@ciw.example\nFrom: b@stranger.example\n\n", ""),
        (b"From: a@ciw.example, b@stranger.example\n\n", ""),
        (b'From: "a@ciw.example" <b@stranger.example>\n\n', "b@stranger.example"),
        (b"Subject: none\n\n", ""),
        (b"From: " + b"(" * 60_000 + b"\n\n", ""),
        (b"From: " + b"(a" * 400 + b"\n\n", ""),
    ],
)
def test_a_sender_is_the_one_address_of_the_mail_and_of_two_none(given, sender):
    assert mails.head(given).sender == sender
    assert not mails.is_allowed("", frozenset({"@", "@ciw.example"}))


@pytest.mark.parametrize(
    "changed",
    [
        {"CCSR_MAILBOX_HOST": ""},
        {"CCSR_MAILBOX_SENDERS": ""},
        {"CCSR_MAILBOX_SECURITY": "none"},
        {"CCSR_MAILBOX_PORT": "imaps"},
        {"CCSR_MAILBOX_PASSWORD": ""},
    ],
)
def test_without_host_senders_password_or_encryption_there_is_no_mailbox(changed):
    given = {
        "CCSR_MAILBOX_HOST": "mail.example",
        "CCSR_MAILBOX_USER": "intake",
        "CCSR_MAILBOX_PASSWORD": "quiet",
        "CCSR_MAILBOX_SENDERS": SENDERS,
    }
    assert "quiet" not in repr(settings.read(given))
    with pytest.raises(CannotRun):
        settings.read({**given, **changed})
