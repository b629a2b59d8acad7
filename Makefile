# Each target calls one thing; the work is in tools/ and in the programs that these start.
.PHONY: setup models serve test test-image image lint sanitize bench bootstrap deploy

setup:
	@tools/setup

models: setup
	@.venv/bin/python -m models train

serve:
	@tools/serve

test:
	@tools/test

test-image:
	@tools/test-image

image:
	@tools/image

lint:
	@tools/lint

sanitize:
	@tools/sanitize

bootstrap:
	@tools/cdk bootstrap

deploy:
	@tools/cdk deploy

bench: setup
	@PATH="$$PWD/.venv/bin:$$PATH" .venv/bin/python -m bench
