# Everything from a bare clone with Python 3.11 or newer, make and git.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
export NO_MKDOCS_2_WARNING := 1
# Every start of a command would compile all modules anew, and every run of the tests all tests.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: site publishable packed preview serve test check bench audit format lock pictures clean help

help: ## say what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

site: $(VENV)/.site ## build the site into site/
	$(BIN)/casebook site

publishable: $(VENV)/.site ## build the site for the web; fails without SITE_URL (https) and CONTACT
	$(BIN)/casebook site --publishable

packed: $(VENV)/.site ## the site for the web as one file, to use without a network
	$(BIN)/casebook site --publishable --output site-report/site --zip site-report/data/casebook-site.zip

preview: $(VENV)/.site ## build the site with a page for each draft
	$(BIN)/casebook site --drafts

serve: $(VENV)/.site ## show the site on this machine, live
	$(BIN)/casebook serve

test: $(VENV)/.dev browser ## run all tests, with coverage
	$(BIN)/python -m coverage erase
	$(BIN)/python -m coverage run -m pytest -n auto --dist worksteal -q
	$(BIN)/python -m coverage combine --quiet
	$(BIN)/python -m coverage report

check: $(VENV)/.dev ## format, lint, types, rules, workflows
	$(BIN)/ruff format --check scripts tests
	$(BIN)/ruff check scripts tests
	$(BIN)/mypy
	$(BIN)/djlint --lint --quiet scripts/casebook/pages/templates docs/theme
	$(BIN)/casebook check
	$(BIN)/casebook schema --check
	$(BIN)/casebook publish --check
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.github-issue-forms $(filter-out %/config.yml,$(wildcard .github/ISSUE_TEMPLATE/*.yml))
	$(BIN)/check-jsonschema --builtin-schema vendor.citation-file-format CITATION.cff
	$(BIN)/zizmor --offline --quiet .github/workflows

.PHONY: web-coverage
web-coverage: $(VENV)/.dev browser ## how much of the browser's modules the tests in a browser run
	rm -rf $(REPORT)/web-coverage
	WEB_COVERAGE=$(REPORT)/web-coverage $(BIN)/python -m pytest -n auto --dist worksteal -q tests/browser
	PYTHONPATH=tests $(BIN)/python -m support.webcoverage $(REPORT)/web-coverage

REPORT := site-report
BEFORE ?= $(REPORT)/before/site

NODE := tests/node/node_modules
.PHONY: node lint-web sarif changed links
node: $(VENV)/.dev browser lint-web ## what needs Node: lint the browser's code and the workflows, try the schema in a language server, play a quiz, hear the pages
	node tests/node/lint-workflows.mjs
	$(BIN)/python -m pytest -q tests/node tests/browser/test_screen_reader.py

lint-web: $(NODE)/.installed ## types and lint of the browser's code and of the style sheets (needs npm)
	$(NODE)/.bin/tsc --project tests/node
	$(NODE)/.bin/eslint --config tests/node/eslint.config.mjs --max-warnings 0 --report-unused-disable-directives docs/assets/js
	$(NODE)/.bin/stylelint --config tests/node/stylelint.config.mjs --config-basedir tests/node --report-needless-disables 'docs/assets/css/*.css' scripts/casebook/downloads/scorm/style.css

$(NODE)/.installed: tests/node/package-lock.json
	npm ci --prefix tests/node --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

sarif: $(VENV)/.site ## list the problems for code scanning in site-report/casebook.sarif
	@mkdir -p $(REPORT)
	$(BIN)/casebook check --format sarif > $(REPORT)/casebook.sarif || test $$? -eq 1

changed: $(VENV)/.site ## list the pages that differ between BEFORE and site/ in site-report/changed.json
	@mkdir -p $(REPORT)
	$(BIN)/casebook compare --format json $(BEFORE) site > $(REPORT)/changed.json

links: $(VENV)/.site ## ask every address outside; dead ones go into site-report/links.txt
	@mkdir -p $(REPORT)
	$(BIN)/casebook links --archive --quiet $(LINKS) > $(REPORT)/links.txt || test $$? -eq 1

bench: $(VENV)/.dev browser ## measure against the peers, as ratios
	PYTHONPATH=tests $(BIN)/python -m bench.run

audit: $(VENV)/.dev browser ## ask the Nu checker and Lighthouse what they say of the pages (needs npm and Java)
	PYTHONPATH=tests $(BIN)/python -m bench.audit

pictures: $(VENV)/.dev browser ## take the pictures of the README
	PYTHONPATH=tests $(BIN)/python -m support.pictures

format: $(VENV)/.dev ## mend what the formatter and linter can mend
	$(BIN)/ruff format scripts tests
	$(BIN)/ruff check --fix scripts tests

.PHONY: browser
browser: $(VENV)/.dev ## find or install a browser for the tests
	@$(BIN)/python tests/support/browser.py

lock: $(VENV)/.dev ## write the lock files anew (needs uv)
	uv pip compile pyproject.toml --extra build --universal --python-version 3.11 \
	    --generate-hashes --no-emit-index-url --quiet --output-file requirements.txt
	uv pip compile pyproject.toml --extra build --extra dev --universal --python-version 3.11 \
	    --constraint requirements.txt --generate-hashes --no-emit-index-url --quiet \
	    --output-file requirements-dev.txt

clean: ## take away everything that was made
	rm -rf $(VENV) site .site-* $(REPORT) tests/node/node_modules .coverage* .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	    { echo "Python 3.11 or newer is needed; name one: make PYTHON=python3.12 site"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	    { echo "$(PYTHON) cannot make an environment; on Debian: apt-get install python3-venv"; rm -rf $(VENV); exit 1; }

$(VENV)/.site: requirements.txt pyproject.toml | $(VENV)/bin/python
	$(INSTALL) -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.site
	$(INSTALL) -r requirements-dev.txt
	@touch $@
