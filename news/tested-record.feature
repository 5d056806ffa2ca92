The record tells of what is read by POST and of roles given to accounts and groups themselves; nobody without an account can fill it; what was committed is not undone over the web.
