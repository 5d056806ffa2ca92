A search may have a hundred values of one filter, and lists are saved one at a time for each account, so that nobody keeps the portal from the others.
