# One task, one target. `make help` lists them; the README says the same without make.

PYTHON ?= $(shell command -v python3 || command -v python3.13 || command -v python3.12 || command -v python3.11 || echo python3)
BIN := .venv/bin
SET_UP := $(PYTHON) packaging/set_up.py
LIBRARIES := sh packaging/linux-libraries.sh
# Tests run in as many processes as there are processors; WORKERS=0 runs them in one.
WORKERS ?= logical
TESTS ?= tests

.DEFAULT_GOAL := help
.PHONY: help demo app test check lint test-core bench screenshots words lock clean

help: ## list the tasks
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

demo: ## the sample study, from transcripts to project, chart and Word file, into demo/
	@$(SET_UP)
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then $(LIBRARIES) window; fi
	@$(BIN)/qualcoder-sts model install --seconds 60 || true
	@$(BIN)/qualcoder-sts demo --folder demo

app: ## open the program
	@$(SET_UP)
	@$(LIBRARIES) window
	@$(BIN)/qualcoder-sts

test: ## all tests (TESTS=tests/unit/coding for some)
	@$(SET_UP) --for develop
	@$(LIBRARIES) test
	@$(LIBRARIES) access
	@$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal $(TESTS)

check: lint test ## everything that must hold before a change goes in

lint: ## format, style, types and import contracts, without the tests
	@$(SET_UP) --for develop
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

test-core: ## the core's tests where there is no Qt
	@$(SET_UP) --for core
	@.venv-core/bin/python -m pytest -n $(WORKERS) --dist worksteal tests/unit tests/property

bench: ## measure speed and memory against the budgets
	@$(SET_UP) --for develop
	@$(LIBRARIES) test
	@$(BIN)/python -m benchmarks

screenshots: ## pictures of the program for the guide, on a virtual screen (SCENES="coding themes" for some)
	@$(SET_UP) --for develop
	@$(LIBRARIES) test
	@xvfb-run -a -s "-screen 0 2000x1200x24" env QT_QPA_PLATFORM=xcb \
		$(BIN)/python -m tests.screenshots.take $(SCENES)

words: ## collect the program's words for translators
	@$(PYTHON) packaging/extract_words.py

lock: ## write the lock files anew from pyproject.toml (UPGRADE=--upgrade for newest versions)
	@$(SET_UP) --for develop
	@sh packaging/lock.sh $(UPGRADE)

clean: ## remove environments, caches and everything made
	rm -rf .venv .venv-core build dist demo screenshots htmlcov .coverage \
		.mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find qualcoder_sts tests benchmarks packaging -name __pycache__ -type d -prune -exec rm -rf {} +
