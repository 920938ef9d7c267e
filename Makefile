.DEFAULT_GOAL := help
PY := .venv/bin/python
CORPUS ?= $(wildcard ../shared/corpus)

.PHONY: help setup setup-dev run demo test long fuzz fast check bench accuracy shots docs messages css

help: ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

setup: ## install what running needs (system packages when root, .venv)
	@tools/setup.sh

setup-dev: ## install what testing needs as well
	@tools/setup.sh --dev

run: setup ## the demo office with the Joypurhat charter, on 127.0.0.1:8000
	@.venv/bin/ongikar demo --serve

demo: setup ## make the demo office anew, its dates round today, without serving it
	@.venv/bin/ongikar demo --renew

test: setup-dev ## everything: lint, types, import contract, and all tests on both databases
	@$(MAKE) --no-print-directory check
	$(PY) -m pytest -n 2 --dist loadgroup
	$(PY) tools/with_pg.py $(PY) -m pytest -n 2 --dist loadgroup -m "database and not browser and not once"

long: setup-dev ## hunts that take longer than the tests may, on both databases: lives, rushes, kill -9, letters, odd input, PDFs, torn files
	$(PY) -m pytest -n 0 -o python_files="hunt_*.py" tests/long
	$(PY) tools/with_pg.py $(PY) -m pytest -n 0 -o python_files="hunt_*.py" -m database tests/long

fuzz: setup-dev ## of these the one that gives torn files, cells and order lines to what reads them
	$(PY) -m pytest -n 0 -o python_files="hunt_readers.py" tests/long

fast: setup-dev ## the tests that take seconds: no browser, no processes, no faults, SQLite
	$(PY) -m pytest -n 2 -m "not browser and not process and not fault"

check: setup-dev ## lint, format, types, import contract, templates, migrations
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy ongikar tools tests bench
	.venv/bin/lint-imports
	.venv/bin/djlint --lint --quiet ongikar
	.venv/bin/ongikar makemigrations --check --dry-run

bench: ## measure our pages beside the machine's limits, in one run (BENCH=--quick for a short one)
	@tools/setup.sh --bench
	$(PY) -m bench $(BENCH)

accuracy: setup ## score the reading on a corpus of charters, where one lies beside the checkout
	@if [ -n "$(CORPUS)" ]; then $(PY) -m ongikar.reading.accuracy $(CORPUS); else echo "No corpus found: make accuracy CORPUS=DIR"; fi

shots: setup-dev ## take the screenshots of docs/shots anew
	$(PY) tools/shots.py

docs: setup-dev ## write the pages of docs/reference that come from the code
	@$(PY) -m tools.reference

css: setup-dev ## build the two style sheets from their parts
	$(PY) tools/css.py

messages: setup-dev ## bring the English catalogue up to date; says which sentences lack English
	$(PY) tools/messages.py
