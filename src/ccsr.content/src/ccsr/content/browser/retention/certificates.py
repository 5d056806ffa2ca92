"""``@@certificates`` and ``@@certificate``: what was disposed of, to read, print and keep."""

from ccsr.content import _
from ccsr.content.browser import display
from ccsr.content.browser.retention.base import RetentionPage
from ccsr.content.browser.retention.holds import found
from ccsr.content.content import disposals
from ccsr.content.domain import export
from ccsr.content.domain.retention import EVENT_TITLES
from ccsr.content.domain.retention_defaults import basis_in
from functools import cached_property
from pathlib import Path
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message

import json
import typst


TEMPLATE = Path(__file__).parent / "templates" / "certificate.typ"

NUMBER = _("certificate_number", default="Number")
KIND = _("certificate_kind", default="Kind")
REFERENCE = _("certificate_reference", default="Reference")
IDENTIFIER = _("certificate_uid", default="Identifier in the portal")
SERVICE = _("certificate_service", default="Service")
PROVIDER = _("certificate_provider", default="Provider")
DATES = _("certificate_dates", default="Dates")
DIGEST = _("certificate_digest", default="SHA-256 of the file")
SIZE = _("certificate_size", default="Size of the file")
RULE = _("certificate_rule", default="Rule applied")
BASIS = _("certificate_basis", default="Basis of the rule")
DUE = _("certificate_due", default="Review due")
EXCEPTION = _("certificate_exception", default="Exception")
BEFORE_TIME = _("certificate_before_time", default="Disposed of before its review was due")
REASON = _("certificate_reason", default="Reason")
PROPOSED = _("certificate_proposed", default="Proposed by")
CONFIRMED = _("certificate_confirmed", default="Confirmed by")
INSIDE = _("certificate_inside_count", default="Things inside it")
WHO_WHEN = _("certificate_who_when", default="${name} (${account}), ${when}")
EVENT_DAY = _("certificate_event_day", default="${event}: ${day}")
STATEMENT = _(
    "certificate_statement",
    default="It was taken out of the portal and all its indexes at the moment of confirmation. It "
    "is removed from the database when that is next packed, and from backups as they expire.",
)
HEADING = _("certificate_heading", default="Certificate of disposal ${number}")
FILE_NAME = _("certificates_file_name", default="Certificates of disposal ${day}")


class CertificatePage(RetentionPage):
    """What both pages say of a certificate."""

    def dates(self, item):
        """Return the dates of a thing, a line each."""
        return [
            self.say(
                Message(
                    EVENT_DAY, mapping={"event": self.say(EVENT_TITLES[name]), "day": self.day(day)}
                )
            )
            for name, day in item.dates
        ]

    def of(self, one):
        """Return label and lines of all that a certificate says."""
        item = one.item
        service = " · ".join(filter(None, (one.service, one.service_urn)))
        size = display.size(item.size, self.request) if item.size else ""
        since = dict(item.dates).get(one.rule.event)
        inside = str(len(one.inside)) if one.inside else ""
        pairs = (
            (NUMBER, str(one.number)),
            (KIND, self.say(self.kind_of(item.kind))),
            (REFERENCE, item.reference),
            (IDENTIFIER, item.uid),
            (SERVICE, service),
            (PROVIDER, one.provider),
            (DATES, self.dates(item)),
            (DIGEST, item.digest),
            (SIZE, size),
            (INSIDE, inside),
            (RULE, self.why(one.rule, since)),
            (BASIS, basis_in(self.language, one.rule)),
            (DUE, self.day(one.due)),
            (EXCEPTION, self.say(BEFORE_TIME) if one.exceptional else ""),
            (REASON, one.reason),
            (PROPOSED, self.who(one.proposed_name, one.proposed_by, one.proposed_at)),
            (CONFIRMED, self.who(one.confirmed_name, one.confirmed_by, one.confirmed_at)),
        )
        return [(self.say(label), _lines(value)) for label, value in pairs]

    def who(self, name, account, moment):
        """Return a person and a time in words."""
        words = {"name": name, "account": account, "when": self.moment(moment)}
        return self.say(Message(WHO_WHEN, mapping=words))

    def send(self, data, kind, name):
        """Return a file to be saved under a name."""
        response = self.request.response
        response.setHeader("Content-Type", kind)
        response.setHeader("Content-Disposition", export.disposition(name))
        return data


class Certificates(CertificatePage):
    """The list, and the same as a table."""

    page = ViewPageTemplateFile("templates/retention_certificates.pt")
    page_title = _("certificates_title", default="Certificates of disposal")

    def __call__(self):
        """Return the list."""
        return self.csv() if self.asked("format") == "csv" else self.page()

    def update(self):
        """Return the batch that was asked for."""
        return self.batch(disposals.certificates())

    def csv(self):
        """Return every certificate as a table."""
        rows = [self.of(one) for one in disposals.certificates()]
        titles = [label for label, _lines in rows[0]] if rows else []
        lines = [["; ".join(lines) for _label, lines in row] for row in rows]
        name = Message(FILE_NAME, mapping={"day": self.today.isoformat()})
        data = export.BOM + export.csv_lines([titles, *lines])
        return self.send(data, export.CONTENT_TYPES["csv"], f"{self.say(name)}.csv")


class CertificateView(CertificatePage):
    """One certificate, to print or to save as PDF."""

    page = ViewPageTemplateFile("templates/retention_certificate.pt")
    statement = STATEMENT

    def __call__(self):
        """Return the certificate."""
        return self.pdf() if self.asked("format") == "pdf" else self.page()

    @cached_property
    def certificate(self):
        """Return the certificate that was asked for."""
        return found(disposals.certificate, self.asked("number"))

    @property
    def page_title(self):
        """Return the heading."""
        return self.say(Message(HEADING, mapping={"number": str(self.certificate.number)}))

    def facts(self):
        """Return label and lines of what it says."""
        return [(label, lines) for label, lines in self.of(self.certificate) if lines]

    def pdf(self):
        """Return it as a tagged PDF."""
        content = {
            "title": self.page_title,
            "language": self.language,
            "facts": self.facts(),
            "inside": [
                [self.say(self.kind_of(one.kind)), one.reference, self.dates(one), one.digest]
                for one in self.certificate.inside
            ],
            "statement": self.say(STATEMENT),
        }
        # Half a sign, which JSON can bring, cannot be set.
        told = json.dumps(content, ensure_ascii=False).encode(errors="replace").decode()
        made = typst.compile(str(TEMPLATE), sys_inputs={"content": told}, pdf_standards="ua-1")
        return self.send(made, "application/pdf", f"{self.page_title}.pdf")


def _lines(value):
    return value if isinstance(value, list) else [value] if value else []
