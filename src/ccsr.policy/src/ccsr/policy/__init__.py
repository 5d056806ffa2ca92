"""The site: roles, groups, workflows, settings, theme, demo, commands."""

from zope.i18nmessageid import MessageFactory


_ = MessageFactory("ccsr.policy")
