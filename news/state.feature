Administrators have a page that says how the site is: text search, storage, e-mail and versions, each with what to do where something is wrong. Their home page tells them when there is.
