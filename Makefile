# What one does with a checkout. It needs make and python3 (3.11 or 3.12, with venv); everything else is installed into
# .venv from the pinned lock on the first call, and nothing is installed or downloaded after that.
PYTHON ?= python3
VENV ?= .venv
SHARED ?= ../shared
BIN := $(VENV)/bin
READY := $(VENV)/.onrecord-ready
REPORTS := $(sort $(wildcard examples/*.txt))
STORY := $(sort $(wildcard examples/river/*.txt))
SHOWN := $(firstword $(REPORTS))
CODE := src tests benchmarks training docs
DEMO := build/demo
export PIP_DISABLE_PIP_VERSION_CHECK = 1
export ONRECORD_SHARED = $(SHARED)

.DEFAULT_GOAL := help
.PHONY: help env demo test check format format-check lint layers types score score-keep calibration bench bench-spark bench-web peers screenshots docs lock clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | column -t -s '|' 2>/dev/null \
	  || sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  make \1: \2/p' $(MAKEFILE_LIST)

$(READY): requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info[:2] in ((3, 11), (3, 12)) else "the lock is for Python 3.11 and 3.12: say make PYTHON=python3.12")'
	@echo "Installing into $(VENV) (once; a minute or two)"
	@echo "  1 of 3: an environment of $$($(PYTHON) --version) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "  2 of 3: $$(grep -c '^[a-z0-9].*==' requirements-dev.lock) packages of requirements-dev.lock (the longest step) ..."
	@$(BIN)/python -m pip install -qq --require-hashes -r requirements-dev.lock
	@echo "  3 of 3: onrecord itself ..."
	@$(BIN)/python -m pip install -qq --no-deps --no-build-isolation -e .
	@touch $@

env: $(READY) ## make the environment (.venv) from the lock
	@:

demo: $(READY) ## read the example reports into records and show one
	@mkdir -p $(DEMO)
	@echo "Reading $(words $(REPORTS)) example reports into records: $(DEMO)/records.jsonl ..."
	@$(BIN)/onrecord read $(REPORTS) --jsonl > $(DEMO)/records.jsonl
	@echo "Putting them on one page: $(DEMO)/index.html ..."
	@$(BIN)/onrecord read $(REPORTS) --html $(DEMO)/index.html
	@echo "Making a store of them and of a story in $(words $(STORY)) reports: $(DEMO)/onrecord.db ..."
	@rm -f $(DEMO)/onrecord.db*
	@$(BIN)/onrecord add $(DEMO)/onrecord.db $(REPORTS) $(STORY)
	@echo "One of them, as the terminal shows it: onrecord read $(SHOWN)"
	@$(BIN)/onrecord read $(SHOWN)
	@echo "Open $(DEMO)/index.html to see them all, or the store in the browser:"
	@echo "  $(BIN)/onrecord serve $(DEMO)/onrecord.db --open"

screenshots: $(READY) ## take the pictures of docs/web.md anew (needs Chromium)
	@$(BIN)/python -m docs.screenshots

bench-web: $(READY) ## measure the pages of the site over a store of 100,000 invented reports
	@$(BIN)/python -m benchmarks.site

test: $(READY) ## run all tests and doctests
	@$(BIN)/python -m pytest $(PYTEST)

check: format-check lint layers types test ## all that must hold before a commit

format: $(READY) ## lay out the code
	@$(BIN)/ruff format --quiet $(CODE)
	@$(BIN)/ruff check --quiet --fix $(CODE)

format-check: $(READY)
	@echo "format"; $(BIN)/ruff format --quiet --check $(CODE) || { echo "Say: make format"; exit 1; }

lint: $(READY)
	@echo "lint"; $(BIN)/ruff check --quiet --output-format concise $(CODE)

layers: $(READY)
	@echo "layers"; mkdir -p build; $(BIN)/lint-imports --no-cache --no-logo > build/layers.txt 2>&1 || { cat build/layers.txt; exit 1; }

types: $(READY)
	@echo "types"; $(BIN)/mypy --no-error-summary

score: $(READY) ## measure on the gold sets and compare with the committed figures
	@$(BIN)/python -m benchmarks.score

score-keep: $(READY) ## measure and keep the figures as the committed ones
	@$(BIN)/python -m benchmarks.score --keep

calibration: $(READY) ## measure how often statements are right at each level of their confidence
	@$(BIN)/python -m benchmarks.calibration

bench: $(READY) ## measure the speed against the bare language pipeline
	@$(BIN)/python -m benchmarks.speed
	@$(BIN)/python -m benchmarks.asking

bench-spark: $(READY) ## measure Spark against two local processes (20 minutes; needs Java 17)
	@$(BIN)/python -m benchmarks.spark $(BENCH)

PEERS := build/peers

$(PEERS)/.ready: requirements.lock pyproject.toml
	@test -x $(PEERS)/venv/bin/python || $(PYTHON) -m venv $(PEERS)/venv
	@echo "Installing the peers into $(PEERS)/venv (once; needs the network) ..."
	@$(PEERS)/venv/bin/python -m pip install -qq textacy sayswho hatchling editables
	@$(PEERS)/venv/bin/python -m pip install -qq --require-hashes -r requirements.lock
	@$(PEERS)/venv/bin/python -m pip install -qq --no-deps --no-build-isolation -e .
	@touch $@

peers: $(PEERS)/.ready ## read the same texts with every peer of the registries, side by side
	@$(PEERS)/venv/bin/python -m benchmarks.peers

docs: $(READY) ## write the generated parts of README and docs anew
	@$(BIN)/python -m docs.generate

LOCK := build/lock/bin/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header --no-annotate \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options
# one lock, made with Python 3.11, serves Python 3.12 too
PINS := sed -nE '/^ |==/ {s/ ; python_version < "3\.12"//; p}'

lock: ## resolve the newest fitting versions into the two locks (needs the network)
	@test -x build/lock/bin/pip-compile || { $(PYTHON) -m venv build/lock && build/lock/bin/python -m pip install -qq pip-tools; }
	@$(LOCK) --upgrade --output-file build/run.lock pyproject.toml
	@$(LOCK) --extra dev --extra intake --extra site --extra spark --extra pandas --constraint build/run.lock --output-file build/dev.lock pyproject.toml
	@{ echo "# What onrecord needs to run, pinned with the hashes of every file of each version. Made by \`make lock\`."; \
	   $(PINS) build/run.lock; } > requirements.lock
	@{ echo "# What onrecord needs to run, to be tested and to be built, pinned with hashes. Made by \`make lock\`."; \
	   $(PINS) build/dev.lock; } > requirements-dev.lock

clean: ## remove what was made here, the environment too
	@rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
