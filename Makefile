# Everything a newcomer or a continuous-integration machine needs; each target sets up what it uses.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN_READY := $(VENV)/.run-ready
DEV_READY := $(VENV)/.dev-ready
KILLS ?= 25
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run check test chaos format lock clean

run: $(RUN_READY)  ## The demo event at http://localhost:8000
	@$(BIN)/twinboards demo

$(BIN)/python:
	@echo "Setting up: a Python environment in $(VENV) ..."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Twinboards needs Python 3.11 or newer; this is $$($(PYTHON) --version)."; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(RUN_READY): requirements.lock pyproject.toml | $(BIN)/python
	@echo "Setting up: libraries ..."
	@$(PIP) install --require-hashes -r requirements.lock
	@touch $@

$(DEV_READY): requirements-dev.lock $(RUN_READY)
	@echo "Setting up: tools for checking and testing ..."
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@
