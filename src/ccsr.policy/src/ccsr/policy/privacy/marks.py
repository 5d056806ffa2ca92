"""Where the portal holds personal data: fields of things, properties of accounts, stores.

The fields are marked in their schemas (``ccsr.content.personal``); here is what
has no schema of ours. A test holds all of it against a new site.
"""

from ccsr.content.content.actions.action import IAgreedAction
from ccsr.content.content.area import IArea
from ccsr.content.content.area import IRegister
from ccsr.content.content.claim import IProviderClaim
from ccsr.content.content.complaint_report import IComplaintReport
from ccsr.content.content.condition import IRegistrationCondition
from ccsr.content.content.enforcement_action import IEnforcementAction
from ccsr.content.content.event import IRegistrationEvent
from ccsr.content.content.governance.clause import IClause
from ccsr.content.content.governance.lesson import ILesson
from ccsr.content.content.governance.meeting import IMeeting
from ccsr.content.content.governance.protocol import IProtocol
from ccsr.content.content.inspection_report import IInspectionReport
from ccsr.content.content.intake_item import IIntakeAreaSchema
from ccsr.content.content.intake_item import IIntakeItemSchema
from ccsr.content.content.liaison import ILiaisonItem
from ccsr.content.content.provider import IProvider
from ccsr.content.content.readiness.assessment import ISelfAssessment
from ccsr.content.content.readiness.briefing import IBriefing
from ccsr.content.content.readiness.evidence import IEvidenceSchema
from ccsr.content.content.readiness.framework_content import IInspectionFramework
from ccsr.content.content.readiness.inspection import IInspectionSchema
from ccsr.content.content.readiness.risk import IRisk
from ccsr.content.content.readiness.working_party import IWorkingParty
from ccsr.content.content.service import IService
from ccsr.content.personal import Mark
from dataclasses import dataclass


#: Schema of each type.
SCHEMAS = {
    "AgreedAction": IAgreedAction,
    "Area": IArea,
    "Briefing": IBriefing,
    "Clause": IClause,
    "ComplaintReport": IComplaintReport,
    "EnforcementAction": IEnforcementAction,
    "Evidence": IEvidenceSchema,
    "Inspection": IInspectionSchema,
    "InspectionFramework": IInspectionFramework,
    "InspectionReport": IInspectionReport,
    "IntakeArea": IIntakeAreaSchema,
    "IntakeItem": IIntakeItemSchema,
    "Lesson": ILesson,
    "LiaisonItem": ILiaisonItem,
    "Meeting": IMeeting,
    "Protocol": IProtocol,
    "Provider": IProvider,
    "ProviderClaim": IProviderClaim,
    "Register": IRegister,
    "RegistrationCondition": IRegistrationCondition,
    "RegistrationEvent": IRegistrationEvent,
    "Risk": IRisk,
    "SelfAssessment": ISelfAssessment,
    "Service": IService,
    "WorkingParty": IWorkingParty,
}

ADMINISTRATORS = "Administrators, and whoever holds the account."
COLLEAGUES = "Whoever sees something that the account did; administrators."

#: Properties of accounts (``portal_memberdata``); None for what is not personal.
PROPERTIES: dict[str, Mark | None] = {
    "fullname": Mark("The person's name.", COLLEAGUES),
    "email": Mark("The person's address.", ADMINISTRATORS),
    "description": Mark("What the person wrote of themselves.", ADMINISTRATORS),
    "home_page": Mark("The person's own pages.", ADMINISTRATORS),
    "location": Mark("Where the person works.", ADMINISTRATORS),
    "login_time": Mark("When the person signed in.", ADMINISTRATORS),
    "last_login_time": Mark("When the person signed in before.", ADMINISTRATORS),
    "language": Mark("The language that the person chose.", ADMINISTRATORS),
    "timezone": Mark("Where the person may be.", ADMINISTRATORS),
    "error_log_update": None,
    "ext_editor": None,
    "listed": None,
    "portal_skin": None,
    "visible_ids": None,
    "ccsr_knows_first_steps": None,
    "wysiwyg_editor": None,
}


@dataclass(frozen=True)
class Store:
    """A place beside the fields; ``where`` in words of the code, ``ends`` when it is gone."""

    name: str
    where: str
    holds: str
    seen_by: str
    ends: str


STORES = (
    Store(
        "Accounts",
        "``acl_users`` of the site; annotation ``ccsr.policy.accounts``",
        "User name, hash of the password, groups, roles, whether disabled or invited.",
        "Administrators; the hash nobody.",
        "With the account.",
    ),
    Store(
        "Portraits",
        "``portal_memberdata``",
        "The picture of an account.",
        "Whoever may open the account's page.",
        "With the account.",
    ),
    Store(
        "Sessions and sign-ins",
        "SQL, ``sign_in``",
        "Who is signed in from where; the last sign-in; failed attempts by name and address.",
        "Whoever holds the account; administrators.",
        "A session when it ends; failures after the lockout's span; the last sign-in with the "
        "account.",
    ),
    Store(
        "Monthly reports of liaison",
        "Annotation ``ccsr.content.liaison_reports``",
        "Titles of the items that were open; they may describe a person.",
        "Reviewers.",
        "After twelve months.",
    ),
    Store(
        "Second factors",
        "SQL, ``second-factor``",
        "The sealed secret of an account's second factor, hashes of its recovery codes.",
        "Nobody.",
        "When it is removed, and with the account.",
    ),
    Store(
        "Record",
        "SQL, ``record``",
        "Who did what, when, from where, to which thing, with the thing's title at that time.",
        "Administrators; readers of one document: reviewers and administrators.",
        "By the record's own schedule.",
    ),
    Store(
        "Saved searches and visits",
        "annotations of the site",
        "What somebody searches for, and when they opened their home page.",
        "Whoever holds the account.",
        "With the account.",
    ),
    Store(
        "Shortlists",
        "annotation ``ccsr.content.shortlists`` of the site",
        "Which services somebody keeps in view for a decision, and what they noted of each, which "
        "may describe a person.",
        "Whoever holds the account.",
        "With the account; a note also with the service, or when its owner deletes it.",
    ),
    Store(
        "Concerns that an account raised",
        "annotation of the concern form",
        "Reference, time, service, how far it has come, and the reply to whoever raised it.",
        "Whoever holds the account.",
        "With the account, or with the liaison item.",
    ),
    Store(
        "What providers say: changes, comments, reminders, the notice",
        "annotations of claims, of documents and of the site",
        "Which account changed a claim and how, wrote or withdrew a comment, acknowledged the "
        "stop notice, was reminded, and when; the text of earlier comments.",
        "Officers, reviewers, administrators; of a claim the provider's contacts, too. The "
        "comment that stands: whoever may view the document, without the account.",
        "With the claim or document; notice and reminders with the account.",
    ),
    Store(
        "Who confirmed what a condition says",
        "annotation of the condition",
        "Which account confirmed which value, and when.",
        "Officers, reviewers.",
        "With the condition.",
    ),
    Store(
        "History of the register",
        "annotations of services and conditions; ``changes`` and ``conditions`` of events",
        "What a service and a condition said before, from which day; the values of fields that "
        "an event changed, the manager and the address included.",
        "Whoever may view the thing and read the field.",
        "With the service, condition or event.",
    ),
    Store(
        "Creators and history",
        "each thing",
        "Which account made it and moved it from state to state, when, and the comments.",
        "Officers, reviewers, administrators.",
        "With the thing.",
    ),
    Store(
        "Redaction",
        "annotation ``ccsr.content.redaction`` of a document",
        "The original of a redacted document with its words, what was marked and why, by which "
        "account, and the note; what was rejected of the suggestions.",
        "The original and its words: reviewers. Pages, reasons and notes: officers, reviewers, "
        "administrators. Marks that are not made yet: whoever may edit the draft.",
        "With the document; the original also when the redaction is taken back.",
    ),
    Store(
        "Uploads",
        "annotations ``ccsr.content.intake_batches`` of the site, and of each uploaded file",
        "Who uploaded which files when, under which names, and what became of each; what was "
        "recognised in a file that is not filed yet.",
        "Officers, reviewers.",
        "After the days that the setting says (30), a file that nobody files with its upload; "
        "one that was discarded, or sent in part, within a day.",
    ),
    Store(
        "Checking of uploads",
        "annotation of each uploaded file and of the document that it becomes; "
        "``ccsr.content.filings`` of the site",
        "Who accepted or typed which value, what the program read and where, and who filed it.",
        "Officers, reviewers.",
        "With the file, or the document; which file became which drafts for 90 days.",
    ),
    Store(
        "Concealments",
        "annotation of each thing",
        "Who concealed and revealed it, and why.",
        "Reviewers.",
        "With the thing.",
    ),
    Store(
        "Holds, reviews and proposals of disposal",
        "annotations of the site",
        "Who placed, lifted, kept, proposed, refused, and why; titles of what is proposed.",
        "Reviewers and administrators.",
        "Titles with the thing; the rest stays.",
    ),
    Store(
        "Certificates of disposal",
        "annotation of the site",
        "Name and account of the two persons who decided; nothing of the subject of the document.",
        "Reviewers and administrators.",
        "Never.",
    ),
    Store(
        "Desks of inspections",
        "annotation ``ccsr.content.inspection`` of the inspection",
        "Who supplies which document, who is to be there, their deputies, and who changed what.",
        "Whoever works in the area of readiness.",
        "With the inspection.",
    ),
    Store(
        "Links to hand in a document",
        "annotation ``ccsr.content.inspection_links`` of the site",
        "Name of the partner it was made for, the account that made it; of its secret a hash.",
        "Whoever works on the inspection.",
        "With the inspection.",
    ),
    Store(
        "Planned exercises",
        "annotation ``ccsr.content.exercises`` of the area of readiness",
        "Which account planned it.",
        "Whoever may begin an inspection.",
        "When it begins or is withdrawn.",
    ),
    Store(
        "Agreements of minutes, what self-assessments said, briefings sent and opened",
        "annotations of each thing",
        "Which account did it, and when.",
        "Whoever may view the thing; who opened a briefing: officers and reviewers.",
        "With the thing.",
    ),
    Store(
        "Text index",
        "``var/search``",
        "The words of every document.",
        "Nobody directly; the catalog decides what is found.",
        "With the document; the bytes when the index next merges its files.",
    ),
    Store(
        "Logs of the server",
        "``var/log``",
        "Address, user name and path of each request.",
        "Whoever runs the machine.",
        "By the machine's rotation.",
    ),
)
