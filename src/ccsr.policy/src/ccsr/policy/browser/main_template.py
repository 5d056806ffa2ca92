"""The layout of every page, in place of Plone's and without a transform after it."""

from Products.CMFPlone.browser.main_template import MainTemplate as PloneMainTemplate
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


class MainTemplate(PloneMainTemplate):
    """Offers the macros that all templates fill; what is asked for by script stays Plone's."""

    main_template = ViewPageTemplateFile("templates/main_template.pt")
