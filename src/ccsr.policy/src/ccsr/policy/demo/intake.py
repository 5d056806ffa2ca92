"""What the demo's officer has brought in and not filed yet: to try the check with.

An ordinary report, one whose service is spelt as no register has it, and a complaint.
They are read at once, so that they can be tried without a worker.
"""

from ccsr.content.content.intake_item import AREA
from ccsr.content.intake import batches
from ccsr.content.intake import reading
from ccsr.content.intake import receiving
from ccsr.policy.demo.people import acting
from ccsr.policy.demo.plan.document import PlannedDocument
from dataclasses import replace
from datetime import date
from datetime import timedelta
from io import BytesIO
from plone import api

import transaction


#: Key of the latest document of a service, the name of the new one's file, and the
#: service's name as it is written in it, where that is not the register's.
PAPERS = (
    ("bryn-eirian-i0", "Bryn Eirian report.pdf", ""),
    ("nant-y-gwcw-i0", "scan0047.pdf", "Cuckoo Brooke"),
    ("pant-yr-helyg-c0", "CIW complaint letter.pdf", ""),
)
#: Days from today back to what a paper says.
AGO = {
    "inspected_from": 16,
    "inspected_to": 15,
    "issued": 3,
    "received": 40,
    "completed": 4,
}


def papers(plan) -> list[PlannedDocument]:
    """Return the documents that are still to be filed."""
    planned = {one.key: one for held in plan.documents.values() for one in held}
    return [_new(planned[key], plan.today, name) for key, _file, name in PAPERS]


def _new(one: PlannedDocument, today: date, name: str) -> PlannedDocument:
    days = {field: today - timedelta(days=ago) for field, ago in AGO.items() if field in one.fields}
    fields = {**one.fields, **days}
    return replace(
        one, key=f"{one.key}-new", fields=fields, service_title=name or one.service_title
    )


def bring_in(build) -> None:
    """Bring the papers in as the officer, in one drop, and have them read."""
    with acting("officer"):
        batch = batches.make()
        for key, name, _service in PAPERS:
            data = build.press.pdf(f"{key}-new")
            entry = receiving.receive(batch, key, name, BytesIO(data))
            reading.read(api.portal.get()[AREA][entry.item])
    transaction.commit()
