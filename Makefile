# The first use builds a virtual environment in .venv; later uses reuse it until
# pyproject.toml or constraints.txt changes. To try another Python beside it:
#     make test PYTHON=python3.12 VENV=.venv-3.12

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
DEMO ?= --out results/demo

# Where this is set, every process started would compile all of our sources again.
export PYTHONDONTWRITEBYTECODE =

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help demo test test-slow lint docs docs-long site module baseline pins clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(VENV)/.core ## compare the shipped strategies; report and explorer in results/demo
	@$(BIN)/ccu-sim compare $(DEMO)

test: export OPENBLAS_NUM_THREADS = 1
test: lint ## check style, types, imports and behaviour, the built wheel included
	@echo "== pytest" && $(BIN)/python -m pytest -m "not slow" -n auto --dist loadfile --no-loadscope-reorder

test-slow: $(VENV)/.dev ## run the tests that take long
	@echo "== pytest, slow tests" && $(BIN)/python -m pytest -m slow

lint: $(VENV)/.dev ## check style, types and imports only
	@echo "== ruff check" && $(BIN)/ruff check
	@echo "== ruff format" && $(BIN)/ruff format --check
	@echo "== mypy" && $(BIN)/mypy --num-workers auto
	@echo "== import-linter" && $(BIN)/lint-imports --no-logo

docs: $(VENV)/.dev ## make the docs' tables, figures and notebooks again (minutes)
	@$(BIN)/python docs/generate.py
	@$(BIN)/python docs/make_patterns.py
	@$(BIN)/python docs/make_validation.py --page
	@$(BIN)/python docs/make_strategies.py --page
	@$(BIN)/python docs/make_explorer.py
	@$(BIN)/python notebooks/execute.py
	@$(BIN)/python -c 'import ccu_sim as ccu; \
		ccu.run("site-1", seed=1).plot().savefig("docs/figures/run-site-1.png", dpi=150)'

site: $(VENV)/.dev ## make the documentation as a site that opens from a file, in results/site
	@$(BIN)/python docs/make_site.py

docs-long: $(VENV)/.dev ## calibrate again, then validate and ablate (most of an hour)
	@$(BIN)/python docs/make_calibration.py
	@$(BIN)/python docs/make_validation.py
	@$(BIN)/python docs/make_strategies.py
	@$(BIN)/python docs/make_factors.py

module: $(VENV)/.dev ## build the portable module again after a change of the rules (half a minute)
	@$(BIN)/python -m ccu_sim.model.building

baseline: $(VENV)/.dev ## write tests/baseline.yaml again, where numbers were meant to move
	@$(BIN)/python tests/test_baseline.py

pins: ## make constraints.txt again (UPGRADE=--upgrade for newer versions)
	@$(PYTHON) -m venv .venv-pins
	@.venv-pins/bin/pip install -qq --disable-pip-version-check uv
	@.venv-pins/bin/uv pip compile pyproject.toml --quiet $(UPGRADE) --all-extras --universal \
		--python-version 3.11 --no-emit-index-url --annotation-style line \
		--custom-compile-command "make pins" --output-file constraints.txt

clean: ## remove what make built: the environment, caches, packages, results/demo, results/site
	@rm -rf $(VENV) .venv-pins dist results/demo results/site .mypy_cache .pytest_cache .ruff_cache \
		.import_linter_cache .hypothesis
	@find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

# uv does in seconds what takes pip minutes.
# While .installing is there the environment is unfinished: whoever finds it starts afresh.
define install
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit(\
		"ccu_sim needs Python 3.11 or newer; try: make PYTHON=python3.12 $(MAKECMDGOALS)")'
	@if [ -e $(VENV)/.installing ]; then rm -rf $(VENV); fi
	@mkdir -p $(VENV) && touch $(VENV)/.installing
	@[ -x $(BIN)/python ] || $(PYTHON) -m venv $(VENV)
	@echo "installing $(1) into $(VENV) (a minute or so, once)"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt uv
	@$(BIN)/uv pip install -q --python $(BIN)/python -c constraints.txt -e "$(1)" || { \
		echo "uv found no way to them; pip, which has settings of its own, tries"; \
		$(BIN)/python -m pip install -qq --no-compile -c constraints.txt -e "$(1)"; }
	@rm -f $(VENV)/.installing
endef

$(VENV)/.core: pyproject.toml constraints.txt
	$(call install,.)
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt
	$(call install,.[dev])
	@touch $(VENV)/.core $@
