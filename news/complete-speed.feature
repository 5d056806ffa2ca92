Completions of names look at what things are called, and answer within a few milliseconds at 100,000 documents once a process is warm.
