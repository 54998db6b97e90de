# Two commands do everything on a machine with Python 3.11 or later, pip and make.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test lint lowest benchmarks trust pictures man clean

demo: .venv/installed
	$(BIN)/cfnews demo

test: .venv/installed
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile

lint: .venv/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The unit tests with the oldest libraries that pyproject.toml allows, in an environment of their own.
lowest: .venv/installed
	rm -rf build/lowest
	$(PYTHON) -m venv build/lowest
	build/lowest/bin/python -m pip install --quiet --disable-pip-version-check uv
	build/lowest/bin/uv pip install --quiet --python build/lowest/bin/python --resolution lowest-direct --editable '.[tui]' --requirement .venv/dev.txt
	build/lowest/bin/python -m pytest --quiet --numprocesses 2 tests/unit --deselect tests/unit/test_docs.py

# The promises of docs/explanation/promises.md, tried for long: about twenty minutes on two processors.
trust: .venv/installed
	rm -f .venv/trust.jsonl
	CFNEWS_TRUST=long CFNEWS_TRUST_FIGURES=$(CURDIR)/.venv/trust.jsonl $(BIN)/python -m pytest --numprocesses 2 tests/trust
	$(BIN)/python -m tests.trust.table .venv/trust.jsonl

benchmarks: .venv/installed
	$(BIN)/python benchmarks/startup.py

pictures: .venv/installed
	$(BIN)/python docs/pictures/make.py

man: .venv/installed
	$(BIN)/python docs/man/make.py

# The group of developers' tools is read from pyproject.toml, as an older pip knows no --group.
.venv/installed: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "cfnews needs Python 3.11 or later")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["dependency-groups"]["dev"], sep="\n")' >.venv/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --requirement .venv/dev.txt
	$(BIN)/python -m compileall -q src
	touch $@

clean:
	rm -rf .venv build dist
