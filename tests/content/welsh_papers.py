"""Invented papers of the inspectorate in Wales, set as each generation sets them.

``sheets_of`` lays one out by typst; ``LABELS`` are the two languages' own words.
"""

from ccsr.content.domain import paper
from ccsr.content.domain.recognition import Paper

import json
import typst


TEMPLATE = r"""
#let it = json(bytes(sys.inputs.paper))
#set page(paper: "a4", margin: 2.4cm, footer: align(center, context counter(page).display("1")))
#set text(size: 11pt)
#let facts(rows) = table(columns: (5.2cm, 1fr), stroke: 0.4pt, inset: 6pt,
  ..rows.map(row => ([#strong(row.at(0))], [#row.at(1)])).flatten())
#let part(one) = {
  if one.kind == "big" { align(center, block(text(size: 26pt, weight: "bold", one.text))) }
  if one.kind == "name" { align(center, block(text(size: 20pt, one.text))) }
  if one.kind == "middle" { align(center, block(one.text)) }
  if one.kind == "heading" { block(above: 1.4em, text(size: 15pt, weight: "bold", one.text)) }
  if one.kind == "text" { par(one.text) }
  if one.kind == "facts" { facts(one.rows) }
  if one.kind == "grid" { table(columns: one.columns.map(n => n * 1fr), stroke: 0.4pt, inset: 6pt,
    ..one.cells.flatten().map(cell => [#cell])) }
  if one.kind == "list" { list(..one.points.map(point => [#point])) }
  if one.kind == "numbers" { enum(..one.points.map(point => [#point])) }
  if one.kind == "gap" { v(3cm) }
  if one.kind == "page" { pagebreak() }
}
#for one in it { part(one) }
"""
PROSE = {
    "en": "People are happy and the staff know them well. At the last inspection on 3 May 2015 "
    "the rating was poor, and the report published on 1 June 2015 said so. Personal plans are "
    "reviewed every three months and reflect what matters to the children who live here. ",
    "cy": "Mae'r plant yn hapus ac mae'r staff yn eu hadnabod yn dda. Yn yr arolygiad diwethaf ar "
    "3 Mai 2015 roedd y sgôr yn wael, a chyhoeddwyd yr adroddiad ar 1 Mehefin 2015. Mae'r "
    "cynlluniau personol yn cael eu hadolygu bob chwarter. ",
}
THEMES = {
    "en": ("Well-being", "Care and Support", "Environment", "Leadership and Management"),
    "cy": ("Llesiant", "Gofal a Chymorth", "Yr Amgylchedd", "Arweinyddiaeth a Rheolaeth"),
}
ISSUER = {"en": "Care Inspectorate Wales", "cy": "Arolygiaeth Gofal Cymru"}
TITLE = {"en": "Inspection Report on", "cy": "Adroddiad Arolygu ar"}
NOTICES = {
    "en": (
        "Summary of Non-Compliance",
        "We respond to non-compliance with regulations by issuing Priority Action Notice (s).",
        "Priority Action Notice(s)",
        "Area(s) for Improvement",
        ("Regulation", "Summary", "Status"),
        "No non-compliance of this type was identified at this inspection",
        ("New", "Not Achieved", "Achieved"),
        "The provider is not compliant with this regulation, as staff were not trained.",
    ),
    "cy": (
        "Crynodeb o Ddiffyg Cydymffurfio",
        "Rydym yn ymateb i ddiffyg cydymffurfio drwy gyhoeddi Hysbysiad(au) Gweithredu.",
        "Hysbysiad(au) Gweithredu â Blaenoriaeth",
        "Meysydd i'w Gwella",
        ("Rheoliad", "Crynodeb", "Statws"),
        "Ni nodwyd unrhyw achos o ddiffyg cydymffurfio o'r math hwn yn yr arolygiad hwn",
        ("Newydd", "Heb ei gyflawni", "Cyflawnwyd"),
        "Nid yw'r darparwr yn cydymffurfio â'r rheoliad hwn gan nad oedd y staff wedi'u hyfforddi.",
    ),
}


def part(kind, text="", **more):
    """Return one part of a paper."""
    return {"kind": kind, "text": text, **more}


def pdf(parts):
    """Return parts as PDF."""
    compiled = typst.compile(
        TEMPLATE.encode(), format="pdf", sys_inputs={"paper": json.dumps(parts)}
    )
    return compiled if isinstance(compiled, bytes) else b"".join(compiled)


def read_in(data):
    """Return a PDF as a recogniser is given it."""
    sheets = paper.sheets(data)
    return Paper(sheets, tuple(text_of(sheet) for sheet in sheets))


def text_of(sheet):
    """Return a sheet's words as text, line by line."""
    lines, before = [], None
    for word in sheet.words:
        if before is None or not before.top <= (word.top + word.bottom) / 2 <= before.bottom:
            lines.append([])
        lines[-1].append(word.text)
        before = word
    return "\n".join(" ".join(line) for line in lines)


def themes(language, words=60):
    """Return a section for each theme."""
    found = []
    for theme in THEMES[language]:
        found += [part("heading", theme), part("text", PROSE[language] * (words // 30))]
    return found


def notices(language, priority, areas):
    """Return the tables of non-compliance; rows are numbers of (regulation, status)."""
    title, said, first, second, head, none, statuses, summary = NOTICES[language]
    found = [part("heading", title), part("text", said)]
    for heading, wanted in ((first, priority), (second, areas)):
        cells = [
            [str(number), f"{summary} {PROSE[language][:60]}", statuses[status]]
            for number, status in wanted
        ]
        cells = cells or [["N/A", none, "N/A"]]
        grid = part("grid", columns=[2, 8, 2], cells=[list(head), *cells])
        found += [part("heading", heading), grid]
    return found


def rated(one, language="en"):
    """A report since 2024, with a cover table and ratings, or none where there are none."""
    english = language == "en"
    labels = (
        ["Operated by", "Care Type", "Provision for", "Registered places", "Main language(s)"]
        if english
        else ["Gweithredir gan", "Math o Ofal", "Darpariaeth ar gyfer", "Lleoedd", "Prif iaith"]
    )
    facts = [
        *zip(
            [f"{label}:" for label in labels],
            [one["provider"], one["care_type"], "Children", "4", "English"],
            strict=True,
        )
    ]
    ratings = one.get("ratings")
    unrated = (
        "This service has not been rated." if english else "Nid yw'r gwasanaeth hwn wedi'i sgorio."
    )
    return [
        part("big", TITLE[language]),
        part("name", one["name"]),
        part("gap"),
        *(part("middle", line) for line in one["address"]),
        part("page"),
        part(
            "heading", "Date(s) of inspection visit(s):" if english else "Dyddiad(au) yr arolygiad:"
        ),
        part("text", one["dates"]),
        part("heading", "Service Information:" if english else "Gwybodaeth am y Gwasanaeth:"),
        part("facts", rows=facts),
        part("heading", "Ratings:" if english else "Sgoriau:"),
        part("facts", rows=[*zip(THEMES[language], ratings, strict=True)])
        if ratings
        else part("text", unrated),
        part("heading", "Summary:" if english else "Crynodeb:"),
        part("text", f"{one['name']}. {PROSE[language] * 2}"),
        *one.get("more", ()),
        part("page"),
        *themes(language),
        *notices(language, one.get("priority", ()), one.get("areas", ())),
        part("text", ISSUER[language]),
        part("text", f"{'Date Published' if english else 'Dyddiad Cyhoeddi'} {one['issued']}"),
    ]


def unrated(one, language="en"):
    """A report of 2020 to 2023: day of completion on the cover, facts on the second page."""
    english = language == "en"
    labels = (
        ["Type of care provided", "Registered Provider", "Registered places"]
        if english
        else ["Math o ofal a ddarperir", "Darparwr Cofrestredig", "Lleoedd cofrestredig"]
    )
    previous = (
        ("Previous Care Inspectorate Wales inspection", "12 March 2019")
        if english
        else ("Arolygiad blaenorol Arolygiaeth Gofal Cymru", "12 Mawrth 2019")
    )
    facts = [
        *zip(labels, [one["care_type"], one["provider"], "6"], strict=True),
        previous,
    ]
    completed = "Date Inspection Completed" if english else "Dyddiad y Cwblhawyd yr Arolygiad"
    return [
        part("big", TITLE[language]),
        part("name", one["name"]),
        *(part("middle", line) for line in one["address"]),
        part("gap"),
        part("heading", completed),
        part("text", one["last"]),
        part("page"),
        part("heading", f"{'About' if english else 'Ynghylch'} {one['name']}"),
        part("facts", rows=facts),
        part("heading", "Summary" if english else "Crynodeb"),
        part("text", PROSE[language] * 3),
        *themes(language),
        *notices(language, one.get("priority", ()), one.get("areas", ())),
        part("text", ISSUER[language]),
        part("text", f"{'Date Published' if english else 'Dyddiad Cyhoeddi'} {one['issued']}"),
    ]


def early(one, language="en"):
    """A report of 2018 or 2019: kind and days on the cover."""
    english = language == "en"
    kind, dates, issued = (
        ("Type of Inspection", "Date(s) of inspection", "Date of Publication")
        if english
        else ("Math o Arolygiad", "Dyddiad(au) yr arolygiad", "Dyddiad Cyhoeddi")
    )
    return [
        part("big", TITLE[language]),
        part("name", one["name"]),
        *(part("middle", line) for line in one["address"]),
        part("gap"),
        part("text", f"{kind}: {one['kind']}"),
        part("text", f"{dates}: {one['dates']}"),
        part("heading", issued),
        part("text", one["issued"]),
        part("text", f"{ISSUER[language]}, Welsh Government © Crown copyright 2019."),
        part("page"),
        part("heading", "Description of the service"),
        part("text", f"{one['name']} is registered with us. The provider is {one['provider']}."),
        *themes(language),
        part("heading", "About the service"),
        part(
            "facts",
            rows=[
                ["Type of care provided", one["care_type"]],
                ["Service Provider", one["provider"]],
                ["Manager", "Ffion Prys"],
                ["Date of previous Care Inspectorate Wales inspection", "12/03/2017"],
            ],
        ),
    ]


def quality(one):
    """A report of CSSIW of 2011 to 2017: themes of quality, labels with dashes."""
    return [
        part("middle", "Care and Social Services Inspectorate Wales"),
        part("middle", "Care Standards Act 2000"),
        part("big", "Inspection Report"),
        part("name", one["name"]),
        *(part("middle", line) for line in one["address"]),
        part("gap"),
        part("text", f"Type of Inspection – {one['kind']}"),
        part("text", f"Date(s) of inspection – {one['dates']}"),
        part("text", f"Date of publication – {one['issued']}"),
        part("page"),
        part("heading", "Summary"),
        part("heading", "About the service"),
        part("text", f"{one['name']} is registered to look after children. {PROSE['en']}"),
        part("heading", "What type of inspection was carried out?"),
        part("text", "This was an unannounced inspection. The last inspection was announced."),
        *(
            each
            for theme in ("Life", "Staffing", "Leadership and Management", "The Environment")
            for each in (part("heading", f"Quality Of {theme}"), part("text", PROSE["en"] * 3))
        ),
        part("heading", "How we inspect and report on services"),
        part("text", "We conduct two types of inspection; baseline and focused."),
    ]


def standards(one):
    """A report of CSSIW on the national minimum standards."""
    names = (
        "Planning for care",
        "Quality of care",
        "Staffing",
        "Environment and premises",
        "Conduct and management",
    )
    return [
        part("middle", "Care and Social Services Inspectorate for Wales"),
        part("big", "Inspection report"),
        part(
            "facts",
            rows=[
                ["Name of establishment", one["name"]],
                ["Registered provider", one["provider"]],
                ["Registration number", "W010000777"],
                ["Date(s) of inspection", one["dates"]],
                ["Date of previous inspection", "2 February 2006"],
                ["Date of publication", one["issued"]],
                ["Lead inspector", one["inspector"]],
            ],
        ),
        part("page"),
        part("facts", rows=[["Theme", "Judgement"], *zip(names, one["standards"], strict=True)]),
        part("text", "At the last inspection staffing was not met. " + PROSE["en"]),
    ]


def authority(one):
    """A paper on a local authority's social services."""
    return [
        part("middle", one["issuer"]),
        part("big", one["title"]),
        part("name", one["authority"]),
        part("text", f"{one['label']}: {one['issued']}"),
        part("page"),
        part("heading", "Introduction"),
        part("text", f"We looked at services in {one['authority']}. {PROSE['en'] * 4}"),
        part("text", "The council works with Powys and with Gwent Police."),
    ]


def complaint(one):
    """A report on a completed complaint."""
    return [
        part("middle", "Care Inspectorate Wales"),
        part("heading", "Report of complaint investigation"),
        part(
            "facts",
            rows=[
                ["Our reference", one["reference"]],
                ["Name of service", one["name"]],
                ["Registered provider", one["provider"]],
                ["Date received", one["received"]],
                ["Date investigation completed", one["completed"]],
                ["Nature of complaint", one["subject"]],
                ["Outcome", one["outcome"]],
            ],
        ),
        part("heading", "What we did"),
        part("text", f"A complaint of 3 June 2014 was upheld in full. {PROSE['en'] * 2}"),
        *one.get("more", ()),
    ]


def letter(one):
    """A notice of enforcement as a letter."""
    return [
        part("middle", "Care Inspectorate Wales"),
        part("text", "The Responsible Individual"),
        part("text", f"Service: {one['name']}"),
        part("text", f"Service provider: {one['provider']}"),
        part("text", f"Date of notice: {one['notice']}"),
        part("heading", one["action"]),
        part("text", f"This notice is given under {one['basis']}. {PROSE['en']}"),
        part("text", one.get("stage", "We may take further steps.")),
        part("text", f"Date by which you must comply: {one['due']}"),
        part("text", "You may make representations within 28 days of this notice."),
    ]
