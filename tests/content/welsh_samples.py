"""Papers of the inspectorate in Wales, each with all that a person reads in it."""

import welsh_papers as papers


LONG = "Prestbury Homes Ltd and Caredig Community Services Limited with Another Company Limited"
HOME = {
    "name": "Derwlas House Children's Home",
    "provider": LONG,
    "care_type": "Care Home Service, Childrens Home",
    "address": ["12 High Street", "Cardiff", "CF10 1AA"],
    "dates": "16/07/2025, 17/07/2025 and 22/07/2025",
    "issued": "21/08/2025",
    "ratings": [
        "Good",
        "Requires Improvement",
        "Excellent",
        "Requires Significant Improvement",
    ],
    "priority": [(21, 0), (34, 1), (36, 2)],
}
CARTREF = HOME | {
    "name": "Tŷ Derwlas",
    "care_type": "Gwasanaeth Cartref Gofal, Cartref Plant",
    "dates": "Dydd Mawrth, 3 Mawrth 2026 a 5 Mawrth 2026",
    "issued": "12 Ebrill 2026",
    "ratings": ["Da", "Angen Gwella", "Rhagorol", "Angen Gwelliant Sylweddol"],
}
FORMER = [
    papers.part("heading", "Previous ratings"),
    papers.part("facts", rows=[["Well-being", "Excellent"], ["Environment", "Good"]]),
]
GRADES = {
    "wellbeing": "good",
    "care_support": "requires_improvement",
    "environment": "excellent",
    "leadership_management": "requires_significant_improvement",
}
STANDARDS = {
    "planning_care": "met",
    "quality_care": "almost_met",
    "staffing": "not_met",
    "premises": "exceeded",
    "conduct_management": "met",
}
RATED = {
    "framework": "ciw_2024",
    "inspectorate": "ciw",
    "inspected_from": "2025-07-16",
    "inspected_to": "2025-07-22",
    "issued": "2025-08-21",
    "requirements_count": 2,
    "recommendations_count": 0,
    "provider": LONG,
    "name": HOME["name"],
    "service_type": "childrens_home",
}
COVERED = {
    "framework": "ciw_2024",
    "inspectorate": "ciw",
    "inspected_from": "2025-07-16",
    "inspected_to": "2025-07-17",
    "issued": "2025-08-20",
    "name": "Bryn Awel Short Breaks and Residential Service for Children",
}
UNRATED = {
    "framework": "ciw_2018",
    "inspectorate": "ciw",
    "inspected_to": "2022-05-12",
    "issued": "2022-06-21",
    "requirements_count": 2,
    "recommendations_count": 0,
    "provider": LONG,
    "name": HOME["name"],
    "service_type": "childrens_home",
}
EARLY = {
    "framework": "ciw_2018",
    "inspectorate": "ciw",
    "inspection_kind": "annual",
    "inspected_from": "2018-05-03",
    "inspected_to": "2018-05-07",
    "issued": "2018-07-12",
    "provider": LONG,
    "name": HOME["name"],
    "service_type": "childrens_home",
}
WRAPPED = "Bryn Awel Short Breaks and Residential Service for Children"


def covered(*parts):
    """A report whose cover has these parts, with a name that is too long for a line."""
    title = [
        papers.part("middle", "Care Inspectorate Wales"),
        papers.part("big", "Inspection Report on"),
    ]
    said = f"{WRAPPED} is a home. {papers.PROSE['en'] * 9}"
    return [
        *title,
        papers.part("name", WRAPPED),
        *parts,
        papers.part("page"),
        *papers.themes("en"),
        papers.part("text", said),
    ]


def grid(*rows):
    """A table of cells of one width."""
    return papers.part("grid", columns=[1] * len(rows[0]), cells=[list(row) for row in rows])


#: Name → paper, and all that a person reads in it: no value else may be certain.
SAMPLES = {
    "rated": (papers.rated(HOME), RATED | GRADES),
    "rated before too": (papers.rated({**HOME, "more": FORMER}), RATED | GRADES),
    "in four columns": (
        covered(
            grid(
                ("Service name", WRAPPED, "Registered provider", "Awel Care Cyf"),
                (
                    "Inspection Date(s)",
                    "16/07/2025 - 17/07/2025",
                    "Report publication date",
                    "20/8/2025",
                ),
                ("Manager", "Ffion Prys", "Local authority", "Cardiff"),
                ("Well-being", "Good", "Care & Support", "Requires Improvement"),
                (
                    "Environment",
                    "Excellent",
                    "Leadership & Management",
                    "Requires significant improvement",
                ),
            )
        ),
        COVERED | GRADES | {"provider": "Awel Care Cyf", "authority": "Cardiff"},
    ),
    "with values below": (
        covered(
            grid(
                ("Inspection Date(s)", "Report publication date", "Type of inspection"),
                ("16 and 17 July 2025", "20 August 2025", "Full"),
            ),
            grid(papers.THEMES["en"], HOME["ratings"]),
        ),
        COVERED | GRADES | {"inspection_kind": "annual"},
    ),
    "not rated": (papers.rated(HOME | {"ratings": None}), RATED),
    "rated in Welsh": (
        papers.rated(CARTREF, "cy"),
        RATED
        | GRADES
        | {
            "name": "Tŷ Derwlas",
            "inspected_from": "2026-03-03",
            "inspected_to": "2026-03-05",
            "issued": "2026-04-12",
        },
    ),
    "without ratings": (
        papers.unrated(HOME | {"last": "12/05/2022", "issued": "21/06/2022"}),
        UNRATED,
    ),
    "without ratings in Welsh": (
        papers.unrated(
            CARTREF | {"last": "Dydd Iau, 12 Mai 2022", "issued": "21 Mehefin 2022"}, "cy"
        ),
        UNRATED | {"name": "Tŷ Derwlas"},
    ),
    "of 2018": (
        papers.early(
            HOME
            | {"kind": "Full", "dates": "3, 4 and 7 May 2018", "issued": "Thursday, 12 July 2018"}
        ),
        EARLY,
    ),
    "of 2018 in Welsh": (
        papers.early(
            CARTREF
            | {
                "kind": "Llawn",
                "dates": "rhwng 3 Mai 2018 a 7 Mai 2018",
                "issued": "12 Gorffennaf 2018",
            },
            "cy",
        ),
        EARLY | {"name": "Tŷ Derwlas"},
    ),
    "of themes of quality": (
        papers.quality(
            HOME
            | {
                "kind": "Focused",
                "dates": "Tuesday 12 and Wednesday 13 July 2016",
                "issued": "20 September 2016",
            }
        ),
        {
            "framework": "cssiw_2011",
            "inspectorate": "cssiw",
            "inspection_kind": "further",
            "inspected_from": "2016-07-12",
            "inspected_to": "2016-07-13",
            "issued": "2016-09-20",
            "announced": False,
            "name": HOME["name"],
        },
    ),
    "of standards": (
        papers.standards(
            HOME
            | {
                "dates": "12 and 13 March 2008",
                "issued": "1 May 2008",
                "inspector": "Mair Rowlands",
                "standards": [
                    "Standard met",
                    "Standard almost met",
                    "Standard not met",
                    "Standard exceeded",
                    "Standard met",
                ],
            }
        ),
        {
            "framework": "cssiw_nms",
            "inspectorate": "cssiw",
            "inspected_from": "2008-03-12",
            "inspected_to": "2008-03-13",
            "issued": "2008-05-01",
            "inspector": "Mair Rowlands",
            "name": HOME["name"],
            "provider": LONG,
            "urn": "W010000777",
        }
        | STANDARDS,
    ),
    "of an authority": (
        papers.authority(
            {
                "issuer": "Care Inspectorate Wales",
                "title": "Performance Evaluation Inspection of Children's Services",
                "authority": "Isle of Anglesey County Council",
                "label": "Date of publication",
                "issued": "17 January 2023",
            }
        ),
        {
            "framework": "ciw_authority",
            "inspectorate": "ciw",
            "issued": "2023-01-17",
            "name": "Isle of Anglesey",
            "authority": "Isle of Anglesey",
            "service_type": "local_authority_childrens_services",
        },
    ),
    "of an authority in Welsh": (
        papers.authority(
            {
                "issuer": "Arolygiaeth Gofal a Gwasanaethau Cymdeithasol Cymru",
                "title": "Adolygiad o Berfformiad 2014",
                "authority": "Cyngor Gwynedd",
                "label": "Dyddiad cyhoeddi",
                "issued": "17 Ionawr 2015",
            }
        ),
        {
            "framework": "ciw_authority",
            "inspectorate": "cssiw",
            "issued": "2015-01-17",
            "name": "Gwynedd",
            "authority": "Gwynedd",
            "service_type": "local_authority_childrens_services",
        },
    ),
    "of a complaint": (
        papers.complaint(
            HOME
            | {
                "reference": "C25-1234",
                "received": "3 March 2025",
                "completed": "14 May 2025",
                "subject": "Staffing at night, and what was done when a child was missing",
                "outcome": "Partly upheld",
            }
        ),
        {
            "reference": "C25-1234",
            "received": "2025-03-03",
            "completed": "2025-05-14",
            "subject": "Staffing at night, and what was done when a child was missing",
            "outcome": "partly_upheld",
            "name": HOME["name"],
            "provider": LONG,
        },
    ),
    "of enforcement": (
        papers.letter(
            HOME
            | {
                "notice": "4 February 2026",
                "action": "Notice of proposal to cancel registration",
                "basis": "section 17 of the Regulation and Inspection of Social Care (Wales) Act 2016",
                "due": "4 March 2026",
                "stage": "This is stage 3 of our enforcement process.",
            }
        ),
        {
            "stage": "3",
            "action": "Notice of proposal to cancel registration",
            "legal_basis": "section 17 of the Regulation and Inspection of Social Care (Wales) Act 2016",
            "notice_date": "2026-02-04",
            "due_date": "2026-03-04",
            "name": HOME["name"],
            "provider": LONG,
        },
    ),
}
