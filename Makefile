# Homeward in one command each. "make" alone says which.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

VENV := .venv
STAMP := $(VENV)/installed
PYTHON ?= $(firstword $(foreach python,python3.11 python3,$(if $(shell \
	$(python) -c 'import sys; print(sys.version_info >= (3, 11) or "")' 2>/dev/null),$(python))))
ORACLE ?= ../shared/oracle

.PHONY: help install demo test lint bench oracle clean

help:  ## say what there is
	@sed -nE 's/^([a-z]+):.*## (.*)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

install: $(STAMP)  ## make .venv with everything pinned in requirements.lock, and Homeward in it

# Only what the lock names is fetched: wheels with their hashes, no dependencies beyond it, no build tools.
$(STAMP): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Homeward needs Python 3.11 or newer; none found" >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	$(VENV)/bin/python -m pip install --quiet --require-hashes --no-deps --only-binary :all: -r requirements.lock
	$(VENV)/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	$(VENV)/bin/python -m pip check
	touch $@

demo: $(STAMP)  ## a fictional delivery, and a whole invented story to look around in, in a browser
	$(VENV)/bin/homeward demo

test: $(STAMP)  ## run all tests and the examples in docstrings
	$(VENV)/bin/python -m pytest -n 2

lint: $(STAMP)  ## check style, format and types
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy

# What Homeward is compared with lives apart from it, so that it adds nothing to what is installed.
.venv-bench/installed: requirements-bench.lock
	$(PYTHON) -m venv --clear .venv-bench
	.venv-bench/bin/python -m pip install --quiet --require-hashes --no-deps --only-binary :all: -r requirements-bench.lock
	touch $@

bench: $(STAMP) .venv-bench/installed  ## measure speed
	$(VENV)/bin/python -m benchmarks

oracle: $(STAMP)  ## compare with the answers of other programs, in ORACLE=folder
	$(VENV)/bin/python tests/oracle_check.py $(ORACLE)
	$(VENV)/bin/python -m tests.oracle_talks $(ORACLE)/talks
	$(VENV)/bin/python -m tests.oracle_talks_ledger $(ORACLE)/talks

clean:  ## remove what can be made again
	rm -rf $(VENV) build dist out .hypothesis .mypy_cache .pytest_cache .ruff_cache src/*.egg-info
	find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
