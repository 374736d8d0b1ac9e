# The handful of verbs. Each sets up what it needs: uv where it is there, venv and pip where it isn't, one lock for both.
# pip itself would compile on one processor, the packages' own tests among it.

BIN := .venv/bin
PYTHON := $(shell for p in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
DAY := 2026-11-22

.PHONY: setup run test check bench lab golden sample notebooks lock clean

run: setup ## the main job, on the sample reports
	$(BIN)/adopt daily sample_reports --as-of $(DAY) --out out --lang both

test: setup ## every test; those of a file in one process, which share what they made
	$(BIN)/python -m pytest -q -n auto --dist loadfile --no-loadscope-reorder

setup: .venv/ready

.venv/ready: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "adopt needs Python 3.11 or newer; install it, or name it: make PYTHON=/path/to/python3"; exit 1; }
	@if command -v uv >/dev/null 2>&1; then \
		uv venv --quiet --allow-existing --python $(PYTHON) .venv && \
		uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements.lock && \
		uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e . ; \
	else \
		$(PYTHON) -m venv .venv && \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes -r requirements.lock && \
		{ $(BIN)/python -m compileall -qq -j 0 -x '/tests?/' .venv/lib || true; } && \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e . ; \
	fi
	@touch $@

check: setup ## lint, format, types, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: setup ## speed and memory, as ratios in one run
	$(BIN)/python -m adopt.lab.bench
	$(BIN)/python -m adopt.lab.bench_engine

lab: setup ## how well adopt decides, on simulated accounts with known truth: lab-out/report.html
	$(BIN)/adopt lab run --out lab-out

golden: setup ## rewrite the golden files; read the diff before you commit it
	ADOPT_REWRITE_GOLDEN=1 $(BIN)/python -m pytest -q tests/golden

sample: setup ## remake sample_reports/, byte for byte
	$(BIN)/python -m adopt.lab.sample sample_reports

notebooks: setup ## run the notebooks and rewrite their outputs; read the diff before you commit it
	ADOPT_REWRITE_GOLDEN=1 $(BIN)/python -m pytest -q tests/notebooks

lock: ## compile requirements.lock anew (needs uv)
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header \
		--python-version 3.11 --group dev pyproject.toml -o requirements.lock

clean:
	rm -rf .venv out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
