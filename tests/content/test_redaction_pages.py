"""Redaction over HTTP: by ticks and buttons alone, and what each account is given."""

from ccsr.content.content import redaction
from ccsr.content.noted import Noted
from lxml import html
from plone import api
from plone.dexterity.utils import createContentInContainer
from plone.namedfile.file import NamedBlobFile
from visits import JSON

import httpx
import pytest
import re
import transaction
import world
import zope.event


NAME = "Gwenllian Prys"
PAGE = (
    f"We spoke with {NAME}, date of birth: 3 Mawrth 2012, of 12 Heol y Bont. "
    "Her worker is Mrs Siân ap Rhys."
)


@pytest.fixture(scope="module")
def report(layer, register):
    """A draft report in a shared service."""
    transaction.begin()
    file = NamedBlobFile(world.pdf(PAGE, f"{NAME} again."), filename="report.pdf")
    values = world.DOCUMENTS["InspectionReport"]
    with api.env.adopt_user(username="rhys.reviewer"):
        made = createContentInContainer(
            register["Service", "shared"],
            "InspectionReport",
            title="A report",
            file=file,
            shareable_declared=True,
            **values,
        )
    transaction.commit()
    return made


class Page:
    """``@@redact`` as an account sees it, and sending its forms."""

    def __init__(self, report, who):
        self.url = f"{report.absolute_url()}/@@redact"
        self.client = httpx.Client(auth=(who, world.PASSWORD), timeout=60, follow_redirects=True)

    def get(self, **query):
        """Return the page's text."""
        self.text = self.client.get(self.url, params=query).text
        return self.text

    def send(self, **fields):
        """Send a form; return the text of the page that follows."""
        page = self.get()
        own = {name: self.hidden(page, name) for name in ("_authenticator", "seen")}
        answer = self.client.post(self.url, data={**own, **fields})
        self.text = answer.text
        transaction.begin()
        return self.text

    @staticmethod
    def hidden(page, name):
        """Return the value of a field of a page that is not seen."""
        found = re.search(rf'name="{name}"\s[^>]*value="([^"]*)"', page)
        return found.group(1) if found else ""


def texts(report):
    """Return what is marked."""
    return [mark.text for mark in redaction.marks(report)]


def test_the_whole_way_without_script(report):
    officer = Page(report, "ann.officer")
    assert "Choose a reason." in officer.send(act="phrase", phrase=NAME)
    assert "stands nowhere" in officer.send(act="phrase", phrase="Nobody", reason="child")
    officer.send(act="phrase", phrase=NAME, reason="child", note="a child")
    assert texts(report) == [NAME, NAME]
    proposed = officer.get(view="suggestions")
    found = re.findall(r'value="((?:birth|address|name)-[\d-]+)"', proposed)
    assert [one.partition("-")[0] for one in found] == ["address", "birth", "name"]
    officer.send(act="accept", suggestion=found[1], reason="child", view="suggestions")
    officer.send(act="reject-name", view="suggestions")
    assert "Siân" not in re.sub(r"<table.*", "", officer.get(view="suggestions"), flags=re.S)
    chosen = {"act": "mark", "at": ["0", "1"], "box": "0.5,0.5,0.6,0.6"}
    asked = html.fromstring(officer.send(**chosen))
    # What was chosen is not lost for want of a reason.
    assert asked.xpath("//select[@aria-invalid]/@id") == ["mark-reason"]
    assert asked.xpath("//input[@name='at'][@checked]/@value") == chosen["at"]
    assert asked.xpath("//input[@name='box']/@value") == [chosen["box"]]
    officer.send(**chosen, reason="other")
    assert sorted(texts(report)) == ["", "3 Mawrth 2012", NAME, NAME, "We spoke"]
    assert "changed meanwhile" in officer.send(act="undo", seen="of before")
    assert len(texts(report)) == 5
    officer.send(act="undo")
    assert len(texts(report)) == 3
    assert "Make the redacted copy" in officer.get(view="preview")
    assert "made and proved" in officer.send(act="make", name="copy.pdf")
    assert report.file.filename == "copy.pdf"
    assert "Gwenllian" not in officer.get()


def test_a_copy_whose_job_failed_is_told_of(report):
    redaction.to_write(report).job = "ended without a copy"
    transaction.commit()
    assert "could not be made" in Page(report, "ann.officer").get()


def test_reviewers_alone_read_the_original_and_each_time_is_on_record(report, visitor):
    path = report.absolute_url().removeprefix(visitor("rhys.reviewer").base)
    for who in ("ann.officer", "carys.commissioner", "ivor.inspector", "petra.contact"):
        refused = visitor(who).get(f"{path}/@@original")
        assert refused.status_code == 404
        assert refused.text.count("Not found") == visitor(who).get("/nowhere").text.count(
            "Not found"
        )
    told = []
    zope.event.subscribers.append(told.append)
    opened = visitor("rhys.reviewer").get(f"{path}/@@original")
    zope.event.subscribers.remove(told.append)
    assert "original-opened" in [one.kind for one in told if isinstance(one, Noted)]
    assert opened.content == redaction.kept(report).original.data
    assert opened.headers["Content-Disposition"].startswith("attachment")


def test_a_commissioner_is_given_the_copy_by_every_way(report, visitor):
    with api.env.adopt_user(username="rhys.reviewer"):
        world.transition(report, "share")
    transaction.commit()
    carys = visitor("carys.commissioner")
    path = report.absolute_url().removeprefix(carys.base)
    for way in ("/@@download/file", "/@@display-file/file", "/@@images/file", "", "/@@read"):
        answer = carys.get(f"{path}{way}")
        assert b"Gwenllian" not in answer.content
        assert "Redacted copy" not in answer.text
    assert carys.get(f"{path}/@@download/file").content == report.file.data
    told = carys.get(f"{path}?fullobjects=1", JSON).text
    assert "Gwenllian" not in told
    assert redaction.kept(report).original_digest not in told
    assert "Redacted copy" in visitor("ann.officer").get(path).text
    assert visitor("ann.officer").get(f"{path}/@@redact").status_code == 404


def test_a_reviewer_takes_it_back_once_it_is_a_draft(report, visitor):
    with api.env.adopt_user(username="rhys.reviewer"):
        world.transition(report, "retract")
    transaction.commit()
    officer = Page(report, "ann.officer")
    token = re.search(r'name="_authenticator"\s[^>]*value="([^"]*)"', officer.get()).group(1)
    form = {"_authenticator": token, "act": "back"}
    assert officer.client.post(officer.url, data=form).status_code == 404
    assert "original file again" in Page(report, "rhys.reviewer").send(act="back")
    assert not redaction.is_redacted(report)
