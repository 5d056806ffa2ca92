"""``@@personal-information``: what an account may change of itself."""

from plone.app.users.browser.userdatapanel import UserDataPanel


class PersonalInformation(UserDataPanel):
    """Plone's form without the address.

    A link for a forgotten password goes there, and many sign in with it: whoever found a
    browser open could else take the account over. An administrator changes it.
    """

    def updateFields(self):
        """Leave the address out."""
        super().updateFields()
        self.fields = self.fields.omit("email")
