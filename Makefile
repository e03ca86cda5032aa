# make demo: compares the exact posit multiplier with PLAM.   make test: everything that must hold.
# Both install what is missing.

.PHONY: demo test test-full bench clean

installed = node_modules/.package-lock.json

demo: $(installed) dist
	scripts/install-tools iverilog yosys osu018
	node dist/cli/main.js compare PositMult PlamMult n=16 es=1

test: $(installed)
	scripts/install-tools iverilog yosys verilator osu018 sta cc chromium
	npm run build
	npm run lint
	npm run typecheck
	npm test

# Every posit of up to 8 bits with up to 4 exponent bits exhaustively, and samples up to 64 bits.
test-full: test
	npm run test:full

bench: $(installed) dist
	scripts/install-tools iverilog yosys
	npm run bench

$(installed): package.json package-lock.json
	npm ci --no-audit --no-fund
	@touch $@

dist: $(installed) rolldown.config.ts $(shell find audit bench circuit cli error-metrics export formal generators golden liberty library operands report sim sweep synth templates tools -type f)
	npm run build
	@touch $@

clean:
	rm -rf dist node_modules
	find rtl-out -mindepth 1 ! -name .gitkeep -delete
