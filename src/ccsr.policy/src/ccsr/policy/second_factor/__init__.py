"""The second factor: codes of an authenticator app after the password.

``keys`` seals the secrets with a key outside the database, ``store`` keeps them in
SQL, ``factor`` answers the sign-in, ``notices`` tells the owner of an account what
was done. The rules are in ``ccsr.policy.domain.second_factor``.
"""

from ccsr.policy.second_factor.factor import reset


__all__ = ["reset"]
