"""A host as ``profiles/production.cfg`` makes it, on loopback, with its demo."""

from pathlib import Path
from processes import free_port
from processes import ROOT

import certificates
import getpass
import httpx
import json
import os
import shutil
import signal
import subprocess
import time


HOST = "localhost"
PORTS = (
    "https",
    "http",
    *(f"{kind}-{number}" for kind in ("client", "figures") for number in range(1, 5)),
    "figures-worker",
)
NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
CLIENTS = tuple(f"client-{number}" for number in range(1, 5))
#: Programs of supervisor that are to run.
PROGRAMS = ("database", "worker", "nginx", *CLIENTS)


class Host:
    """Database, four clients, worker and nginx, run by supervisor below ``home``."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.ports = _free_ports()
        self.url = f"https://{HOST}:{self.ports['https']}"
        self.certificate = home / "certificate.pem"
        self.environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("CCSR_", "COV", "COVERAGE"))
        }
        self._supervisor: subprocess.Popen[bytes] | None = None

    def build(self) -> None:
        """Have buildout write everything, and make a certificate and the demo."""
        certificates.make(HOST, self.certificate, self.home / "key.pem")
        (self.home / "buildout.cfg").write_text(self._buildout())
        self.run(ROOT / ".venv/bin/buildout", "-q")
        (self.home / "var").chmod(0o700)
        (self.home / "var/nginx").mkdir()
        database = subprocess.Popen(
            [ROOT / ".venv/bin/python", "-m", "ZEO.runzeo", "-C", "parts/zeoserver/etc/zeo.conf"],
            cwd=self.home,
            env=self.environment,
        )
        try:
            self.run("bin/ccsr", "demo", "--json")
        finally:
            database.terminate()
            database.wait(60)

    def _buildout(self) -> str:
        settings = {
            "account": getpass.getuser(),
            "host": HOST,
            "listen": "127.0.0.1",
            "suffix": f":{self.ports['https']}",
            "certificate": self.certificate,
            "certificate-key": self.home / "key.pem",
            "nginx": NGINX,
            # What the tests ask in a minute comes from one address.
            "rate": 200,
            "burst": 400,
            "sign-ins": 30,
            "sign-in-burst": 8,
            **self.ports,
        }
        lines = "\n".join(f"{name} = {value}" for name, value in settings.items())
        return (
            f"[buildout]\nextends = {ROOT}/profiles/production.cfg\ndevelop = {ROOT}/src/*\n"
            f"[template]\nfolder = {ROOT}/profiles/templates\n[production]\n{lines}\n"
        )

    def run(self, *command: object, **options: object) -> str:
        """Run a program in this host's directory; return what it prints."""
        done = subprocess.run(
            [str(part) for part in command],
            cwd=self.home,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            **options,
        )
        if done.returncode:
            raise AssertionError(f"{command}: {done.returncode}\n{done.stdout}\n{done.stderr}")
        return done.stdout

    def start(self) -> None:
        """Start everything and wait until all clients serve."""
        config = self.home / "parts/etc/supervisord.conf"
        self._supervisor = subprocess.Popen(
            ["bin/supervisord", "-n", "-c", config],
            cwd=self.home,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for client in CLIENTS:
            self.wait_for(client)
        self.wait(lambda: self.programs() == dict.fromkeys(PROGRAMS, "RUNNING"))

    def stop(self) -> None:
        """End everything."""
        if self._supervisor is not None:
            self._supervisor.send_signal(signal.SIGTERM)
            self._supervisor.wait(120)

    def control(self, *words: str) -> str:
        """Tell supervisor something; return its answer, whatever it is."""
        return subprocess.run(
            ["bin/supervisorctl", "-c", "parts/etc/supervisord.conf", *words],
            cwd=self.home,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        ).stdout

    def programs(self) -> dict[str, str]:
        """Return the state of each program by its name."""
        rows = [line.split() for line in self.control("status").splitlines()]
        return {row[0]: row[1] for row in rows if len(row) > 1}

    def client_url(self, name: str) -> str:
        """Return where a client listens."""
        return f"http://127.0.0.1:{self.ports[name]}"

    def is_ready(self, name: str) -> bool:
        """Return whether a client says that it can serve."""
        try:
            return httpx.get(f"{self.client_url(name)}/-/ready", timeout=5).status_code == 200
        except httpx.TransportError:
            return False

    def wait_for(self, client: str) -> None:
        """Wait until a client serves."""
        self.wait(lambda: self.is_ready(client))

    def wait_for_worker(self) -> None:
        """Wait until the worker has told its first figures."""
        self.wait(lambda: _answers(f"http://127.0.0.1:{self.ports['figures-worker']}/metrics"))

    def wait(self, is_so, seconds: float = 240.0) -> None:
        """Wait until something is so."""
        end = time.monotonic() + seconds
        while not is_so():
            assert time.monotonic() < end, self.report()
            time.sleep(0.3)

    def report(self) -> str:
        """Return what the programs have printed, for when something goes wrong."""
        found = sorted((self.home / "var/log").glob("*.out"))
        return "\n".join([self.control("status"), *(one.read_text()[-800:] for one in found)])

    @property
    def passwords(self) -> dict[str, str]:
        """Passwords of the demo by account."""
        return json.loads((self.home / "var/demo-accounts.json").read_text())


def _answers(address: str) -> bool:
    try:
        return httpx.get(address, timeout=10).status_code == 200
    except httpx.TransportError:
        return False


def _free_ports() -> dict[str, int]:
    found: set[int] = set()
    while len(found) < len(PORTS):
        found.add(free_port())
    return dict(zip(PORTS, found, strict=True))
