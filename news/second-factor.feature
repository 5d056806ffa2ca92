Signing in can take a code from an app on one's phone as well, with recovery codes for the day it is lost; staff need one, and a proxy may sign people in with their organisation's account.
