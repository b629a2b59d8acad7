"""AWS on this machine: Lambda (its own emulator), HTTP API, S3 and Step Functions."""
