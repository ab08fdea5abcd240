# Everything a person or CI does here, by name. `make help` lists it.
.DEFAULT_GOAL := help
SHELL := /bin/bash

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
UV_VERSION := 0.9.9

export DO_NOT_TRACK := 1

.PHONY: help setup run test check format dashboard dagster up browser bench golden lock clean

help: ## List the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(STAMP): requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check "uv>=$(UV_VERSION)"
	$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes --compile-bytecode requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m assets.lib.dbt.project
	@touch $@

setup: $(STAMP) ## Make the virtual environment with the pinned packages

run: $(STAMP) ## Ingest what has landed (or the demo organisation), compute, check, publish, print the KPIs
	@$(BIN)/fullscore run --demo-if-empty

test: $(STAMP) ## Run the tests
	$(BIN)/pytest

format: $(STAMP) ## Format Python and SQL
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

check: $(STAMP) ## Format, lint, types, rooms, SQL lint, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/sqlfluff lint --processes 2 dbt_project assets/snapshot/queries assets/analyses
	$(BIN)/sqlfluff lint --config checks/.sqlfluff --templater placeholder checks
	$(MAKE) --no-print-directory test

dashboard: $(STAMP) ## Show the published KPIs in the browser
	@$(BIN)/fullscore dashboard

dagster: $(STAMP) ## Show the graph, the runs and the checks
	@$(BIN)/fullscore dagster

up: $(STAMP) ## Dashboard, schedule and sensor together
	@$(BIN)/fullscore up

browser: ## Install Debian's chromium for the browser tests
	@command -v chromium >/dev/null || (apt-get update --quiet=2 && apt-get install --yes --quiet=2 --no-install-recommends chromium fonts-dejavu-core)

bench: $(STAMP) ## Print how long things take here, as ratios; BENCH="--against REVISION" compares commits
	@$(BIN)/python -m tests.bench $(BENCH)

golden: $(STAMP) ## Write what the samples of CONNECTOR give as what they have to give, and show the difference
	@$(BIN)/pytest tests/assets/connectors/test_samples.py -n 0 --update-expected -k "$(CONNECTOR)"
	@git --no-pager diff --stat -- assets/connectors
	@git status --short --untracked-files=all -- assets/connectors

lock: $(STAMP) ## Compile requirements.lock anew
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --all-extras --output-file requirements.lock pyproject.toml

clean: ## Remove what was built; landing and organisation stay
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage htmlcov dbt_project/target dbt_project/logs build *.egg-info
