"""What happens when a framework or a self-assessment is added or edited."""

from ccsr.content.content.readiness import assessment as assessments
from ccsr.content.content.readiness import assessment_history
from ccsr.content.content.readiness import framework_content


def framework_saved(framework, event):
    """Repeat in fields what the definition says."""
    framework_content.fill(framework)


def assessment_saved(assessment, event):
    """Call it as its element is called, and keep what it says from now on."""
    assessments.name(assessment)
    # To know its element a catalog was asked, which took it in without the name.
    assessment.reindexObject()
    assessment_history.keep(assessment)
