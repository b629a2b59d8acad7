"""The Docker tier: the image as the unmodified Dockerfile makes it, on stand-in bases."""
