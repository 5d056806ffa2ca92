"""The agreed actions of a lesson: those that it names, and those that say they come from it."""

from ccsr.content.content.actions.action import IAgreedAction
from ccsr.content.content.governance.evidence import find


def actions_by_lesson(lessons):
    """Return the actions that whoever asks may see, by UID of the lesson.

    They are woken: where an action comes from is in no column, and there are few.
    """
    found = [one.getObject() for one in find(object_provides=IAgreedAction.__identifier__)]
    return {
        lesson.UID(): [
            one
            for one in found
            if one.UID() in (lesson.actions or ()) or one.source == lesson.UID()
        ]
        for lesson in lessons
    }
