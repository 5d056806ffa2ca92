"""``@open-referral``: the shared register as Open Referral UK (HSDS-UK 3.x) asks for it."""
