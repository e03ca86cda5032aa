# make demo: compares the exact posit multiplier with PLAM, also by what a network loses.
# make test: what must hold, in five minutes.
# make test-deep: the rest, in half an hour: lint, every operand of more designs, wide designs, long runs.
# All install what is missing.

.PHONY: demo test lint test-deep test-full bench clean

installed = node_modules/.package-lock.json
test-tools = iverilog yosys verilator osu018 sta cc c++ chromium

# Every folder but those that no source of the program is in, so that a new one cannot be forgotten.
elsewhere = ./node_modules ./dist ./rtl-out ./test ./docs ./.git
sources = $(shell find . $(elsewhere:%=-path % -prune -o) -type f \( -name '*.ts' -o -name '*.mjs' -o -path './templates/*' \) -print)

demo: dist
	scripts/install-tools iverilog yosys osu018
	node dist/cli/main.js compare PositMult PlamMult n=16 es=1
	node dist/cli/main.js infer lenet5 PositMult PlamMult n=16 es=1 --data built-in

test: dist
	scripts/install-tools $(test-tools)
	npm run typecheck
	npm test

lint: $(installed)
	npm run lint

test-deep: dist lint
	scripts/install-tools $(test-tools) slurm ghdl
	npm run test:deep

# Samples of posits of 16 to 64 bits with up to 4 exponent bits, as large as a user's.
test-full: dist
	scripts/install-tools iverilog
	npm run test:full

bench: dist
	scripts/install-tools iverilog yosys
	npm run bench

$(installed): package.json package-lock.json
	npm ci --no-audit --no-fund
	@touch $@

dist: $(installed) tsconfig.json tsconfig.build.json $(sources)
	npm run build
	@touch $@

clean:
	rm -rf dist node_modules
	find rtl-out -mindepth 1 ! -name .gitkeep -delete
