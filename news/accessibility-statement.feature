An accessibility statement, in both languages, from the foot of every page; it says what is known not to work.
