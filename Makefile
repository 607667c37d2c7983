# Needs Python ≥ 3.10 and a package registry, nothing else. `make help` lists the targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help demo test browser lint types imports gate raise-floors vendored docs clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

# The environment is made once and again when pyproject.toml or the compiled core's source changes.
$(STAMP): pyproject.toml hatch_build.py src/newsextract/entities/core.c
	@$(PYTHON) -c 'import sys; sys.exit("newsextract needs Python 3.10 or newer, this is " + sys.version) if sys.version_info < (3, 10) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

demo: $(STAMP) ## set up, extract the sample corpus and check it against its gold
	$(BIN)/newsextract run corpus -o output
	$(BIN)/newsextract validate output --gold gold
	@echo
	@echo "Records:  output/*.json, one an article; what each field means: docs/output-schema.md"
	@echo "Look:     $(BIN)/newsextract show output/zzrb-d18-tuopin.json"
	@echo "Errors:   $(BIN)/newsextract validate output --gold gold --errors 20"

test: $(STAMP) ## set up and run the tests
	$(BIN)/python -m pytest

# Debian's chromium is the browser. Elsewhere install one that is called chromium and run this again.
browser: $(STAMP) ## test the pages in a real browser
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && apt-get update -qq && apt-get install -qq -y --no-install-recommends chromium fonts-noto-cjk >/dev/null; } \
		|| { echo 'no chromium here, and only root may apt-get install it' >&2; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[browser]'
	NEWSEXTRACT_BROWSER=required $(BIN)/python -m pytest tests/browser

lint: $(STAMP) ## style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP) ## static types
	$(BIN)/mypy

imports: $(STAMP) ## the rooms import only what they may
	$(BIN)/lint-imports --no-cache

gate: $(STAMP) ## the figures on gold/ have not dropped
	$(BIN)/newsextract run corpus -o build/gate --format jsonl --quiet
	$(BIN)/newsextract validate build/gate --gold gold --floors gold/floors.toml

raise-floors: $(STAMP) ## pin the figures reached now
	$(BIN)/newsextract run corpus -o build/gate --format jsonl --quiet
	$(BIN)/newsextract validate build/gate --gold gold --floors gold/floors.toml --raise-floors

vendored: $(STAMP) ## renew the chart library from npm, at the version in report/assets/vendored.toml
	$(BIN)/python -m tests.report.vendored

docs: $(STAMP) ## build the documentation into build/site
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[docs]'
	$(BIN)/mkdocs build --strict --quiet --site-dir build/site

clean: ## remove the environment, caches and output
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
	find output -mindepth 1 ! -name .gitkeep -delete
