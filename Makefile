# Everything one does twice. `make` lists the targets.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
SOURCES := tooling reference_server conformance tests examples
say = @printf '\n== %s\n'

.DEFAULT_GOAL := help
.PHONY: help install demo serve test lint types law contract unit bench matrix docs bundle format constraints clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(STAMP): pyproject.toml constraints.txt
	$(say) 'Installing into $(VENV) (once; needs Python 3.11 or newer)'
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; this is " + sys.version.split()[0] + ". Choose one: make PYTHON=python3.12 …")'
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[server,postgresql]' --group dev
	@touch $@

install: $(STAMP) ## make .venv with everything in it

demo: $(STAMP) ## serve the contract, judge it, write the report
	$(say) 'Demo: the reference server, judged by the conformance suite'
	@$(BIN)/wegweiser demo

serve: $(STAMP) ## the reference server on http://127.0.0.1:8080/v1
	@$(BIN)/wegweiser serve

test: lint types law contract unit ## everything that must be green
	$(say) 'All green'

lint: $(STAMP) ## ruff
	$(say) 'ruff: style and mistakes'
	@$(BIN)/ruff check $(SOURCES)
	@$(BIN)/ruff format --check $(SOURCES)

types: $(STAMP) ## mypy, strict
	$(say) 'mypy: types, strict'
	@$(BIN)/mypy
	@$(BIN)/mypy tests tooling/bench tooling/docs
	@$(BIN)/mypy examples/data examples/minimal-publisher
	@MYPYPATH=examples/integreat-bridge $(BIN)/mypy --package bridge

law: $(STAMP) ## the import law: server and suite never know each other
	$(say) 'import-linter: who may know whom'
	@$(BIN)/lint-imports

contract: $(STAMP) ## bundle current, house rules kept, nothing broken since the last release
	$(say) 'The contract: bundle current, house rules, changes since the last release'
	@$(BIN)/wegweiser spec bundle --check
	@$(BIN)/wegweiser spec lint
	@$(BIN)/wegweiser spec diff 1.0.0-rc.3 .

unit: $(STAMP) ## all tests
	$(say) 'pytest: all tests'
	@$(BIN)/pytest --numprocesses 2 --dist loadgroup

matrix: $(STAMP) ## every derived mutant and every variant against the suite: docs/kill-matrix.md (hours; can be stopped and continued)
	$(say) 'Mutants and variants; what was run is kept in build/matrix.jsonl and build/variants.jsonl'
	@$(BIN)/python -m tests.matrix --variants
	@$(BIN)/python -m tests.matrix --write

bench: $(STAMP) ## this server beside others, in requests a second (with npm, Java and wrk)
	@npm ci --prefix tooling/bench --ignore-scripts --no-audit --no-fund --loglevel=error || echo 'npm did not install the others: they are not run'
	@$(BIN)/python -m tooling.bench

docs: $(STAMP) ## the rendered documentation, in German and English: build/docs
	@$(BIN)/python -m tooling.docs

bundle: $(STAMP) ## write the bundle after a change of spec/
	@$(BIN)/wegweiser spec bundle

format: $(STAMP) ## let ruff tidy up
	@$(BIN)/ruff check --fix $(SOURCES)
	@$(BIN)/ruff format $(SOURCES)

constraints: $(STAMP) ## pin what is installed now in constraints.txt
	@{ echo '# Versions that the tests last ran with. Made by: make constraints'; $(BIN)/python -m pip freeze --exclude-editable | grep -v '^wegweiser'; } > constraints.txt

clean: ## remove everything that was made here
	rm -rf $(VENV) build dist wegweiser-report.html reference_server/wegweiser_server/documentation/site .mypy_cache .ruff_cache .pytest_cache .hypothesis
