Find shows on a map of Wales, and as a table, how many results lie in each local authority and in each town whose services have an open address; each is a filter to choose.
