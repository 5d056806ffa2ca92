``bin/ccsr dump`` saves the databases of a cluster by ``pg_dump``: under their names only when
whole, with no password among the arguments, the oldest taken away; ``bin/ccsr check`` counts
them. Sign-ins are limited by nginx at every address that asks for them.
