"""All that is held of one account, as a ZIP: read it, open it in a spreadsheet, or in a program."""

from ccsr.content.domain import dates
from ccsr.content.noted import note
from ccsr.policy import record
from ccsr.policy.domain import subject_access
from ccsr.policy.privacy import account
from ccsr.policy.privacy import activity
from ccsr.policy.privacy import alerts
from ccsr.policy.privacy import areas
from ccsr.policy.privacy import concerns
from ccsr.policy.privacy import due
from io import BytesIO
from zipfile import ZIP_DEFLATED
from zipfile import ZipFile
from zope.i18n import translate


SECTIONS = (
    account.account,
    account.rights,
    account.signed_in,
    account.searches,
    account.shortlists,
    alerts.told,
    concerns.raised,
    due.held,
    areas.held,
    activity.on_record,
    activity.decisions,
)
LANGUAGES = ("en", "cy")


class UnknownAccount(LookupError):
    """Neither the accounts nor the record nor the areas know it."""


def make(site, user_id):
    """Return the ZIP; that it was made is put on record."""
    if not _is_known(site, user_id):
        raise UnknownAccount(user_id)
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        # Walking all things takes longest, and says the same in both languages.
        things = activity.things(site, user_id)
        for language in LANGUAGES:
            _write(archive, site, user_id, language, things)
        picture = account.portrait(site, user_id)
        if picture:
            archive.writestr("portrait", picture)
    note("subject-access", None, who=user_id)
    return written.getvalue()


def file_name(user_id):
    """Return the name under which it is saved."""
    return f"{user_id} {dates.today().isoformat()}.zip"


def _is_known(site, user_id):
    if not user_id:
        return False
    if site.acl_users.getUserById(user_id) is not None:
        return True
    # An account that is gone has left its lines on record; a partner never had one.
    return bool(record.entries(who=user_id, limit=1)) or areas.is_known(site, user_id)


def _write(archive, site, user_id, language, things):
    def say(message):
        return translate(message, target_language=language)

    today = dates.today()
    sections = [*(section(site, user_id, say) for section in SECTIONS), things]
    page = subject_access.as_html(user_id, today.isoformat(), sections, say, language)
    archive.writestr(f"index.{language}.html", page)
    for one in sections:
        archive.writestr(f"{language}/{one.id}.csv", subject_access.as_csv(one, say))
    if language == LANGUAGES[0]:
        archive.writestr("data.json", subject_access.as_json(user_id, today, sections))
