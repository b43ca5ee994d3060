PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/.installed

.PHONY: demo serve test test-neo4j test-clients bench bench-neo4j bench-api mutants check lint layers schema released graphiql docs golden lock

# Answers the main question on the example workspace, and leaves it in demo.db
demo: $(INSTALLED)
	$(BIN)/orggraph demo

# The API on that workspace
serve: $(INSTALLED)
	$(BIN)/orggraph --store sqlite:///demo.db serve

# How fast it is beside plain scripts: writes the table of docs/benchmarks.md
bench: $(INSTALLED)
	$(BIN)/python -m benchmarks

# The same on a Neo4j server, as for test-neo4j; one that is started here has 8 GB of heap
bench-neo4j: $(INSTALLED)
	$(BIN)/python -m benchmarks.on_neo4j

# The API beside GraphQL servers in JavaScript, and under attack, over HTTP: needs wrk (Debian: apt-get install wrk), Node 20 and npm,
# two cores, and some ten minutes on a machine that does nothing else
bench-api: $(INSTALLED) benchmarks/peers/node_modules
	$(BIN)/python -m benchmarks.on_api

# Everything that needs Python alone
test: $(INSTALLED)
	$(BIN)/pytest -q

# The same contract, cases and stories on a real Neo4j server, which Maven fetches and which is stopped at the end. It needs
# Java 17 and Maven; or a server of yours, whose database is wiped: ORGGRAPH_TEST_NEO4J_URI=neo4j://neo4j@127.0.0.1:7687
test-neo4j: $(INSTALLED)
	$(BIN)/pytest -q -m neo4j -rs -o faulthandler_timeout=600

# Clients in JavaScript and Python that people use, asking a real server. It needs Node 20 and npm
test-clients: $(INSTALLED) tests/clients/node_modules api/graphiql/node_modules .venv/probing/.installed
	$(BIN)/pytest -q -m clients -rs -o faulthandler_timeout=600

%/node_modules: %/package-lock.json
	cd $* && npm ci --ignore-scripts --no-audit --no-fund
	touch $@

benchmarks/peers/node_modules: benchmarks/peers/package-lock.json
	cd benchmarks/peers && npm ci --no-audit --no-fund
	touch $@

# How much of a change to the analysis or to the resolution the tests notice: writes docs/mutants.md. 400 of the possible changes
# take about half an hour on one free core, SAMPLE=all tries all of them in some ten hours; PROCESSES=8 uses as many cores
SAMPLE ?= 400
SEED ?= 1
PROCESSES ?= 1
mutants: .venv/.mutants
	nice -n 19 $(BIN)/python -m mutation --sample $(SAMPLE) --seed $(SEED) --processes $(PROCESSES)

check: lint test

lint: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry orggraph api importers

# Who may import whom
layers: $(INSTALLED)
	$(BIN)/lint-imports

# Rewrites what is generated
schema: $(INSTALLED)
	$(BIN)/orggraph schema > api/schema.graphql

# At a release: from now on nothing of the schema as it is may break
released: schema
	cp api/schema.graphql api/released.graphql

# The API explorer, out of the packages that api/graphiql/package-lock.json names; for its next version, change it there first
graphiql: api/graphiql/node_modules
	node api/graphiql/vendor.mjs

# Writes the references that the code is the source of, what the blocks of the pages show, and the interchange schema
docs: $(INSTALLED)
	$(BIN)/python -m docs.generate
	$(BIN)/python docs/rewrite.py
	$(BIN)/python -m orggraph_importers.graph.schema > docs/reference/interchange.schema.json

# The answers of the golden stories, and what the samples of imports come to; what is expected of stories is never rewritten
golden: $(INSTALLED)
	$(BIN)/python -m tests.golden.rewrite
	$(BIN)/python -m tests.golden.example_texts
	$(BIN)/python -m tests.importers.sampling

$(INSTALLED): requirements/dev.txt requirements/build.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --require-hashes -r requirements/dev.txt -r requirements/build.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

.venv/.mutants: $(INSTALLED) requirements/mutants.txt
	$(BIN)/pip install --quiet --require-hashes -r requirements/mutants.txt
	touch $@

# Tools that ask or read the API from outside, apart from the rest: they bring a plugin of pytest, and hold on to an older graphql-core
.venv/probing/.installed: $(INSTALLED) requirements/probing.txt
	$(PYTHON) -m venv .venv/probing
	.venv/probing/bin/pip install --quiet --require-hashes -r requirements/probing.txt
	touch $@

# Needs uv; pins everything with hashes and names no index
lock:
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url pyproject.toml -o requirements/base.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url pyproject.toml --group dev -o requirements/dev.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --group build -o requirements/build.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --group mutants -c requirements/dev.txt -o requirements/mutants.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --group probing -o requirements/probing.txt
