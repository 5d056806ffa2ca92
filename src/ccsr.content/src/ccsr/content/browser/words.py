"""What the pages call the types, their states and transitions: whole phrases, none glued."""

from ccsr.content import _
from ccsr.content.domain import liaison
from dataclasses import dataclass


@dataclass(frozen=True)
class TypeWords:
    """The phrases about one type; ``many`` is the heading of a list."""

    one: str
    many: str
    add: str
    edit: str


TYPES = {
    "Provider": TypeWords(
        _("word_provider", default="Provider"),
        _("word_providers", default="Providers"),
        _("add_provider", default="Add provider"),
        _("edit_provider", default="Edit provider"),
    ),
    "Service": TypeWords(
        _("word_service", default="Service"),
        _("word_services", default="Services"),
        _("add_service", default="Add service"),
        _("edit_service", default="Edit service"),
    ),
    "RegistrationCondition": TypeWords(
        _("word_condition", default="Condition of registration"),
        _("word_conditions", default="Conditions of registration"),
        _("add_condition", default="Add condition"),
        _("edit_condition", default="Edit condition"),
    ),
    # Kept on a page of its own, so that no form adds one.
    "ProviderClaim": TypeWords(
        _("word_claim", default="What the provider offers"),
        _("word_claims", default="What providers offer"),
        "",
        _("edit_claim", default="Change what you offer"),
    ),
    "InspectionReport": TypeWords(
        _("word_inspection_report", default="Inspection report"),
        _("word_inspection_reports", default="Inspection reports"),
        _("add_inspection_report", default="Add inspection report"),
        _("edit_inspection_report", default="Edit inspection report"),
    ),
    "ComplaintReport": TypeWords(
        _("word_complaint_report", default="Complaint report"),
        _("word_complaint_reports", default="Complaint reports"),
        _("add_complaint_report", default="Add complaint report"),
        _("edit_complaint_report", default="Edit complaint report"),
    ),
    "EnforcementAction": TypeWords(
        _("word_enforcement_action", default="Enforcement action"),
        _("word_enforcement_actions", default="Enforcement actions"),
        _("add_enforcement_action", default="Add enforcement action"),
        _("edit_enforcement_action", default="Edit enforcement action"),
    ),
    "RegistrationEvent": TypeWords(
        _("word_event", default="Event of registration"),
        _("word_events", default="Registration history"),
        _("add_event", default="Add event"),
        _("edit_event", default="Edit event"),
    ),
    "LiaisonItem": TypeWords(
        _("word_liaison_item", default="Liaison item"),
        _("word_liaison_items", default="Liaison items"),
        _("add_liaison_item", default="Add liaison item"),
        _("edit_liaison_item", default="Edit liaison item"),
    ),
    # Begun by "We have been notified", so that no form adds one.
    "Inspection": TypeWords(
        _("word_inspection", default="Inspection"),
        _("word_inspections", default="Inspections"),
        "",
        _("edit_inspection", default="Edit inspection"),
    ),
    "Evidence": TypeWords(
        _("word_evidence", default="Evidence"),
        _("word_evidences", default="Evidence"),
        _("add_evidence", default="Add evidence"),
        _("edit_evidence", default="Edit evidence"),
    ),
    "AgreedAction": TypeWords(
        _("word_action", default="Agreed action"),
        _("word_actions", default="Agreed actions"),
        _("add_action", default="Add agreed action"),
        _("edit_action", default="Edit agreed action"),
    ),
    "Protocol": TypeWords(
        _("word_protocol", default="Protocol"),
        _("word_protocols", default="Versions of the protocol"),
        _("add_protocol", default="Add protocol"),
        _("edit_protocol", default="Edit protocol"),
    ),
    "Clause": TypeWords(
        _("word_clause", default="Clause"),
        _("word_clauses", default="Clauses"),
        _("add_clause", default="Add clause"),
        _("edit_clause", default="Edit clause"),
    ),
    "Lesson": TypeWords(
        _("word_lesson", default="Lesson"),
        _("word_lessons", default="Lessons"),
        _("add_lesson", default="Add lesson"),
        _("edit_lesson", default="Edit lesson"),
    ),
    "Meeting": TypeWords(
        _("word_meeting", default="Meeting"),
        _("word_meetings", default="Meetings"),
        _("add_meeting", default="Add one meeting"),
        _("edit_meeting", default="Edit meeting"),
    ),
    "InspectionFramework": TypeWords(
        _("word_framework", default="Inspection framework"),
        _("frameworks_title", default="Inspection frameworks"),
        _("add_framework", default="Add framework"),
        _("edit_framework", default="Edit framework"),
    ),
    # Graded on the page of its framework, so that no form adds one.
    "SelfAssessment": TypeWords(
        _("word_assessment", default="Self-assessment"),
        _("word_assessments", default="Self-assessments"),
        "",
        _("assess_again", default="Assess again"),
    ),
    "Risk": TypeWords(
        _("word_risk", default="Risk"),
        _("risks_title", default="Risks"),
        _("add_risk", default="Add risk"),
        _("edit_risk", default="Edit risk"),
    ),
    "WorkingParty": TypeWords(
        _("word_working_party", default="Working party"),
        _("word_working_parties", default="Working parties"),
        _("add_working_party", default="Set up a working party"),
        _("edit_working_party", default="Edit working party"),
    ),
    "Briefing": TypeWords(
        _("word_briefing", default="Briefing"),
        _("word_briefings", default="Briefings"),
        _("add_briefing", default="Write a briefing"),
        _("edit_briefing", default="Edit briefing"),
    ),
    # Uploaded on the page of its area, so that no form adds or edits one.
    "IntakeItem": TypeWords(
        _("word_intake_item", default="File to be filed"),
        _("word_intake_items", default="Files to be filed"),
        "",
        "",
    ),
    "IntakeArea": TypeWords(
        _("word_intake", default="Intake"),
        _("word_intake", default="Intake"),
        "",
        "",
    ),
    "Register": TypeWords(
        _("word_register", default="Register"),
        _("word_register", default="Register"),
        _("add_register", default="Add register"),
        _("edit_register", default="Edit register"),
    ),
    "Area": TypeWords(
        _("word_area", default="Area"),
        _("word_areas", default="Areas"),
        _("add_area", default="Add area"),
        _("edit_area", default="Edit area"),
    ),
}

STATES = {
    **{term.token: term.title for term in liaison.STATES},
    "draft": _("state_draft", default="Draft"),
    "shared": _("state_shared", default="Shared"),
    "concealed": _("state_concealed", default="Concealed"),
    "in_force": _("state_in_force", default="In force"),
    "superseded": _("state_superseded", default="Superseded"),
    "planned": _("state_planned", default="Planned"),
    "held": _("state_held", default="Held"),
    "agreed": _("state_agreed", default="Minutes agreed"),
    "cancelled": _("state_cancelled", default="Cancelled"),
}

#: What a person does, as a button says it.
TRANSITIONS = {
    "share": _("transition_share", default="Share"),
    "conceal": _("transition_conceal", default="Conceal"),
    "reveal": _("transition_reveal", default="Reveal"),
    "retract": _("transition_retract", default="Retract to draft"),
    "triage": _("transition_triage", default="Triage"),
    "take_back": _("transition_take_back", default="Take back the triage"),
    "send": _("transition_send", default="Send to the inspectorate"),
    "acknowledge": _("transition_acknowledge", default="Acknowledge"),
    "answer": _("transition_answer", default="Answer"),
    "close": _("transition_close", default="Close"),
    "reject": _("transition_reject", default="Reject"),
    "reopen": _("transition_reopen", default="Reopen"),
    "adopt": _("transition_adopt", default="Adopt this version"),
    "hold": _("transition_hold", default="It has been held"),
    "cancel": _("transition_cancel", default="Cancel it"),
    "plan_again": _("transition_plan_again", default="Plan it again"),
    "agree": _("transition_agree", default="Agree the minutes"),
}

#: What was done, as the history says it; without a transition the thing was made.
DONE = {
    None: _("done_created", default="Created"),
    "share": _("done_shared", default="Shared"),
    "conceal": _("done_concealed", default="Concealed"),
    "reveal": _("done_revealed", default="Revealed"),
    "retract": _("done_retracted", default="Retracted to draft"),
    "triage": _("done_triaged", default="Triaged"),
    "take_back": _("done_taken_back", default="Triage taken back"),
    "send": _("done_sent", default="Sent to the inspectorate"),
    "acknowledge": _("done_acknowledged", default="Acknowledged"),
    "answer": _("done_answered", default="Answered"),
    "close": _("done_closed", default="Closed"),
    "reject": _("done_rejected", default="Rejected"),
    "reopen": _("done_reopened", default="Reopened"),
    "adopt": _("done_adopted", default="Adopted"),
    "supersede": _("done_superseded", default="Superseded"),
    "hold": _("done_held", default="Held"),
    "cancel": _("done_cancelled", default="Cancelled"),
    "plan_again": _("done_planned_again", default="Planned again"),
    "agree": _("done_agreed", default="Minutes agreed by all"),
}

DELETE = _("delete_draft", default="Delete draft")
RETENTION = _("action_retention", default="How long it is kept")
