# Each target calls one thing; the work is in tools/ and in the programs that these start.
.PHONY: setup serve test lint bench

setup:
	@tools/setup

serve: setup
	@.venv/bin/python -m emulator_tests.emulator

test:
	@tools/test

lint:
	@tools/lint

bench: setup
	@.venv/bin/python -m bench
