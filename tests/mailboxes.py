"""A mail server of a test's own: dovecot over TLS, in a directory of its own."""

from contextlib import contextmanager
from pathlib import Path
from processes import free_port
from tempfile import TemporaryDirectory

import certificates
import grp
import os
import pwd
import shutil
import socket
import subprocess
import time


PROGRAM = shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin:/usr/local/sbin")
USER, PASSWORD = "intake", "quiet-heron"
SETTINGS = """
protocols = imap
listen = 127.0.0.1, ::1
base_dir = {home}/run
state_dir = {home}/state
log_path = {home}/log
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
ssl = required
ssl_cert = <{home}/server.pem
ssl_key = <{home}/server.key
mail_location = maildir:{home}/mail
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={home}/mail
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
"""


class Server:
    """``dovecot``, with one account whose mail is empty."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.port = free_port()
        self.ca = home / "server.pem"

    @property
    def environment(self) -> dict[str, str]:
        """What ``bin/ccsr mailbox`` is to be told."""
        return {
            "CCSR_MAILBOX_HOST": "localhost",
            "CCSR_MAILBOX_PORT": str(self.port),
            "CCSR_MAILBOX_USER": USER,
            "CCSR_MAILBOX_PASSWORD": PASSWORD,
            "CCSR_MAILBOX_CA": str(self.ca),
        }

    def configure(self) -> Path:
        """Write what it needs, owned by who it runs as."""
        # As root it gives up its rights, and refuses to serve mail with them.
        user = "nobody" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name
        group = grp.getgrgid(pwd.getpwnam(user).pw_gid).gr_name
        certificates.make("localhost", self.home / "server.pem", self.home / "server.key")
        (self.home / "mail").mkdir()
        if os.getuid() == 0:
            shutil.chown(self.home / "mail", user, group)
        path = self.home / "dovecot.conf"
        named = {"home": self.home, "user": user, "group": group}
        path.write_text(SETTINGS.format(port=self.port, password=PASSWORD, **named))
        return path


@contextmanager
def running():
    """Yield a server that answers."""
    # Not in pytest's own folder, which every new run shuts to whom this runs as.
    with TemporaryDirectory(prefix="ccsr-mail-") as home:
        server = Server(Path(home))
        server.home.chmod(0o711)
        with subprocess.Popen([PROGRAM, "-F", "-c", server.configure()]) as process:
            try:
                wait(process, server)
                yield server
            finally:
                process.terminate()
                process.wait()


def wait(process, server) -> None:
    """Wait until the server takes connections."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        assert process.poll() is None, (server.home / "log").read_text()
        try:
            socket.create_connection(("localhost", server.port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("dovecot does not answer")
