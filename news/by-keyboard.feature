The main jobs of commissioners and reviewers are tested by keyboard alone: at every stop of the Tab key the focus shows, and nothing covers it.
