# make alone lists what it can do. Needs: Python 3.11+ with venv, git. Everything else comes from pip.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install -qq
TESTS ?=
PYTEST ?= -q -n auto

.PHONY: help demo run worker test fast check fix docs pictures bench front messages lock clean base dev machine

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z][a-z%-]*:.*## / { printf "  \033[1mmake %-16s\033[0m %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

demo: base front messages ## Install what is missing, load the invented province, serve it on PORT (8000)
	@$(BIN)/thutuc demo

run: base front messages ## Serve this installation (embedded database, or the one in DATABASE_URL)
	@$(BIN)/thutuc serve --with-worker

worker: base messages ## Run the job worker alone
	@$(BIN)/thutuc worker

test: dev machine front messages ## Run every test (TESTS=tests/worktime PYTEST="-x" to choose)
	@$(BIN)/pytest $(PYTEST) $(TESTS)

fast: dev ## Run the tests of rules only: no database
	@$(BIN)/pytest -q -p no:randomly tests/kernel $$(ls tests/*/test_rules*.py)

check: dev messages ## What a machine can hold: format, types, layers, templates, migrations, pages, locks
	@bash scripts/check.sh

fix: dev ## Format and mend what ruff and djade can mend
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format --quiet .
	@git ls-files '*/templates/*.html' | xargs -r $(BIN)/djade --target-version 5.2 || true

docs: base ## Write the generated pages of docs/reference again
	@$(BIN)/python scripts/docs.py

pictures: dev machine front messages ## Take the README's pictures from a running demo
	@$(BIN)/python scripts/pictures.py

bench: dev front messages ## Run every benchmark; figures on the last line of each
	@for file in $$(ls bench/*.py | grep -v '/_'); do echo "== $$file"; $(BIN)/python $$file; done

bench-%: dev messages ## Run one benchmark, e.g. make bench-worktime, make bench-search
	@$(BIN)/python bench/$(subst -,_,$*).py

front: base ## Build styles and scripts when their sources changed
	@$(BIN)/python scripts/front.py

messages: base ## Compile the message catalogues (make messages-update collects new texts first)
	@$(BIN)/python scripts/messages.py compile

messages-update: base ## Collect texts from code and templates into locale/en, then compile
	@$(BIN)/python scripts/messages.py update
	@$(BIN)/python scripts/messages.py compile

lock: $(VENV)/.python ## Pin requirements again, with hashes and without addresses
	@$(PIP) uv
	@for name in build base dev; do \
	  $(BIN)/uv pip compile --quiet --upgrade --generate-hashes --universal --python-version 3.11 \
	    --no-header --no-annotate --no-emit-index-url requirements/$$name.in -o requirements/$$name.txt; done

clean: ## Remove what was built (not var/, which holds your data)
	@rm -rf $(VENV) front/node_modules front/dist front/typefaces build src/*.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
	@find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
	@find locale -name '*.mo' -delete 2>/dev/null || true

base: $(VENV)/.base
dev: $(VENV)/.dev

machine:
	@bash scripts/machine.sh

$(VENV)/.python:
	@$(PYTHON) scripts/python_version.py
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.base: requirements/base.txt requirements/build.txt pyproject.toml | $(VENV)/.python
	@echo "· installing what thutuc needs into $(VENV) (first time: about a minute)"
	@$(PIP) --require-hashes -r requirements/build.txt -r requirements/base.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.base
	@echo "· installing what tests and checks need"
	@$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@
