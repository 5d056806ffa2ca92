"""Templates for pages with hundreds of values."""

from z3c.pt.pagetemplate import ViewPageTemplateFile


class NativeTemplate(ViewPageTemplateFile):
    """A template whose expressions are Python, compiled with it.

    Zope's own evaluates each path by traversal, which took two thirds of the time
    of ``@@find``. The values come from a view; nothing here asks for permissions.
    """

    default_expression = "python"

    def render(self, target_language=None, **context):
        """Render in the language of the request, which is not negotiated for each phrase."""
        language = target_language or context["request"].get("LANGUAGE")
        return super().render(target_language=language, **context)
