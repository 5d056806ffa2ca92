"""The settings of the register, their control panel and how to read them.

Registry records start with ``ccsr.content``.
"""

from ccsr.content import _
from ccsr.content.controlpanels.redaction import default_reasons
from ccsr.content.controlpanels.redaction import IReasonRow
from collective.z3cform.datagridfield.datagridfield import DataGridFieldWidget
from collective.z3cform.datagridfield.registry import DictRow
from datetime import date
from plone.app.registry.browser.controlpanel import ControlPanelFormWrapper
from plone.app.registry.browser.controlpanel import RegistryEditForm
from plone.autoform import directives
from plone.registry.interfaces import IRegistry
from plone.supermodel import model
from z3c.form.interfaces import IFieldWidget
from z3c.form.widget import FieldWidget
from zope import schema
from zope.browserpage.viewpagetemplatefile import BoundPageTemplate
from zope.browserpage.viewpagetemplatefile import ViewPageTemplateFile
from zope.component import getUtility
from zope.interface import implementer
from zope.interface import Interface


PREFIX = "ccsr.content"


class IStageRow(Interface):
    """One stage of an enforcement policy, with the days on which it was in force."""

    token = schema.TextLine(title=_("label_stage_number", default="Stage"))
    title = schema.TextLine(title=_("label_stage_title", default="Title"))
    title_cy = schema.TextLine(
        title=_("label_stage_title_cy", default="Title in Welsh"), required=False
    )
    valid_from = schema.Date(title=_("label_valid_from", default="In force from"), required=False)
    valid_until = schema.Date(
        title=_("label_in_force_until", default="In force until"), required=False
    )


def default_stages():
    """Return the stages of the policy in force under the protocol of 2010."""
    titles = [
        ("1", "Stage 1: requirement in a report", "Cam 1: gofyniad mewn adroddiad"),
        ("2", "Stage 2: notice of non-compliance", "Cam 2: hysbysiad o ddiffyg cydymffurfio"),
        ("3", "Stage 3: civil or criminal action", "Cam 3: camau sifil neu droseddol"),
    ]
    return [
        {
            "token": token,
            "title": title,
            "title_cy": title_cy,
            "valid_from": date(2007, 1, 1),
            "valid_until": None,
        }
        for token, title, title_cy in titles
    ]


STAGE_ROW = ViewPageTemplateFile("templates/stage_row.pt")


class StagesWidget(DataGridFieldWidget):
    """The stages, a row each; every field of a row has its label, also where rows stack."""

    input_table_css_class = "ccsr-table"

    def update(self):
        """Leave it to the labels of the rows to say what has to be filled in."""
        for column in self.columns:
            column["required"] = False
        super().update()

    def createObjectWidget(self, idx):
        """Give the rows their own template."""
        widget = super().createObjectWidget(idx)
        widget.template = BoundPageTemplate(STAGE_ROW, widget)
        return widget


@implementer(IFieldWidget)
def stages_field_widget(field, request):
    """Return the widget of the stages."""
    return FieldWidget(field, StagesWidget(request))


class ISettings(model.Schema):
    """What an administrator may set for the register."""

    days_to_share = schema.Int(
        title=_("setting_days_to_share", default="Days to share a report"),
        description=_(
            "setting_days_to_share_help",
            default="A report that was received longer ago and is not shared is shown "
            "to reviewers as late.",
        ),
        default=10,
        min=1,
    )

    review_after_days = schema.Int(
        title=_("setting_review_after", default="Days until a concealment is reviewed"),
        description=_(
            "setting_review_after_help",
            default="The review date that is proposed when something is concealed.",
        ),
        default=28,
        min=1,
    )

    claim_days = schema.Int(
        title=_("setting_claim_days", default="Days until vacancies are out of date"),
        description=_(
            "setting_claim_days_help",
            default="What a provider said of its vacancies longer ago is shown as out of date, "
            "and the provider is reminded by e-mail, once in as many days.",
        ),
        default=28,
        min=1,
    )

    intake_days = schema.Int(
        title=_("setting_intake_days", default="Days to file what was uploaded"),
        description=_(
            "setting_intake_days_help",
            default="A file that was uploaded longer ago and that nobody has filed under a "
            "service is deleted.",
        ),
        default=30,
        min=1,
    )

    directives.widget(enforcement_stages=stages_field_widget)

    enforcement_stages = schema.List(
        title=_("setting_stages", default="Stages of enforcement"),
        description=_(
            "setting_stages_help",
            default="Do not delete a stage that has been used: give it an end date.",
        ),
        value_type=DictRow(schema=IStageRow),
        defaultFactory=default_stages,
        missing_value=[],
    )

    directives.widget(redaction_reasons=stages_field_widget)

    redaction_reasons = schema.List(
        title=_("setting_redaction_reasons", default="Reasons for removing something"),
        description=_(
            "setting_redaction_reasons_help",
            default="An officer chooses one for each passage that is removed from a document. "
            "Do not delete a reason that has been used.",
        ),
        value_type=DictRow(schema=IReasonRow),
        defaultFactory=default_reasons,
        missing_value=[],
    )


def settings():
    """Return the settings; missing records answer with their default."""
    return getUtility(IRegistry).forInterface(ISettings, check=False, prefix=PREFIX)


class SettingsForm(RegistryEditForm):
    """The form behind ``@@ccsr-settings``."""

    schema = ISettings
    schema_prefix = PREFIX
    label = _("settings_title", default="Register and documents")


class SettingsPanel(ControlPanelFormWrapper):
    """The control panel ``@@ccsr-settings``."""

    form = SettingsForm
