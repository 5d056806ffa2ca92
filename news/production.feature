``profiles/production.cfg`` makes a host of database server, four serving processes, worker, nginx
and supervisor; ``make production-try`` starts one on loopback and asks it. ``bin/ccsr check`` says
in plain words what is wrong, ``bin/ccsr pack`` packs, ``bin/ccsr create`` makes an empty site.
Figures for Prometheus, logs as JSON without personal data, and one number for each request.
