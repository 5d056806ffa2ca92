# `make help` lists the targets.
PYTHON ?= python3
VENV := .venv
UV := $(VENV)/bin/uv
PIN_FILES := profiles/versions-plone.cfg profiles/versions.cfg
BUILD_INPUTS := buildout.cfg $(wildcard profiles/*.cfg) $(wildcard src/*/pyproject.toml)
# `name = version` of a buildout profile, as `name==version` for pip and uv.
AS_REQUIREMENTS := sed -n 's/^\([A-Za-z0-9._-]*\) = \([0-9].*\)$$/\1==\2/p'
COMPILE := $(UV) pip compile -q --python-version 3.11 --no-header --no-annotate
BUILD_TOOLS := zc.buildout==6.0.1 zc.recipe.egg collective.recipe.template plone.recipe.zope2instance plone.recipe.zeoserver setuptools wheel pip uv
OURS := '-e ./src/ccsr.search' '-e ./src/ccsr.content' '-e ./src/ccsr.policy[postgresql,cluster,production,load,docs,test,lint]'
NOT_OURS := --no-emit-package ccsr-search --no-emit-package ccsr-content --no-emit-package ccsr-policy
BENCH = PYTHONPATH=src/ccsr.policy/src:src/ccsr.content/src:src/ccsr.search/src .venv/bin/python benchmarks
write-pins = (printf '\# %s. Written by `make pins`.\n[versions]\n' "$(1)"; $(2) | sed 's/==/ = /')
ROOT := $(shell id -u | sed -n 's/^0$$/yes/p')

.DEFAULT_GOAL := help
.PHONY: help build run demo cluster-test upgrade-drill test proofs faults leaks bilingual accessibility lint audit-dependencies bench bench-index bench-site load load-cluster bench-intake first-hour docs personal-data record-postgres fuzz-api docs-examples docs-pictures screenshots page-weight format i18n pins chromium clamd tesseract dovecot production-try nginx

help: ## list the targets
	@sed -n 's/^\([a-z0-9-]*\):.*## /\1\t/p' Makefile | expand -t 20

build: bin/.built ## install the pins and write bin/

run: build ## serve the portal on http://localhost:8080/ccsr (demo content on first start)
	@bin/ccsr run

demo: build ## delete the site and make it anew with its demo content
	@bin/ccsr demo --fresh

test: build chromium clamd tesseract dovecot ## run every test, the browser's included
	@bin/pytest -n 3 --dist loadfile --no-loadscope-reorder

proofs: build ## kill a writer of the search index more often than `make test` does (TURNS=200)
	@CCSR_TURNS=$(or $(TURNS),200) bin/pytest --no-cov tests/search/test_recovery.py

faults: build ## kill, cut off and restore what people work on, and see that nothing is lost (TURNS=100)
	@{ ls /usr/lib/postgresql/*/bin/initdb && command -v redis-server && ls /usr/lib/*/faketime; } >/dev/null 2>&1 \
	  || { [ -n "$(ROOT)" ] && apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql redis-server libfaketime >/dev/null; }
	@PYTHONPATH=tests:tests/site:src/ccsr.policy/src:src/ccsr.content/src:src/ccsr.search/src \
	  .venv/bin/python -W ignore -m faults $(or $(TURNS),100) $(ARGS)
	@bin/pytest --no-cov -p no:cacheprovider -q -s tests/site/faults/try_*.py

leaks: build ## ask everything, as everybody, about what is hidden from them (ARGS="--part 1/4")
	@PYTHONPATH=tests:tests/policy:tests/site:src/ccsr.policy/src:src/ccsr.content/src:src/ccsr.search/src \
	  .venv/bin/python -W ignore -m leaks $(ARGS)

bilingual: build ## walk the demo as everybody, in Welsh: which English words are left (ARGS="--most 2")
	@PYTHONPATH=tests:tests/site:src/ccsr.policy/src:src/ccsr.content/src:src/ccsr.search/src \
	  .venv/bin/python -W ignore -m bilingual $(ARGS)

accessibility: build chromium ## look at the demo as everybody, in a browser: what keeps somebody out (ARGS="--scheme dark")
	@PYTHONPATH=tests:tests/site:src/ccsr.policy/src:src/ccsr.content/src:src/ccsr.search/src \
	  .venv/bin/python -W ignore -m accessible $(ARGS)

lint: build ## formatting, imports between packages, types, spelling, documentation
	@.venv/bin/ruff check -q .
	@.venv/bin/ruff format -q --check .
	@.venv/bin/zpretty --check $$(git ls-files '*.zcml' '*.xml' '*.pt')
	@.venv/bin/codespell
	@bin/lint-imports --no-cache
	@.venv/bin/sphinx-build -q -W --keep-going -b dummy docs var/docs-checked
	@.venv/bin/mypy

audit-dependencies: build ## ask pypi.org about known faults of every pin (docs/reference/advisories.rst)
	@$(UV) tool run pip-audit@2.10.1 --strict --no-deps --disable-pip --progress-spinner off -r $(VENV)/requirements.txt

bench: build ## figures of the search, beside Plone's own text index (N=10000)
	@$(BENCH)/speed.py $(or $(N),10000) $(ARGS)

bench-index: build ## figures of the text index alone, in a bare catalog (N=10000)
	@$(BENCH)/search_core.py $(or $(N),10000) $(ARGS)

bench-site: build ## a portal of N documents in var/bench/N, to measure or to look at (N=10000)
	@$(BENCH)/portal.py $(or $(N),10000) $(ARGS)

load: build ## a day of many people at once, on the portal of bench-site (N=10000 ARGS="--clients 4 --pace 8")
	@$(BENCH)/load.py var/bench/$(or $(N),10000) $(ARGS)

first-hour: build ## seconds from a clone to the first page, on a copy of its own
	@$(BENCH)/first_hour.py

load-cluster: build ## the same on three hosts with PostgreSQL and Redis of their own (N=10000 ARGS="--pace 8")
	@$(BENCH)/load_cluster.py var/bench/$(or $(N),10000) $(ARGS)

bench-intake: build ## seconds from the drop of a file to its draft, and how well scans are read (ARGS="--files 40 --reader")
	@$(BENCH)/intake.py $(ARGS)
	@$(BENCH)/scans.py

docs: build ## the documentation as pages, in var/docs
	@.venv/bin/sphinx-build -q -W --keep-going docs var/docs && echo "var/docs/index.html"

cluster-test: build nginx ## three hosts on PostgreSQL and Redis of their own, after a move from one (ARGS="-k killed")
	@{ ls /usr/lib/postgresql/*/bin/initdb && command -v redis-server; } >/dev/null 2>&1 \
	  || { [ -n "$(ROOT)" ] && apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql redis-server >/dev/null; }
	@bin/pytest --no-cov -p no:cacheprovider tests/site/try_cluster.py $(ARGS)

upgrade-drill: build ## a portal of an earlier version, built from git, becomes one of this version (ARGS="-k failed")
	@bin/pytest --no-cov -p no:cacheprovider tests/site/try_upgrade.py $(ARGS)

personal-data: build ## write docs/reference/personal-data.rst from the marks in the schemas
	@bin/ccsr personal-data > docs/reference/personal-data.rst

record-postgres: build ## the tests of the record on a PostgreSQL of their own (installed where it can be)
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 \
	  || { [ -n "$(ROOT)" ] && apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql >/dev/null; }
	@bin/pytest --no-cov tests/policy/test_record_postgres.py

production-try: build nginx ## start a host as in production on loopback, and ask it through nginx (ARGS="-k restart")
	@bin/pytest --no-cov -p no:cacheprovider tests/site/try_production.py $(ARGS)

fuzz-api: build ## ask every service what its description allows and much that it does not (SECONDS=300)
	@PYTHONPATH=tests:tests/policy .venv/bin/python -W ignore -m fuzzing $(or $(SECONDS),300)

docs-examples: build ## write docs/reference/examples/ from what the services answer
	@CCSR_WRITE_EXAMPLES=1 bin/pytest --no-cov tests/policy/test_examples.py

docs-pictures: build chromium ## write docs/images/ from the demo's pages
	@CCSR_WRITE_PICTURES=1 bin/pytest --no-cov tests/site/test_docs_pictures.py

screenshots: build chromium ## each role's main pages in one contact sheet (ARGS="--who officer --to FOLDER")
	@PYTHONPATH=tests:tests/site .venv/bin/python -m rounds $(ARGS)

page-weight: build chromium ## bytes, layout shifts and waits of the main pages in Chromium
	@PYTHONPATH=tests:tests/site .venv/bin/python -m rounds.weighing $(ARGS)

format: build ## let the formatters write
	@.venv/bin/ruff check -q --fix .
	@.venv/bin/ruff format -q .
	@.venv/bin/zpretty -i $$(git ls-files '*.zcml' '*.xml' '*.pt')

i18n: build ## collect the message ids and bring both languages' catalogues up to date
	@for package in content policy; do cd src/ccsr.$$package/src/ccsr/$$package/locales \
	  && $(CURDIR)/.venv/bin/i18ndude rebuild-pot --pot ccsr.$$package.pot --merge manual.pot --create ccsr.$$package .. \
	  && $(CURDIR)/.venv/bin/i18ndude sync --pot ccsr.$$package.pot */LC_MESSAGES/ccsr.$$package.po \
	  && cd $(CURDIR) || exit 1; done

pins: $(UV) ## resolve Plone and our dependencies anew and write profiles/versions*.cfg
	@printf '%s\n' Plone==6.2.2 $(BUILD_TOOLS) $(OURS) > $(VENV)/tools.in
	@$(COMPILE) $(NOT_OURS) $(VENV)/tools.in | sort > $(VENV)/all.txt
	@echo "Plone==6.2.2" | $(COMPILE) -c $(VENV)/all.txt - | sort > $(VENV)/plone.txt
	@$(call write-pins,Plone 6.2.2 and what it needs,cat $(VENV)/plone.txt) > $(VENV)/plone.cfg
	@$(call write-pins,What CCSR and its tools need beyond Plone,comm -13 $(VENV)/plone.txt $(VENV)/all.txt) > $(VENV)/ours.cfg
	@cp $(VENV)/plone.cfg profiles/versions-plone.cfg && cp $(VENV)/ours.cfg profiles/versions.cfg

chromium:
	@command -v chromium >/dev/null 2>&1 \
	  || { [ -n "$(ROOT)" ] && apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null; } \
	  || echo "Chromium is not installed and cannot be installed by this user: the browser tests will be skipped."

clamd:
	@PATH="$$PATH:/usr/sbin" command -v clamd >/dev/null 2>&1 \
	  || { [ -n "$(ROOT)" ] && apt-get update -qq && apt-get install -y -qq --no-install-recommends clamav-daemon >/dev/null; } \
	  || echo "clamd is not installed and cannot be installed by this user: the tests of the virus scanner will be skipped."

nginx:
	@{ PATH="$$PATH:/usr/sbin"; command -v nginx && command -v logrotate; } >/dev/null 2>&1 \
	  || { [ -n "$(ROOT)" ] && apt-get update -qq && apt-get install -y -qq --no-install-recommends nginx-light logrotate >/dev/null; } \
	  || echo "nginx or logrotate is not installed and cannot be installed by this user: the try of production will say so."

dovecot:
	@PATH="$$PATH:/usr/sbin" command -v dovecot >/dev/null 2>&1 \
	  || { [ -n "$(ROOT)" ] && apt-get update -qq && apt-get install -y -qq --no-install-recommends dovecot-imapd >/dev/null; } \
	  || echo "dovecot is not installed and cannot be installed by this user: the tests of the mailbox will be skipped."

tesseract:
	@[ "$$(tesseract --list-langs 2>/dev/null | grep -cxE 'cym|eng|osd')" = 3 ] \
	  || { [ -n "$(ROOT)" ] && apt-get update -qq && apt-get install -y -qq --no-install-recommends \
	       tesseract-ocr tesseract-ocr-eng tesseract-ocr-cym tesseract-ocr-osd >/dev/null; } \
	  || echo "Tesseract is not installed and cannot be installed by this user: the tests of scanned pages will be skipped."

$(VENV)/bin/python:
	@$(PYTHON) -m venv $(VENV) 2>/dev/null \
	  || { rm -rf $(VENV); [ -n "$(ROOT)" ] && apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null && $(PYTHON) -m venv $(VENV); } \
	  || { echo "Python's venv module is missing. Install Debian's package python3-venv and try again."; exit 1; }

$(UV): $(VENV)/bin/python profiles/versions.cfg
	@$(VENV)/bin/pip install -q "$$($(AS_REQUIREMENTS) profiles/versions.cfg | grep '^uv==')"
	@touch $(UV)

bin/.built: $(UV) $(BUILD_INPUTS)
	@$(AS_REQUIREMENTS) $(PIN_FILES) > $(VENV)/requirements.txt
	@VIRTUAL_ENV=$(VENV) $(UV) pip sync -q --compile-bytecode $(VENV)/requirements.txt
	@$(VENV)/bin/buildout -q && rm -f parts/instance/inituser
	@$(VENV)/bin/python -W ignore profiles/compile_catalogues.py src
	@touch $@
