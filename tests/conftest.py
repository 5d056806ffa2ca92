"""Fixtures: layers of plone.testing, and a portal in a process of its own."""

from ccsr.content.domain.ocr import program
from ccsr.policy.processes import templates
from ccsr.policy.testing import FUNCTIONAL
from ccsr.policy.testing import INTEGRATION
from contextlib import contextmanager
from coverage import Coverage
from fcntl import flock
from fcntl import LOCK_EX
from functools import cache
from functools import wraps
from inhabited import Inhabited
from pathlib import Path
from plone import api
from plone.testing.zope import WSGI_SERVER_FIXTURE
from processes import make_demo
from processes import Process
from processes import ROOT
from pytest_plone import fixtures_factory
from tempfile import TemporaryDirectory
from visits import Visitor

import clusters
import gc
import os
import pytest
import shutil
import transaction
import world


#: What lets processes count the lines that they run.
COUNTING = "COVERAGE_PROCESS_CONFIG"
REAL_DATA = ROOT.parent / "shared" / "data"

pytest_plugins = ["pytest_plone"]

globals().update(fixtures_factory(((FUNCTIONAL, "functional"), (INTEGRATION, "integration"))))


def pytest_configure(config):
    """Keep whatever a test starts away from the database of this checkout; hash in no time."""
    # Before any layer is set up, which already notes and signs in.
    nobodys = TemporaryDirectory(prefix="ccsr-nobodys-", ignore_cleanup_errors=True)
    config.add_cleanup(nobodys.cleanup)
    os.environ.update({"CCSR_PASSWORD_ROUNDS": "4", "CCSR_VAR": nobodys.name})
    # The first process of a run hands it to all others: what one compiles is for every one.
    os.environ.setdefault(templates.FOLDER, nobodys.name)
    templates.keep(Path(nobodys.name))
    # A layer is many objects that stay: to look through them for garbage takes a tenth of the time.
    gc.set_threshold(50_000, 20, 50)


def pytest_collection_modifyitems(items):
    """Begin with whole journeys: no process is left alone with the longest of them at the end.

    The first of them makes the demo that others copy; who needs none does not wait for it.
    """
    needs_demo = {item.path for item in items if "demo" in item.fixturenames}
    makes_demo = next((item.path for item in items if item.path in needs_demo), None)

    def place(item):
        is_journey = "site" in item.path.relative_to(ROOT / "tests").parts
        return (item.path != makes_demo, not is_journey, item.path in needs_demo)

    items.sort(key=place)


@pytest.fixture(autouse=True, scope="module")
def _uncounted(request):
    """Count no lines in a module that is marked so: counting doubles its time.

    Such modules ask over and over for what others, that are counted, ask for once.
    """
    counting = Coverage.current()
    if counting is None or not request.node.get_closest_marker("uncounted"):
        yield
        return
    counting.stop()
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv(COUNTING, raising=False)
        yield
    counting.start()
    # A thread counts if it was counting when it began.
    server = WSGI_SERVER_FIXTURE.server
    server.task_dispatcher.set_thread_count(0)
    server.task_dispatcher.set_thread_count(server.adj.threads)


@pytest.fixture(scope="session")
def inhabited_session(functional_session):
    """A database with ``world``'s register."""
    below = Inhabited()
    below.setUp()
    yield below
    below.tearDown()


@pytest.fixture(scope="module")
def inhabited(inhabited_session):
    """Return what ``world`` has built in a portal; it stands in those of the module from now on."""
    inhabited_session.put()
    yield inhabited_session.world
    inhabited_session.take()


@pytest.fixture(scope="module")
def layer(request, functional_session):
    """A portal that is served over HTTP, the same for all tests of a module."""
    tests = (item for item in request.session.items if item.path == request.path)
    if any("inhabited" in item.fixturenames for item in tests):
        # Comes below, whichever of the tests is the first.
        request.getfixturevalue("inhabited")
    functional_session.testSetUp()
    served = functional_session["portal"].absolute_url()
    api.portal.set_registry_record("ccsr.security.public_address", served)
    transaction.commit()
    yield functional_session
    functional_session.testTearDown()


@pytest.fixture(scope="module")
def register(layer, inhabited):
    """The served portal's register, with everything in every state, and every word of it found."""
    made = inhabited(layer["portal"])
    world.have_words(layer["portal"])
    return made


@pytest.fixture(scope="module")
def visitor(layer, register):
    """Return an account's way of asking the served portal."""
    base = layer["portal"].absolute_url()
    return cache(lambda name: Visitor(base, name, name and world.PASSWORD))


@pytest.fixture(autouse=True, scope="session")
def counting():
    """Return a context in which processes that are started count lines, whatever the module."""
    told = {name: os.environ[name] for name in (COUNTING,) if name in os.environ}

    @contextmanager
    def counted():
        with pytest.MonkeyPatch.context() as patch:
            for name, value in told.items():
                patch.setenv(name, value)
            yield

    return counted


@pytest.fixture
def uncounted(monkeypatch):
    """Have processes that a test starts count no lines: the session's demo counted the same."""
    monkeypatch.delenv(COUNTING, raising=False)


@pytest.fixture(scope="session")
def demo(counting, tmp_path_factory):
    """A function that copies the directory of a demo, made once for all workers, to where it is told."""
    base = tmp_path_factory.getbasetemp()
    made = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "demo"
    with made.with_suffix(".lock").open("w") as lock, counting():
        flock(lock, LOCK_EX)
        if not made.exists():
            make_demo(made)

    def copied(there):
        return Path(shutil.copytree(made, there, dirs_exist_ok=True))

    return copied


@pytest.fixture(scope="session")
def process(demo, tmp_path_factory):
    """A portal with its demo, served over HTTP; the lines that it runs are not counted."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv(COUNTING, raising=False)
        running = Process(demo(tmp_path_factory.mktemp("var")))
    running.wait()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def chromium():
    """A headless Chromium; without one the test is skipped, and fails in CI."""
    path = shutil.which("chromium")
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail("Chromium is not installed")
        pytest.skip("Chromium is not installed")
    from playwright.sync_api import expect
    from playwright.sync_api import Locator
    from playwright.sync_api import sync_playwright

    # Two processes share two cores with the portals that they start.
    expect.set_options(timeout=15_000)
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setattr(Locator, "click", patient(Locator.click))
        browser = playwright.chromium.launch(
            executable_path=path,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--no-first-run",
            ],
        )
        yield browser
        browser.close()


def patient(click):
    """Return a click that ends when the page it leads to is there, whole."""

    @wraps(click)
    def clicked(locator, **options):
        click(locator, **options)
        locator.page.wait_for_load_state()

    return clicked


@pytest.fixture
def signed_in(chromium, process):
    """Return a function that signs a demo account in, and returns the page of its own browser."""
    contexts = []

    def sign_in(name="commissioner", **options):
        context = chromium.new_context(base_url=f"{process.url}/", locale="en-GB", **options)
        contexts.append(context)
        page = context.new_page()
        page.goto("login")
        page.get_by_label("User name").fill(name)
        page.get_by_label("Password").fill(process.passwords[name])
        with page.expect_navigation():
            page.get_by_role("button", name="Sign in").click()
        # The account keeps the language that an earlier test chose.
        if page.locator("html").get_attribute("lang") != "en":
            page.goto("?set_language=en")
        return page

    yield sign_in
    for context in contexts:
        speak_english(context)
        context.close()


def speak_english(context):
    """Have the account that is signed in meet the next test in English; it keeps its language."""
    chosen = {one["name"]: one["value"] for one in context.cookies()}
    if chosen.get("I18N_LANGUAGE", "en") != "en":
        context.new_page().goto("?set_language=en")


@pytest.fixture(scope="session")
def tesseract():
    """What reads scanned pages; without it the test is skipped, and fails in CI."""
    if missing := program.missing():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{', '.join(missing)} is not installed")
        pytest.skip(f"{', '.join(missing)} is not installed")


@pytest.fixture(scope="session")
def postgresql():
    """A running PostgreSQL; where it is not installed the test is skipped."""
    if clusters.PROGRAMS is None:
        pytest.skip("PostgreSQL is not installed")
    with clusters.own_cluster() as cluster:
        yield cluster


@pytest.fixture(scope="session")
def real_data():
    """The folder of real reports and registers, where it is at hand."""
    if not REAL_DATA.is_dir():
        pytest.skip("the folder of real data is not beside this checkout")
    return REAL_DATA
