# `make` checks the catalogue and regenerates every output; `make test` runs all tests.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
SUDO := $(if $(filter 0,$(shell id -u)),,sudo)
TEX := texlive-latex-base texlive-latex-recommended texlive-bibtex-extra \
	texlive-latex-extra texlive-publishers texlive-luatex texlive-pictures biber lmodern

.PHONY: all test test-all lint types fmt lock clean

all: $(STAMP)
	$(BIN)/unisurvey validate --strict
	$(BIN)/unisurvey fmt --check
	$(BIN)/unisurvey render

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

test: lint types
	$(BIN)/python -m pytest -n auto --dist worksteal $(OPTIONS)
	$(BIN)/unisurvey validate --strict
	$(BIN)/unisurvey fmt --check
	$(BIN)/unisurvey render --check

# Tests that need TeX are left to this: it installs TeX (Debian, Ubuntu), runs them too and
# measures coverage.
test-all:
	$(SUDO) apt-get update -qq
	$(SUDO) apt-get install -y --no-install-recommends $(TEX)
	$(MAKE) test OPTIONS="--cov --tex"

lint: $(STAMP)
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(STAMP)
	$(BIN)/mypy

fmt: $(STAMP)
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	$(BIN)/unisurvey fmt

lock:
	uv pip compile pyproject.toml --group dev --universal --generate-hashes \
		--no-header --no-annotate --no-strip-extras --python-version 3.11 -o requirements.lock

clean:
	rm -rf $(VENV) build dist .coverage .mypy_cache .pytest_cache .ruff_cache
