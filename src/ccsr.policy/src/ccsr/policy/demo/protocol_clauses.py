"""The clauses of the demo's protocol, in words of its own; both versions are made of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """A clause: heading, text and promise in both languages, and the rules of its evidence.

    ``earlier`` is the text that the version before had; None where it had no such clause.
    """

    number: str
    title: str
    title_cy: str
    text: str = ""
    text_cy: str = ""
    promise: str = ""
    promise_cy: str = ""
    rules: tuple[str, ...] = ()
    earlier: str | None = ""


CLAUSES = (
    Words("1", "Introduction", "Cyflwyniad"),
    Words(
        "1.1",
        "What this protocol is",
        "Beth yw'r protocol hwn",
        "This protocol sets out how the inspectorate and CCSR work together.",
        "Mae'r protocol hwn yn nodi sut mae'r arolygiaeth a CCSR yn cydweithio.",
    ),
    Words("2", "Purpose and scope", "Diben a chwmpas"),
    Words(
        "2.1",
        "Purpose",
        "Diben",
        "This protocol\n- says what each party does and answers for\n- explains how they work "
        "together\n- gives the basis on which they share information",
        "Mae'r protocol hwn\n- yn dweud beth mae pob parti yn ei wneud ac yn atebol amdano\n- yn "
        "egluro sut maent yn cydweithio\n- yn rhoi'r sail ar gyfer rhannu gwybodaeth",
    ),
    Words("3", "What the inspectorate does", "Beth mae'r arolygiaeth yn ei wneud"),
    Words(
        "3.1",
        "Regulation and inspection",
        "Rheoleiddio ac arolygu",
        "The inspectorate registers and inspects children's homes, secure children's homes and "
        "fostering services, and reports each year on the size, shape and quality of services.",
        "Mae'r arolygiaeth yn cofrestru ac yn arolygu cartrefi plant, cartrefi diogel i blant a "
        "gwasanaethau maethu, ac yn adrodd bob blwyddyn ar faint, ffurf ac ansawdd gwasanaethau.",
    ),
    Words(
        "3.2",
        "Annual inspection",
        "Arolygiad blynyddol",
        "Each service under this protocol is inspected once a year, and a report on it is written.",
        "Arolygir pob gwasanaeth o dan y protocol hwn unwaith y flwyddyn, ac ysgrifennir "
        "adroddiad arno.",
        "Each service is inspected within a year",
        "Arolygir pob gwasanaeth o fewn blwyddyn",
        ("annual_inspection",),
        "Each service under this protocol is inspected twice a year.",
    ),
    Words(
        "3.3",
        "Enforcement",
        "Gorfodi",
        "Where a service does not meet the regulations, the inspectorate enforces them, in the "
        "end before a court.",
        "Pan nad yw gwasanaeth yn bodloni'r rheoliadau, mae'r arolygiaeth yn eu gorfodi, gerbron "
        "llys yn y pen draw.",
    ),
    Words("4", "What CCSR does", "Beth mae CCSR yn ei wneud"),
    Words(
        "4.1",
        "Support for commissioning",
        "Cymorth i gomisiynu",
        "CCSR supports the 22 local authorities when they look for a place for a looked-after "
        "child.",
        "Mae CCSR yn cefnogi'r 22 awdurdod lleol wrth iddynt chwilio am le i blentyn sy'n derbyn "
        "gofal.",
    ),
    Words(
        "4.2",
        "A secure register",
        "Cofrestr ddiogel",
        "CCSR keeps a secure register that only those with an account can open.",
        "Mae CCSR yn cadw cofrestr ddiogel na all ond deiliaid cyfrif ei hagor.",
    ),
    Words(
        "4.3",
        "Up-to-date information",
        "Gwybodaeth gyfredol",
        "What the register says is accurate and up to date. What the inspectorate tells is shared "
        "with the authorities without delay.",
        "Mae'r hyn a ddywed y gofrestr yn gywir ac yn gyfredol. Rhennir yr hyn y mae'r arolygiaeth "
        "yn ei ddweud â'r awdurdodau yn ddi-oed.",
        "What was received is shared without delay",
        "Rhennir yr hyn a dderbyniwyd yn ddi-oed",
        ("reports_shared",),
        "What the register says is accurate and up to date.",
    ),
    Words("5", "Working together", "Cydweithio"),
    Words(
        "5.1",
        "A named person",
        "Person a enwir",
        "A named member of CCSR's staff works at the inspectorate on some days of each week and "
        "brings over what is listed in 5.2.",
        "Mae aelod o staff CCSR a enwir yn gweithio yn yr arolygiaeth ar rai dyddiau bob wythnos "
        "ac yn dod â'r hyn a restrir yn 5.2.",
        "A named person brings over what the inspectorate issues",
        "Mae person a enwir yn dod â'r hyn y mae'r arolygiaeth yn ei gyhoeddi",
        (),
        "A named member of CCSR's staff is seconded to the inspectorate and brings over what is "
        "listed in 5.2.",
    ),
    Words(
        "5.2",
        "What the inspectorate gives",
        "Beth mae'r arolygiaeth yn ei roi",
        "The inspectorate gives CCSR, of each service\n- the annual inspection report and any "
        "further one\n- completed complaint reports\n- enforcement at stage 2 and beyond\n- "
        "changes to the conditions of registration\n- new, suspended and cancelled registrations",
        "Mae'r arolygiaeth yn rhoi i CCSR, ar gyfer pob gwasanaeth\n- yr adroddiad arolygu "
        "blynyddol ac unrhyw un pellach\n- adroddiadau cwynion a gwblhawyd\n- camau gorfodi o gam "
        "2 ymlaen\n- newidiadau i amodau cofrestru\n- cofrestriadau newydd, ataliedig ac a "
        "ddiddymwyd",
        "Reports, enforcement and registrations come on time",
        "Daw adroddiadau, camau gorfodi a chofrestriadau yn brydlon",
        ("reports_received", "enforcement_received", "events_received"),
        "The inspectorate gives CCSR, of each service\n- the annual inspection report\n- "
        "completed complaint reports\n- changes to the conditions of registration\n- new and "
        "cancelled registrations",
    ),
    Words(
        "5.3",
        "What CCSR gives",
        "Beth mae CCSR yn ei roi",
        "CCSR tells the inspectorate of\n- doubts about what is registered\n- concerns about a "
        "provider\n- discrepancies between the conditions of registration and what the provider "
        "says that it offers\nThe inspectorate may look into the register, and answers within 28 "
        "days.",
        "Mae CCSR yn dweud wrth yr arolygiaeth am\n- amheuon ynghylch yr hyn a gofrestrwyd\n- "
        "pryderon am ddarparwr\n- anghysondebau rhwng yr amodau cofrestru a'r hyn y mae'r darparwr "
        "yn dweud ei fod yn ei gynnig\nCaiff yr arolygiaeth edrych yn y gofrestr, ac mae'n ateb o "
        "fewn 28 diwrnod.",
        "Doubts, concerns and discrepancies are passed on, and answered within 28 days",
        "Caiff amheuon, pryderon ac anghysondebau eu trosglwyddo, a'u hateb o fewn 28 diwrnod",
        ("discrepancies_passed_on", "concerns_passed_on", "items_answered"),
        "CCSR tells the inspectorate of\n- doubts about what is registered\n- concerns about a "
        "provider\nThe inspectorate may look into the register.",
    ),
    Words(
        "5.4",
        "Concealing a service",
        "Celu gwasanaeth",
        "Where what it knows makes that necessary, CCSR conceals a service from the authorities, "
        "and reviews each concealment on a day that is set when it begins.",
        "Lle bo'r hyn y mae'n ei wybod yn gwneud hynny'n angenrheidiol, mae CCSR yn celu "
        "gwasanaeth rhag yr awdurdodau, ac yn adolygu pob achos ar ddiwrnod a bennir wrth "
        "ddechrau.",
        "No concealment is past its review",
        "Nid oes yr un achos o gelu y tu hwnt i'w adolygiad",
        ("concealments_reviewed",),
        "Where what it knows makes that necessary, CCSR conceals a service from the authorities.",
    ),
    Words(
        "5.5",
        "No way round the law",
        "Dim ffordd o osgoi'r gyfraith",
        "Providers are told plainly that CCSR is no way to tell the inspectorate: the law obliges "
        "them to tell it directly.",
        "Dywedir yn glir wrth ddarparwyr nad yw CCSR yn fodd i hysbysu'r arolygiaeth: mae'r "
        "gyfraith yn eu gorfodi i'w hysbysu'n uniongyrchol.",
        "Providers know that they must tell the inspectorate directly",
        "Mae darparwyr yn gwybod bod rhaid iddynt hysbysu'r arolygiaeth yn uniongyrchol",
        ("notice_acknowledged",),
    ),
    Words("6", "Sharing information", "Rhannu gwybodaeth"),
    Words(
        "6.1",
        "Why information is shared",
        "Pam y rhennir gwybodaeth",
        "So that the authorities choose well, and the inspectorate learns what concerns it.",
        "Er mwyn i'r awdurdodau ddewis yn dda, ac i'r arolygiaeth ddysgu'r hyn sy'n berthnasol "
        "iddi.",
    ),
    Words(
        "6.1.1",
        "Both ways",
        "I'r ddau gyfeiriad",
        "What one party learns and the other needs is passed on.",
        "Trosglwyddir yr hyn y mae un parti yn ei ddysgu ac sydd ei angen ar y llall.",
    ),
    Words(
        "6.2",
        "Principles",
        "Egwyddorion",
        "- The law on data protection, human rights and confidence is kept.\n- Where a child may "
        "be at risk, the authority's child-protection procedure is followed without delay.\n- Each "
        "party answers for the quality of its own data.\n- Nothing is shared that could compromise "
        "the work of the regulator.\n- No provider gains or loses by how it is shown.",
        "- Cedwir at y gyfraith ar ddiogelu data, hawliau dynol a chyfrinachedd.\n- Pan all "
        "plentyn fod mewn perygl, dilynir gweithdrefn amddiffyn plant yr awdurdod yn ddi-oed.\n- "
        "Mae pob parti yn atebol am ansawdd ei ddata ei hun.\n- Ni rennir dim a allai beryglu "
        "gwaith y rheoleiddiwr.\n- Nid yw'r un darparwr yn elwa nac yn colli oherwydd sut y'i "
        "dangosir.",
    ),
    Words("7", "Measuring success", "Mesur llwyddiant"),
    Words(
        "7.1",
        "A live document",
        "Dogfen fyw",
        "At their meetings both parties check their work against this protocol.",
        "Yn eu cyfarfodydd mae'r ddau barti yn gwirio eu gwaith yn erbyn y protocol hwn.",
    ),
    Words(
        "7.2",
        "Learning lessons",
        "Dysgu gwersi",
        "Where something goes wrong, it is measured by this protocol, and what is learned is noted "
        "and acted on.",
        "Pan aiff rhywbeth o'i le, fe'i mesurir yn ôl y protocol hwn, a nodir yr hyn a ddysgir a "
        "gweithredu arno.",
        "Lessons are noted and lead to actions",
        "Nodir gwersi ac maent yn arwain at gamau gweithredu",
        ("lessons_acted_on",),
        None,
    ),
    Words("8", "Resources", "Adnoddau"),
    Words(
        "8.1",
        "Meetings",
        "Cyfarfodydd",
        "The parties meet every three months. What they agree is noted, and each keeps a record. "
        "Who arranges, hosts, chairs and writes the minutes is agreed between them; costs are "
        "shared.",
        "Mae'r partïon yn cyfarfod bob tri mis. Nodir yr hyn y cytunir arno, ac mae'r naill a'r "
        "llall yn cadw cofnod. Cytunir rhyngddynt pwy sy'n trefnu, yn cynnal, yn cadeirio ac yn "
        "ysgrifennu'r cofnodion; rhennir y costau.",
        "A meeting every three months, with minutes that both agree",
        "Cyfarfod bob tri mis, gyda chofnodion y mae'r ddau yn cytuno arnynt",
        ("meeting_held", "minutes_agreed"),
        "The parties meet every six months. What they agree is noted, and each keeps a record.",
    ),
    Words("9", "Review of this protocol", "Adolygu'r protocol hwn"),
    Words(
        "9.1",
        "Every three years",
        "Bob tair blynedd",
        "The parties review this protocol every three years, or sooner if both agree.",
        "Mae'r partïon yn adolygu'r protocol hwn bob tair blynedd, neu'n gynt os yw'r ddau yn "
        "cytuno.",
        "Reviewed every three years, or sooner",
        "Fe'i hadolygir bob tair blynedd, neu'n gynt",
        ("protocol_review",),
    ),
)
