"""Ids of what lies in the area of readiness: there is one assessment for each element."""

from ccsr.content.content.names import AreaNames
from ccsr.content.content.readiness.assessment import ISelfAssessment
from ccsr.content.content.readiness.framework_content import framework_of
from ccsr.content.content.readiness.framework_content import IInspectionFramework
from ccsr.content.interfaces import IReadinessArea
from zope.component import adapter
from zope.container.interfaces import INameChooser
from zope.interface import implementer


@implementer(INameChooser)
@adapter(IReadinessArea)
class ReadinessNames(AreaNames):
    """Random ids, but for what may be there once only: the second finds the name taken."""

    def chooseName(self, name, obj):
        """Return a fresh id, or the one that a thing of its kind has by what it is of."""
        if ISelfAssessment.providedBy(obj):
            return f"assessed-{obj.framework}-{obj.element}"
        if IInspectionFramework.providedBy(obj):
            return f"inspection-framework-{framework_of(obj).key}"
        return super().chooseName(name, obj)
