Administrators look after long work on a page of its own: what waits, runs, has failed and why; do it anew, cancel it, or have a nightly job done now. Whoever asked for long work sees how far it is.
