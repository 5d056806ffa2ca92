"""One host as in production, asked through nginx: ``make production-try``.

Not among the tests of every day: it starts eight processes.
"""

from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPSConnection
from itertools import count
from pathlib import Path
from production_host import CLIENTS
from production_host import Host
from production_host import NGINX
from production_host import PROGRAMS
from threading import Event
from uuid import uuid4
from world import pdf

import base64
import httpx
import json
import os
import pytest
import re
import shutil
import ssl
import subprocess
import tempfile
import time


pytestmark = pytest.mark.uncounted
SYSTEMD = shutil.which("systemd-analyze")
LOGROTATE = shutil.which("logrotate", path=f"{os.environ['PATH']}:/usr/sbin")
UNITS = ("ccsr.service", "ccsr-night.service", "ccsr-night.timer")


@pytest.fixture(scope="module")
def host():
    if NGINX is None:
        pytest.fail("nginx is not installed: install Debian's package nginx-light and try again.")
    folder = tempfile.mkdtemp(prefix="ccsr-production-")
    made = Host(Path(folder))
    try:
        made.build()
        made.start()
        yield made
    finally:
        made.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def browser(host):
    """Return a function that makes somebody's way of asking."""

    def made(**options):
        context = ssl.create_default_context(cafile=host.certificate)
        return httpx.Client(base_url=host.url, verify=context, timeout=60, **options)

    return made


@pytest.fixture(scope="module")
def officer(host, browser):
    """An officer's program, signed in through nginx."""
    return signed_in(host, browser, "officer")


def signed_in(host, browser, name):
    asking = browser(headers={"Accept": "application/json"})
    answer = asking.post("/@login", json={"login": name, "password": host.passwords[name]})
    assert answer.status_code == 200, answer.text
    asking.headers["Authorization"] = f"Bearer {answer.json()['token']}"
    return asking


def item(title):
    return {"@type": "LiaisonItem", "title": title, "kind": "concern", "detail": "Of a home."}


def test_everything_runs_and_goes_on_running(host):
    host.wait_for_worker()
    assert host.programs() == dict.fromkeys(PROGRAMS, "RUNNING")


def test_somebody_signs_in_on_the_page_and_finds(host, browser):
    asking = browser(follow_redirects=True)
    page = asking.get("/login")
    token = re.search(r'name="_authenticator" value="([^"]+)"', page.text)
    form = {"__ac_name": "commissioner", "__ac_password": host.passwords["commissioner"]}
    form |= {"_authenticator": token[1]} if token else {}
    form |= {"buttons.login": "Sign in", "form.submitted": "1"}
    home = asking.post("/login", data=form, headers={"Origin": host.url})
    assert home.status_code == 200
    assert home.url.path != "/login"
    found = asking.get("/@@find?q=children")
    assert found.status_code == 200
    assert f"{host.url}/register" in found.text or 'href="/register' in found.text
    assert "VirtualHost" not in found.text
    assert str(host.ports["client-1"]) not in found.text


def test_what_one_client_saves_the_next_finds_at_once(host, officer):
    word = f"zq{uuid4().hex[:10]}"
    made = officer.post("/liaison", json=item(word))
    assert made.status_code == 201, made.text
    for client in CLIENTS:
        answer = httpx.get(
            f"{host.client_url(client)}/ccsr/@search",
            params={"SearchableText": word},
            headers={
                "Accept": "application/json",
                "Authorization": officer.headers["Authorization"],
                "Host": "localhost",
            },
            timeout=60,
        )
        assert answer.json()["items_total"] == 1, client


def test_an_upload_is_opened_again_byte_for_byte(host, officer):
    sent = pdf("Uploaded through nginx", uuid4().hex)
    service = officer.get("/@find?type=Service&b_size=1").json()["items"][0]["@id"]
    body = {
        "@type": "InspectionReport",
        "title": "Uploaded through nginx",
        "inspectorate": "ciw",
        "framework": "ciw_2024",
        "file": {
            "data": base64.b64encode(sent).decode(),
            "encoding": "base64",
            "filename": "report.pdf",
            "content-type": "application/pdf",
        },
    }
    made = officer.post(service, json=body)
    assert made.status_code == 201, made.text[:500]
    opened = officer.get(f"{made.json()['@id']}/@@download/file", headers={"Accept": "*/*"})
    assert opened.content == sent
    assert opened.headers["cache-control"] == "private, no-store"


def test_a_session_of_one_client_holds_at_all_and_so_does_its_end(host, browser):
    asking = signed_in(host, browser, "inspector")
    bearer = asking.headers["Authorization"]

    def answers():
        headers = {"Accept": "application/json", "Authorization": bearer}
        return {
            httpx.get(f"{host.client_url(one)}/ccsr/@find", headers=headers, timeout=60).status_code
            for one in CLIENTS
        }

    assert answers() == {200}
    asking.post("/@logout")
    assert answers() == {401}


def test_a_lockout_of_one_client_holds_at_all(host):
    wrong = {"login": "provider", "password": "wrong"}
    for _, client in zip(range(12), CLIENTS * 3, strict=True):
        httpx.post(f"{host.client_url(client)}/ccsr/@login", json=wrong, timeout=60)
    right = {"login": "provider", "password": host.passwords["provider"]}
    for client in CLIENTS:
        answer = httpx.post(f"{host.client_url(client)}/ccsr/@login", json=right, timeout=60)
        assert answer.status_code != 200, client


def test_the_theme_is_kept_and_pages_are_not(host, browser):
    page = browser().get("/login")
    assert page.headers["cache-control"] == "private, no-store"
    assert "x-cache" not in page.headers
    path = re.search(r'(/\+\+(?:plone|resource|theme|webresource)\+\+[^"]+\.css)', page.text)[1]
    first, second = browser().get(path), browser().get(path)
    assert "max-age=" in first.headers["cache-control"]
    assert second.headers["x-cache"] == "HIT"
    assert second.content == first.content
    assert "set-cookie" not in second.headers


def test_http_2_is_spoken(host):
    said = subprocess.run(
        ["curl", "-s", "-o", "/dev/null", "-w", "%{http_version}", "--cacert", host.certificate]
        + [f"{host.url}/login"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout == "2"


def test_http_leads_to_https(host):
    answer = httpx.get(f"http://localhost:{host.ports['http']}/login")
    assert (answer.status_code, answer.headers["location"]) == (301, f"{host.url}/login")


def test_the_portal_speaks_of_https_only(browser):
    assert "max-age=" in browser().get("/login").headers["strict-transport-security"]


@pytest.mark.parametrize("method", ["TRACE", "PROPFIND", "LOCK", "MKCOL", "CONNECTX"])
def test_other_methods_end_at_nginx(browser, method):
    assert browser().request(method, "/register").status_code == 405


@pytest.mark.parametrize(
    "path",
    [
        "/manage_main",
        "/acl_users",
        "/portal_setup",
        "/Control_Panel",
        "/VirtualHostBase/https/evil.example:443/VirtualHostRoot/manage",
        "/register/manage_main",
        "/register/%6danage_main",
        "/register/VirtualHostRoot/_vh_x",
        "/.git/config",
        "/wp-login.php",
        "/@@find/.env",
        "/__init__",
    ],
)
def test_other_paths_end_at_nginx(browser, path):
    answer = browser().get(path)
    assert answer.status_code == 404
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert answer.headers["cache-control"] == "private, no-store"


def test_no_way_leads_above_the_portal(browser):
    for path in ("/..%2f..%2fmanage", "/%2e%2e/acl_users", "/@@find/../../../manage"):
        assert browser().get(path).status_code in (400, 404)


def test_too_large_a_request_is_refused_unread(host):
    asking = HTTPSConnection(
        "localhost",
        host.ports["https"],
        context=ssl.create_default_context(cafile=host.certificate),
        timeout=60,
    )
    asking.putrequest("POST", "/@login")
    asking.putheader("Content-Length", str(65 * 1024 * 1024))
    asking.endheaders()
    assert asking.getresponse().status == 413
    asking.close()


def test_what_a_visitor_says_of_proxies_is_not_believed(host, browser):
    headers = {
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-For": "203.0.113.9",
        "X-Forwarded-Proto": "http",
        "Forwarded": "host=evil.example",
        "X-CCSR-User": "admin",
        "X-Request-ID": "chosen-by-somebody",
    }
    answer = browser().get("/register", headers=headers)
    assert answer.status_code == 302
    assert answer.headers["location"].startswith(f"{host.url}/login")
    assert answer.headers["x-request-id"] != "chosen-by-somebody"


def test_another_name_is_not_answered(host):
    with pytest.raises(httpx.TransportError):
        httpx.get(f"https://127.0.0.1:{host.ports['https']}/login", verify=False)


def test_readiness_is_told_and_nothing_else(host, browser):
    answer = browser().get("/-/ready")
    assert (answer.status_code, answer.text) == (200, "ready\n")


def test_one_number_leads_through_all_logs(host, browser):
    answer = browser().get("/login")
    number = answer.headers["x-request-id"]
    logs = host.home / "var/log"

    def lines():
        found = [logs / "nginx-access.log", *logs.glob("client-*-access.log")]
        return [json.loads(line) for one in found for line in one.read_text().splitlines()]

    host.wait(lambda: sum(line["request"] == number for line in lines()) == 2, 20)
    ours = next(one for one in lines() if one["request"] == number and "kind" in one)
    assert (ours["path"], ours["status"], ours["method"]) == ("/login", "200", "GET")


def test_no_log_tells_of_people(host):
    for path in (host.home / "var/log").glob("*"):
        text = path.read_text(errors="replace")
        assert "@example.org" not in text, path.name
        if path.suffix == ".log":
            assert not re.search(r"\b(commissioner|inspector)\b", text), path.name


def test_figures_are_told_on_the_port_of_each_process(host):
    for name in ("figures-1", "figures-4", "figures-worker"):
        text = httpx.get(f"http://127.0.0.1:{host.ports[name]}/metrics").text
        for figure in ("ccsr_jobs", "ccsr_index_behind", "ccsr_record_waiting"):
            assert figure in text, (name, figure)
        assert "ccsr_database_cache_objects" in text
    first = httpx.get(f"http://127.0.0.1:{host.ports['figures-1']}/metrics").text
    assert re.search(r'ccsr_request_seconds_count{kind="find",method="GET",status="200"}', first)


def test_a_client_is_restarted_and_nobody_notices(host, officer):
    ended, wrong, asked = Event(), [], count()

    def ask(number):
        with httpx.Client(verify=officer._transport._pool._ssl_context, timeout=60) as asking:
            asking.headers.update(officer.headers)
            while not ended.is_set():
                next(asked)
                answer = asking.get(f"{host.url}/@find?q=children&b_size=5")
                if answer.status_code != 200:
                    wrong.append(answer.status_code)

    with ThreadPoolExecutor(4) as people:
        doing = [people.submit(ask, number) for number in range(4)]
        for client in CLIENTS[:2]:
            time.sleep(2)
            host.control("restart", client)
            host.wait_for(client)
        ended.set()
        for one in doing:
            one.result()
    assert wrong == []
    assert next(asked) > 50


def test_systemd_takes_the_units_as_they_are_written(host):
    if SYSTEMD is None:
        pytest.skip("systemd-analyze is not installed.")
    units = [host.home / "parts/etc" / name for name in UNITS]
    done = subprocess.run(
        [SYSTEMD, "verify", *units], capture_output=True, text=True, env=host.environment
    )
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_logs_are_rotated_and_every_process_goes_on_in_a_new_file(host, browser):
    if LOGROTATE is None:
        pytest.fail("logrotate is not installed: install Debian's package and try again.")
    logs, config = host.home / "var/log", host.home / "parts/etc/logrotate.conf"
    named = ["nginx-access.log", *(f"{client}-access.log" for client in CLIENTS)]

    def everybody_is_asked():
        assert browser().get("/login").status_code == 200
        for client in CLIENTS:
            httpx.get(f"{host.client_url(client)}/ccsr/login", timeout=60)

    everybody_is_asked()
    # A line is written when the answer has ended.
    host.wait(lambda: all((logs / name).stat().st_size for name in named), 30)
    host.run(LOGROTATE, "-d", config)
    host.run(LOGROTATE, "-f", "-s", host.home / "var/logrotate.state", config)
    old = {name: (logs / f"{name}.1").stat().st_size for name in named}
    # nginx's own processes hear of it a moment later.
    host.wait(lambda: (logs / named[0]).exists(), 30)
    everybody_is_asked()
    host.wait(lambda: all((logs / name).exists() for name in named), 30)
    host.wait(lambda: all((logs / name).stat().st_size for name in named), 30)
    ours = {name: (logs / f"{name}.1").stat().st_size for name in named if "client" in name}
    assert ours == {name: old[name] for name in ours}
    # These hold their files open, and keep them small themselves.
    for name in ("zeo.log", "supervisord.log"):
        assert (logs / name).exists()
        assert not (logs / f"{name}.1").exists()


def test_the_night_backs_up_and_packs_while_it_serves(host):
    unit = (host.home / "parts/etc/ccsr-night.service").read_text()
    for line in re.findall(r"^ExecStart=(.+)$", unit, re.MULTILINE):
        host.run(*line.split())
    assert all(host.is_ready(client) for client in CLIENTS)


def test_check_says_how_it_is(host):
    done = subprocess.run(
        ["bin/ccsr", "check", "--json"],
        cwd=host.home,
        env={**host.environment, "CCSR_LOG": "json"},
        capture_output=True,
        text=True,
        check=False,
    )
    told = json.loads(done.stdout)
    rows = {f"{row['check']}.{row['name']}": row for row in told["rows"]}
    # The demo has no mail server; nothing else keeps a host from being in order.
    for name in (
        "backup.age",
        "database.answers",
        "permissions.var",
        "record.whole",
        "search.state",
        "secrets.record.key",
        "worker.heard",
    ):
        assert rows[name]["flag"] == "ok", rows[name]
    assert done.returncode == {"ok": 0, "warn": 1, "late": 2}[told["flag"]]


def clients(host):
    """Return name and process of each client that runs."""
    return re.findall(r"(client-\d) +RUNNING +pid (\d+)", host.control("status"))


def test_without_its_database_a_client_is_not_ready_and_comes_back(host, officer):
    asked = "/@find?q=children&b_size=5"
    before = officer.get(asked).json()["items_total"]
    processes = clients(host)
    assert len(processes) == len(CLIENTS)
    host.control("stop", "database")
    host.wait(lambda: not any(host.is_ready(client) for client in CLIENTS), 60)
    host.control("start", "database")
    for client in CLIENTS:
        host.wait_for(client)
    # They find what they found, and nobody has started them anew.
    assert clients(host) == processes
    assert [officer.get(asked).json()["items_total"] for _ in CLIENTS] == [before] * len(CLIENTS)
    assert officer.post("/liaison", json=item(f"zq{uuid4().hex[:10]}")).status_code == 201


def test_too_many_sign_ins_are_turned_away(browser):
    wrong = {"login": "nobody", "password": "nothing"}
    headers = {"Accept": "application/json"}
    asking = browser(headers=headers)
    found = [asking.post("/@login", json=wrong).status_code for _ in range(20)]
    assert 429 in found
    assert asking.get("/login").status_code == 200
