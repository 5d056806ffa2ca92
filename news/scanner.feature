A file that arrives while the virus scanner does not answer is kept as a draft that nobody can open or share until it was called clean.
