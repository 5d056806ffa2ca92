"""Who is the contact of which provider, kept by account: a list of accounts asks no provider.

The local role on the provider is what counts; this follows it.
"""

from ccsr.policy.accounts import standing


ROLE = "Provider Contact"


def keep(provider) -> None:
    """Keep who the contacts of a provider are now."""
    uid, now = provider.UID(), set(_contacts(provider))
    for user_id, record in standing.everything().items():
        if uid in record.get("providers", ()) and user_id not in now:
            _put(user_id, set(record["providers"]) - {uid})
    for user_id in now:
        _put(user_id, {*standing.kept(user_id).get("providers", ()), uid})


def remove(provider, user_id: str) -> None:
    """Make an account a contact of a provider no longer."""
    left = [role for role in provider.get_local_roles_for_userid(user_id) if role != ROLE]
    if left:
        provider.manage_setLocalRoles(user_id, left)
    else:
        provider.manage_delLocalRoles([user_id])
    provider.reindexObjectSecurity()
    keep(provider)


def local_roles_changed(provider, event) -> None:
    """Follow what was changed on the provider's own page of roles."""
    keep(provider)


def _contacts(provider):
    return (user_id for user_id, roles in provider.get_local_roles() if ROLE in roles)


def _put(user_id, providers):
    if sorted(providers) != standing.kept(user_id).get("providers", []):
        standing.keep(user_id, providers=sorted(providers) or None)
