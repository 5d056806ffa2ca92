"""Permission titles of the site; ``permissions.zcml`` declares them, the rolemap grants them."""

MakeSubjectAccess = "ccsr.policy: Make Subject Access Report"
ManageAccounts = "ccsr.policy: Manage Accounts"
ViewReaders = "ccsr.policy: View Readers"
ViewRecord = "ccsr.policy: View Record"
