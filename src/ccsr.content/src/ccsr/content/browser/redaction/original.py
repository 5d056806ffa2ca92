"""``@@original`` of a redacted document: the file that came, for reviewers."""

from ccsr.content.content import redaction
from ccsr.content.content import scanning
from ccsr.content.noted import note
from plone.namedfile.utils import set_headers
from plone.namedfile.utils import stream_data
from Products.Five.browser import BrowserView
from zExceptions import NotFound


class Original(BrowserView):
    """Saves the original; each time is on record."""

    def __call__(self):
        """Return the file; 404 where there is none."""
        if not redaction.is_redacted(self.context) or scanning.stopped_by(self.context):
            raise NotFound("original")
        file = redaction.kept(self.context).original
        note("original-opened", self.context)
        set_headers(file, self.request.response, filename=file.filename)
        return stream_data(file)
