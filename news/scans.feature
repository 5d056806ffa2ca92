Scanned pages are read by machine, English and Welsh, however they lie; what was read is marked as such, with how surely, and is searched like any other text.
