"""One folder per model, and the commands that train, list and publish them."""
