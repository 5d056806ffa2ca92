"""Permission titles of the site; ``permissions.zcml`` declares them, the rolemap grants them."""

ManageAccounts = "ccsr.policy: Manage Accounts"
