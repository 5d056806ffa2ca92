"""The site: roles, groups, workflows, settings, theme, demo, commands."""

from ccsr.policy import parsing
from zope.i18nmessageid import MessageFactory


_ = MessageFactory("ccsr.policy")

parsing.in_turn()
