# A bare machine needs Python >= 3.11, make and a package index; everything else is installed into .venv.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
WORKERS ?= 3 # tests wait more than they work; a file of tests is run by one worker, as its fixtures are dear

.DEFAULT_GOAL := help
.PHONY: help demo demo-picture examples test test-browser test-contract test-instrumentation test-lifecycle test-plans test-pythons test-spark test-stress generate report compare-vendor check check-generated lint types wheel bench guard docs screenshots record clean

help: ## what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-16s %s\n", $$1, $$2}'

# Each kind of work has an environment of its own, with these packages; that of `.venv` is for everyday.
.venv/.ready: PACKAGES = --editable '.[dev]'
.venv-browser/.ready: PACKAGES = --editable '.[sandbox]' pillow pytest 'selenium>=4.25,<5'
.venv-contract/.ready: PACKAGES = --editable '.[sandbox]' pytest pyyaml 'schemathesis>=4.32,<5'
.venv-docs/.ready: PACKAGES = -r docs/requirements.txt --editable '.[plan,sandbox]'
.venv-instrumentation/.ready: PACKAGES = --editable '.[otel,sandbox]' pytest sentry-sdk opentelemetry-sdk opentelemetry-instrumentation-httpx
.venv-lifecycle/.ready: PACKAGES = --editable '.[otel,sandbox]' celery django fastapi gevent gunicorn opentelemetry-sdk pytest pyyaml
.venv-peers/.ready: PACKAGES = -r benchmarks/requirements.txt --editable '.[aiohttp]'
.venv-spark/.ready: PACKAGES = --editable '.[sandbox,spark]' pytest hypothesis mypy

.venv-docs/.ready: docs/requirements.txt
.venv-peers/.ready: benchmarks/requirements.txt

%/.ready: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; name one with PYTHON=...")'
	$(PYTHON) -m venv --clear $*
	$*/bin/python -m pip install --quiet --constraint constraints.txt $(PACKAGES)
	@touch $@

# Only what runs it, and the project from where it is: nothing is built. pip is the one of PYTHON where it has one.
.venv-demo/.ready: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; name one with PYTHON=...")'
	@echo 'Installing what the demo needs into .venv-demo (about ten seconds, and what the index takes) ...'
	@$(PYTHON) -m pip --version >/dev/null 2>&1 && $(PYTHON) -m venv --clear --without-pip .venv-demo || $(PYTHON) -m venv --clear .venv-demo
	@$(PYTHON) scripts/demo.py --packages > .venv-demo/requirements.txt
	@if [ -e .venv-demo/bin/pip ]; then pip='.venv-demo/bin/python -m pip'; else pip='$(PYTHON) -m pip --python .venv-demo/bin/python'; fi; \
	$$pip install --quiet --disable-pip-version-check --constraint constraints.txt --requirement .venv-demo/requirements.txt
	@touch $@

demo: .venv-demo/.ready ## the first minute: what this does, on a sandbox on this machine. KEEP=1 keeps its page open
	@PYTHONPATH=.:generated .venv-demo/bin/python scripts/demo.py $(if $(KEEP),--keep)

demo-picture: .venv-demo/.ready ## draw docs/images/demo.svg, the README's recording of the demo
	@PYTHONPATH=.:generated .venv-demo/bin/python scripts/demo.py --record docs/images/demo.svg

examples: $(READY) ## every documented example, sent to a sandbox on this machine, and what arrived
	@$(BIN)/python scripts/run_examples.py

test: $(READY) ## all tests, WORKERS at a time
	$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist loadfile

generate: $(READY) ## generated/ from openapi/
	$(BIN)/python scripts/generate.py

check-generated: $(READY) ## is generated/ what openapi/ says?
	$(BIN)/python scripts/generate.py --check

report: $(READY) ## what changed in the public surface since BASE (HEAD), and what version that asks for
	@$(BIN)/python scripts/report_changes.py --base $(or $(BASE),HEAD)

compare-vendor: $(READY) ## hold the description against a document of the vendor's: VENDOR=path [LABEL=S26] [SINCE=older]
	@$(BIN)/python scripts/compare_vendor.py "$(VENDOR)" $(if $(LABEL),--as "$(LABEL)") $(if $(SINCE),--since "$(SINCE)")

lint: $(READY)
	$(BIN)/python scripts/lint_description.py
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache

types: $(READY)
	$(BIN)/mypy
	$(BIN)/pyright

wheel: $(READY) ## build the wheel and use it in a clean environment
	$(BIN)/python scripts/check_wheel.py

test-pythons: $(READY) ## the wheel and its tests on every Python of this machine that it supports. ARGS=--quick for a part
	$(BIN)/python scripts/pythons.py $(ARGS)

check: lint types check-generated test wheel ## everything CI checks

test-contract: .venv-contract/.ready .venv-peers/.ready ## the sandbox against the description and the vendor's SDK
	MPARTICLE_PEERS_PYTHON=$(CURDIR)/.venv-peers/bin/python .venv-contract/bin/python -m pytest -o norecursedirs='.*' tests/contract

test-spark: .venv-spark/.ready ## the Spark data source on a local Spark; needs Java 17 (MPARTICLE_STRESS=1: at full size)
	@command -v java >/dev/null || { echo 'Java 17 or newer is needed: apt-get install openjdk-17-jre-headless'; exit 1; }
	.venv-spark/bin/python -m mypy -p mparticle_facade.spark
	.venv-spark/bin/python -m pytest -o norecursedirs='.*' tests/spark

AXE := .venv-browser/node_modules/axe-core/axe.min.js
$(AXE): .venv-browser/.ready # what finds barriers on a page; needs npm
	npm install --silent --no-audit --no-fund --prefix .venv-browser axe-core@4

test-browser: docs .venv-browser/.ready $(AXE) ## the Live Stream page and the documentation in a real Chromium
	@.venv-browser/bin/python scripts/chromium.py
	.venv-browser/bin/python -m pytest -o norecursedirs='.*' tests/browser

.npm-plans/.ready: Makefile
	npm install --prefix .npm-plans --ignore-scripts --no-audit --no-fund --silent @mparticle/data-planning-node@1.0.3
	@touch $@

test-plans: $(READY) .npm-plans/.ready ## data plans against the vendor's npm validator, on 10,000 generated pairs; needs Node and npm
	MPARTICLE_NPM=$(CURDIR)/.npm-plans $(BIN)/python -m pytest -o norecursedirs='.*' -s tests/plans/npm

screenshots: docs .venv-browser/.ready ## take the pictures of the Live Stream and of the documentation again
	.venv-browser/bin/python scripts/screenshots.py

test-stress: $(READY) ## the requirements of delivery in their full size: kill -9 fifty times, two minutes at the limit
	MPARTICLE_STRESS=1 $(BIN)/python -m pytest -s tests/delivery tests/cli/test_upload.py

# Three versions of one package, each in a folder of its own; and one that two of them do not bear.
.venv-instrumentation/vcrpy-%: .venv-instrumentation/.ready
	.venv-instrumentation/bin/python -m pip install --quiet --target $@ 'vcrpy==$*.*'
.venv-instrumentation/aiohttp: .venv-instrumentation/.ready
	.venv-instrumentation/bin/python -m pip install --quiet --target $@ aiohttp

test-instrumentation: .venv-instrumentation/aiohttp .venv-instrumentation/vcrpy-6 .venv-instrumentation/vcrpy-7 .venv-instrumentation/vcrpy-8 ## Sentry, OpenTelemetry and vcrpy see every request
	.venv-instrumentation/bin/python -m pytest -o norecursedirs='.*' tests/instrumentation

test-lifecycle: .venv-lifecycle/.ready ## delivery inside gunicorn, Celery, gevent, FastAPI, Django, Lambda; its metrics
	.venv-lifecycle/bin/python -m pytest -o norecursedirs='.*' tests/lifecycle

bench: .venv-peers/.ready $(READY) ## speed and memory against every peer; writes docs/benchmarks.md. ARGS=--quick for a look
	@.venv-peers/bin/python -m benchmarks $(ARGS)

docs: .venv-docs/.ready ## the documentation as a site, in build/site
	.venv-docs/bin/python scripts/build_docs.py

guard: $(READY) ## has a hot path become twice as dear?
	$(BIN)/python benchmarks/guard.py

record: $(READY) ## record the cassettes again: from the live API if MPARTICLE_API_KEY is set, else from a sandbox
	$(BIN)/python scripts/record.py

clean: ## forget everything that was installed or built
	rm -rf .venv .venv-* .npm-* dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
