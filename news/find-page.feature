Find answers in place, completes names and words while you type, goes straight to an item whose number you type, and finds by a range of dates.
