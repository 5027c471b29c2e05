# Needs git, make and Python 3.11 or newer; installs the rest. `make help` lists the targets.
# Where `python3` is too old: make PYTHON=python3.12 sciatica

PYTHON ?= python3
BIN := .venv/bin

# Homebrew's libraries and Java stand where macOS does not look.
ifeq ($(shell uname -s),Darwin)
BREW := $(shell brew --prefix 2>/dev/null)
WITH := PATH="$(BREW)/opt/openjdk/bin:$$PATH" DYLD_FALLBACK_LIBRARY_PATH="$(BREW)/lib"
endif

# Each is made when everything for it is installed.
PRINTING := .venv/ready-for-printing
TESTS := .venv/ready-for-tests

.PHONY: help sciatica test setup lint types format docs schemas figures figure-sheet pictures gallery gallery-accept bench verify torture lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-15s %s\n", $$1, $$2}' Makefile

sciatica: $(PRINTING) ## print the sciatica handout; the last line says where it is
	@$(WITH) $(BIN)/handout build sciatica >/dev/null
	@ls "$(CURDIR)/sciatica.pdf"

test: lint types ## check everything: style, types and all tests
	@$(WITH) $(BIN)/pytest -n 2

setup: $(PRINTING) ## install what printing needs

lint: $(TESTS) ## check the style of the Python code
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

types: $(TESTS) ## check the types of the package
	@$(BIN)/mypy

format: $(TESTS) ## put the Python code into its style
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

docs: $(TESTS) ## write the generated pages of docs/ again
	@$(WITH) $(BIN)/python -m tools.make_docs
	@$(WITH) $(BIN)/python -m tools.make_library

schemas: $(TESTS) ## write the JSON schemas of the YAML files again
	@$(WITH) $(BIN)/python -m tools.make_schemas

figures: $(TESTS) ## draw all figures and the atlas of the body charts again
	@$(WITH) $(BIN)/python -m tools.make_figures

figure-sheet: $(TESTS) ## print all figures and charts on pages to look at: figure-sheet.pdf
	@$(WITH) $(BIN)/python -m tools.make_figures --sheet figure-sheet.pdf

pictures: $(TESTS) ## write the pictures in docs/ again
	@$(WITH) $(BIN)/python -m tools.make_pictures
	@$(WITH) $(BIN)/python -m tools.make_library --pictures

gallery: $(TESTS) ## draw all forms of six sheets in three brands, and compare them with the last accepted ones
	@$(WITH) $(BIN)/python -m tools.gallery

gallery-accept: $(TESTS) ## accept what `make gallery` has drawn
	@$(BIN)/python -m tools.gallery --accept

bench: $(TESTS) ## measure what printing costs, and write docs/benchmarks.md
	@$(WITH) $(BIN)/python -m tools.bench

verify: $(TESTS) ## make every form of every sheet in every sample brand, and check all with veraPDF
	@$(WITH) $(BIN)/python -m tools.verify

torture: $(TESTS) ## kill packs at random moments, hundreds of times, and see that nothing is lost
	@$(WITH) $(BIN)/python -m tools.torture

lock: $(TESTS) ## pin the newest versions of all Python packages in constraints.txt
	@$(BIN)/pip install --quiet uv
	@$(BIN)/uv pip compile --quiet --universal --upgrade --python-version 3.11 --extra dev \
		--custom-compile-command "make lock" --output-file constraints.txt pyproject.toml

clean: ## remove everything that make made
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache dist gallery sciatica.pdf figure-sheet.pdf

$(PRINTING): pyproject.toml constraints.txt tools/bootstrap.py
	@$(WITH) $(PYTHON) tools/bootstrap.py printing >&2
	@touch $@

$(TESTS): pyproject.toml constraints.txt tools/bootstrap.py
	@$(WITH) $(PYTHON) tools/bootstrap.py tests >&2
	@touch $(PRINTING) $@
