"""What those read who would delete or move what is on hold."""

from plone import api
from plone.rest.interfaces import IAPIRequest
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18n import translate

import json


class HeldView(BrowserView):
    """The answer to a refused deletion: the sentence that names the hold, and status 409."""

    page = ViewPageTemplateFile("templates/retention_held.pt")

    def __call__(self):
        """Return the answer to a person or to a program."""
        response = self.request.response
        response.setStatus(409, lock=1)
        if IAPIRequest.providedBy(self.request):
            response.setHeader("Content-Type", "application/json")
            return json.dumps({"type": "Held", "message": self.sentence})
        self.context = api.portal.get()
        return self.page()

    def __init__(self, context, request):
        super().__init__(context, request)
        self.sentence = translate(context.args[0], context=request)

    def home(self):
        """Return the address of the home page."""
        return api.portal.get().absolute_url()
