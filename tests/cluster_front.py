"""nginx before several hosts, as ``profiles/cluster.cfg`` writes it, on loopback."""

from contextlib import contextmanager
from pathlib import Path
from processes import free_port
from processes import ROOT

import certificates
import getpass
import httpx
import json
import os
import shutil
import ssl
import subprocess
import time


NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
HOST = "localhost"
#: Seconds in which it must answer.
PATIENCE = 60.0
BUILDOUT = """[buildout]
extends = {root}/profiles/cluster.cfg
parts = nginx-conf
[template]
folder = {root}/profiles/templates
[production]
account = {account}
host = {host}
listen = 127.0.0.1
https = {https}
http = {http}
suffix = :{https}
certificate = {home}/certificate.pem
certificate-key = {home}/key.pem
rate = 200
burst = 400
upstream =
{upstream}
"""


class Front:
    """One nginx; ``url`` is where the portal is."""

    def __init__(self, home: Path, ports: list[int]) -> None:
        self.home = home
        self.https = free_port()
        self.url = f"https://{HOST}:{self.https}"
        servers = (f"    server 127.0.0.1:{one} max_fails=3 fail_timeout=3s;" for one in ports)
        self._settings = {
            "root": ROOT,
            "account": getpass.getuser(),
            "host": HOST,
            "https": self.https,
            "http": free_port(),
            "home": home,
            "upstream": "\n".join(servers),
        }

    def build(self) -> None:
        """Have buildout write its configuration, and make a certificate."""
        self.home.mkdir(mode=0o700)
        for folder in ("var/nginx", "var/log"):
            (self.home / folder).mkdir(parents=True)
        certificates.make(HOST, self.home / "certificate.pem", self.home / "key.pem")
        (self.home / "buildout.cfg").write_text(BUILDOUT.format(**self._settings))
        subprocess.run([ROOT / ".venv/bin/buildout", "-q"], cwd=self.home, check=True)

    @property
    def command(self) -> list[str]:
        """The command of ``supervisord-cluster.conf``."""
        config, errors = self.home / "parts/etc/nginx.conf", self.home / "var/log/nginx-error.log"
        options = ["-c", config, "-p", self.home / "var/nginx", "-e", errors]
        return [NGINX, *map(str, options), "-g", "daemon off;"]

    def asking(self, bearer: str = "") -> httpx.Client:
        """Return somebody's way of asking through it."""
        context = ssl.create_default_context(cafile=self.home / "certificate.pem")
        headers = {"Accept": "application/json"}
        headers |= {"Authorization": f"Bearer {bearer}"} if bearer else {}
        return httpx.Client(base_url=self.url, verify=context, headers=headers, timeout=120)

    def asked(self) -> list[dict[str, object]]:
        """Return what stands in its log, oldest first."""
        lines = (self.home / "var/log/nginx-access.log").read_text().splitlines()
        return [json.loads(line) for line in lines]


@contextmanager
def own_front(home: Path, ports: list[int]):
    """Run nginx before processes that serve on ports."""
    front = Front(home, ports)
    front.build()
    process = subprocess.Popen(front.command, stderr=subprocess.DEVNULL)
    try:
        _wait(front, process)
        yield front
    finally:
        process.terminate()
        process.wait(30)


def _wait(front: Front, process) -> None:
    end = time.monotonic() + PATIENCE
    with front.asking() as asking:
        while True:
            assert process.poll() is None, (front.home / "var/log/nginx-error.log").read_text()
            assert time.monotonic() < end
            try:
                asking.get("/-/ready")
            except httpx.TransportError:
                time.sleep(0.2)
            else:
                return
