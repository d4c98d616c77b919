# Few targets, plain names; `make` alone lists them. Needs GNU make 4.3 and Python 3.11 or newer.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help site test check bench lock clean browser

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --quiet --quiet --disable-pip-version-check

# Stamps say what .venv holds. One that is older than the files it was made from no longer tells the truth.
SITE_STAMP  := $(VENV)/.site
TEST_STAMP  := $(VENV)/.test
BENCH_STAMP := $(VENV)/.bench
NPM_STAMP   := $(if $(wildcard tests/package-lock.json),tests/node_modules/.stamp)

# Tests start hundreds of processes, and without its bytecode each would compile the program anew.
unexport PYTHONDONTWRITEBYTECODE

# Prints the requirements of one dependency group: the pip of Python 3.11 does not know groups.
group = $(BIN)/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["dependency-groups"]["$(1)"])'

help:  ## list these targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 16

site: $(SITE_STAMP)  ## build the glossary that is in this folder
	@$(BIN)/glossary build

test: browser $(TEST_STAMP) $(NPM_STAMP) check  ## all that CI runs, in its order
	$(BIN)/python -m pytest -n 2

check: $(TEST_STAMP)  ## the linters alone
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(BENCH_STAMP)  ## measure, Hugo beside it
	$(BIN)/python -m bench

lock: $(VENV)/.made  ## write tests/requirements.txt anew
	$(PIP) install $$($(call group,lock))
	$(BIN)/uv pip compile --quiet --upgrade pyproject.toml --group test \
	    --universal --python-version 3.11 --generate-hashes --no-annotate --no-emit-index-url \
	    --custom-compile-command 'make lock' --output-file tests/requirements.txt

clean:  ## remove all that make made
	rm -rf $(VENV) site .site.glossary dist tests/node_modules bench/node_modules
	rm -rf .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -type d -name __pycache__ -prune -exec rm -rf {} +

# Chromium, Java and Node for the tests, from the system's packages. Where one cannot be installed, the
# tests that need it say that they were skipped; under CI they fail.
browser:
	@lacking=; \
	command -v chromium >/dev/null || lacking="$$lacking chromium"; \
	command -v java >/dev/null || lacking="$$lacking default-jre-headless"; \
	command -v node >/dev/null || lacking="$$lacking nodejs"; \
	command -v npm >/dev/null || lacking="$$lacking npm"; \
	if [ -z "$$lacking" ]; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get -qq update && \
	    DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $$lacking; \
	else \
	    echo "The tests need these packages of Debian, or programs like them:$$lacking" >&2; \
	    [ -z "$$CI" ]; \
	fi

$(VENV)/.made:
	@command -v $(PYTHON) >/dev/null || { \
	    echo 'No $(PYTHON) here. Name a Python of 3.11 or newer: make PYTHON=/path/to/python3' >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "$(PYTHON) is $$($(PYTHON) --version 2>&1); 3.11 or newer is needed: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	    echo '$(PYTHON) has no venv module (Debian: apt-get install python3-venv).' >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(SITE_STAMP): pyproject.toml | $(VENV)/.made
	@echo 'Installing into $(VENV), once …'
	@$(PIP) install --editable .
	@touch $@

# The locked versions and nothing else: the project itself is added without asking an index again.
$(TEST_STAMP): pyproject.toml tests/requirements.txt | $(VENV)/.made
	@echo 'Installing the test tools into $(VENV), once …'
	@$(PIP) install --require-hashes --requirement tests/requirements.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $(SITE_STAMP) $@

$(BENCH_STAMP): pyproject.toml $(TEST_STAMP)
	@$(PIP) install $$($(call group,bench))
	@npm --prefix bench install --no-package-lock --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

tests/node_modules/.stamp: tests/package.json tests/package-lock.json
	@command -v npm >/dev/null || { \
	    echo 'npm is needed for the tools in tests/package.json (Debian: apt-get install npm).' >&2; exit 1; }
	@npm --prefix tests ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@
