# make run    install what is missing and start the chat page
# make test   install what is missing and run all tests
#
# The same with pip alone:
#   python3 -m venv .venv
#   .venv/bin/python -m pip install -c constraints.txt -e ".[test,milvus,train]"
#   .venv/bin/assistant serve          (or: .venv/bin/python -m pytest)

PYTHON ?= python3
BIN := .venv/bin
RUNTIME := .venv/.runtime
TESTING := .venv/.testing

.PHONY: run test check clean

run: $(RUNTIME)
	$(BIN)/assistant serve

test: $(TESTING)
	@sh .ci/system-packages chromium
	$(BIN)/python -m pytest

check: $(TESTING)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

$(BIN)/python:
	@sh .ci/system-packages venv
	$(PYTHON) -m venv .venv

$(RUNTIME): $(BIN)/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install -q -c constraints.txt -e .
	@touch $@

$(TESTING): $(BIN)/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install -q -c constraints.txt -e ".[test,milvus,train]"
	@touch $@ $(RUNTIME)

clean:
	rm -rf .venv data build *.egg-info
