# `make` checks the catalogue and regenerates every output; `make test` runs all tests.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
STAMP := $(VENV)/.installed
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# What is installed: requirements.lock has what development needs, requirements-run.lock what
# the program needs. `make LOCK=` installs the newest versions that pyproject.toml allows, for
# which pip must be 25.1 or newer; `make PIP=pip==22.3` fetches that pip first.
LOCK := requirements.lock
PIP :=
COMPILE := uv pip compile pyproject.toml --universal --generate-hashes --no-header \
	--no-annotate --no-strip-extras --python-version 3.11
SUDO := $(if $(filter 0,$(shell id -u)),,sudo)
TEX := texlive-latex-base texlive-latex-recommended texlive-bibtex-extra \
	texlive-latex-extra texlive-publishers texlive-luatex texlive-pictures biber lmodern
SHELLS := bash zsh fish# in which completion is tried
BROWSERS := chromium chromium-driver firefox-esr# in which pages are tried

export PYTHONDONTWRITEBYTECODE =# or every process compiles all modules again

.PHONY: all test tests current test-all lint types fmt lock bench clean

all: $(STAMP)
	$(BIN)/unisurvey validate --strict
	$(BIN)/unisurvey fmt --check
	$(BIN)/unisurvey render

$(STAMP): $(LOCK) pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(if $(PIP),$(INSTALL) --upgrade $(PIP))
	$(if $(LOCK),$(INSTALL) --require-hashes -r $(LOCK))
	$(INSTALL) $(if $(LOCK),--no-deps --no-build-isolation,--upgrade --group dev) -e .
	touch $@

# Side by side, since the type checker and the real catalogue keep one core busy each.
test: $(STAMP)
	$(MAKE) --jobs 3 lint types tests current

tests: $(STAMP)
	$(BIN)/python -m pytest -n auto --dist worksteal $(OPTIONS)

# That every record is in its canonical text is a test.
current: $(STAMP)
	$(BIN)/unisurvey validate --strict
	$(BIN)/unisurvey render --check

# Takes twenty minutes. Tests that need TeX, shells or browsers or are slow are left to this:
# it installs what they need (Debian), tries laws with many more examples and measures
# coverage. It leaves pictures of all kinds of page in build/pages/.
test-all: $(STAMP)
	$(SUDO) apt-get update -qq
	$(SUDO) apt-get install -y --no-install-recommends $(TEX) $(SHELLS) $(BROWSERS)
	$(INSTALL) --require-hashes --no-deps -r tests/site/browser/axe.txt
	$(MAKE) test OPTIONS="--cov -m '' --hypothesis-profile thorough"

lint: $(STAMP)
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(STAMP)
	$(BIN)/mypy

fmt: $(STAMP)
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	$(BIN)/unisurvey fmt

# The second lock is of the first one's versions.
lock:
	$(COMPILE) --group dev -o requirements.lock
	$(COMPILE) --group build --constraint requirements.lock -o requirements-run.lock

# Takes a quarter of an hour, installs other programs below .bench/ and writes
# docs/benchmarks.md. `make bench SIZE=100000` also times our own commands at that size.
SIZE := 10000
bench: $(STAMP)
	$(BIN)/python benchmarks/run.py --size $(SIZE)

clean:
	rm -rf $(VENV) .bench build dist .coverage .mypy_cache .pytest_cache .ruff_cache
