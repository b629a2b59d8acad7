"""One folder a model, and the commands that train, list and publish them."""
