"""A local AWS Lambda: the real runtime emulator behind an HTTP API, beside an S3 server."""
