# Everything a newcomer or a continuous-integration machine needs; each target sets up what it uses.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN_READY := $(VENV)/.run-ready
DEV_READY := $(VENV)/.dev-ready
KILLS ?= 25
IMAGES ?= 2000
FRAMES ?= 20000
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run check test chromium chaos format lock clean

run: $(RUN_READY)  ## The demo event at http://localhost:8000
	@$(BIN)/python clients/web/build.py
	@$(BIN)/twinboards demo

check: $(DEV_READY)  ## Formatting, lint, types, layers, the wire's drift, coverage of the core
	@$(BIN)/python clients/web/build.py
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python clients/web/build.py --protocol --check
	$(BIN)/python clients/web/build.py --check
	@$(BIN)/coverage erase --data-file .coverage.core
	$(BIN)/coverage run --data-file .coverage.core -m pytest -q tests/core
	@$(BIN)/coverage combine --quiet --data-file .coverage.core
	$(BIN)/coverage report --data-file .coverage.core --include 'server/core/*' --fail-under 100

test: $(DEV_READY) chromium  ## Every test, those in a real Chromium too
	@$(BIN)/python clients/web/build.py
	@$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest
	@$(BIN)/coverage combine --quiet
	$(BIN)/coverage report --fail-under=90

chromium:
	@command -v chromium >/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Setting up: Chromium and Chinese letters for the browser tests ..."; \
	    apt-get update -qq && apt-get install -y -qq chromium fonts-noto-cjk >/dev/null; \
	  else echo "The browser tests need Chromium on the PATH (Debian: apt-get install chromium fonts-noto-cjk)."; fi; }

chaos: $(DEV_READY)  ## Kills, power cuts and strange frames while simulated players play (KILLS, IMAGES, FRAMES)
	@$(BIN)/python clients/web/build.py
	$(BIN)/python -m tests.chaos.kill_storm --kills $(KILLS)
	$(BIN)/python -m tests.chaos.power_cut --images $(IMAGES)
	$(BIN)/python -m tests.chaos.malformed --frames $(FRAMES)

format: $(DEV_READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: $(DEV_READY)  ## Pin the newest versions that pyproject.toml allows
	@$(PIP) install uv
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --upgrade -q \
	  pyproject.toml --group build -o requirements.lock
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --upgrade -q \
	  pyproject.toml --group build --group dev -o requirements-dev.lock
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --upgrade -q \
	  --group node -o requirements-node.lock

clean:
	rm -rf $(VENV) clients/web/node_modules static/dist

$(BIN)/python:
	@echo "Setting up: a Python environment in $(VENV) ..."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Twinboards needs Python 3.11 or newer; this is $$($(PYTHON) --version)."; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(RUN_READY): requirements.lock pyproject.toml | $(BIN)/python
	@echo "Setting up: libraries ..."
	@$(PIP) install --require-hashes -r requirements.lock
	@command -v node >/dev/null || { echo "Setting up: Node, for building the pages ..."; $(PIP) install --require-hashes -r requirements-node.lock; }
	@echo "Setting up: the pages ..."
	@$(BIN)/python clients/web/build.py
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(DEV_READY): requirements-dev.lock $(RUN_READY)
	@echo "Setting up: tools for checking and testing ..."
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@
