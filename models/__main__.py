"""`python -m models train` and `python -m models publish`."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from .catalogue import FILE, remove_catalogue, write_catalogue
from .errors import ModelsError
from .folders import ROOT, find_models, named
from .publish import publish
from .train import train_all


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parse(arguments)
    try:
        if options.command == "train":
            return train(options)
        published = publish(options.uri, options.catalogue, say)
        print(f"\nS3_MODEL_URI={published.uri}\nMODEL_SHA256={published.sha256}")
    except ModelsError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def train(options: argparse.Namespace) -> int:
    """Train what is not up to date and list it all; 0, or 1 where a model failed."""
    models = find_models(options.root)
    chosen = named(models, options.names)
    data: dict[str, str | None] = {}
    if options.data is not None or options.no_data:
        file = str(options.data.absolute()) if options.data else None
        data = {model.name: file for model in chosen}
    failures = train_all(
        chosen,
        say,
        data,
        quiet=options.quiet,
        image=options.image,
        keep_image=options.keep_image,
    )
    if failures:
        remove_catalogue(options.root)
        print(*failures, sep="\n", file=sys.stderr)
        return 1
    write_catalogue(models, options.root)
    if not options.quiet:
        say(f"{FILE} lists {len(models)} models.")
    return 0


def say(text: str) -> None:
    """Print a line at once, also into a pipe."""
    print(text, flush=True)


# Helpers ----


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.command == "train" and options.data and len(options.names) != 1:
        parser.error("--data needs the one model that it is for: train MODEL --data FILE")
    if options.command == "train" and options.data and options.image:
        parser.error("--data is for this machine's R: an image sees no file outside models/")
    return options


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m models", description="Train and publish models."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    train = commands.add_parser("train", help="train what is not up to date, write the catalogue")
    train.add_argument("names", nargs="*", metavar="model", help="only these (default: all)")
    source = train.add_mutually_exclusive_group()
    source.add_argument(
        "--data", type=Path, metavar="FILE", help="what the named model is trained on"
    )
    source.add_argument(
        "--no-data", action="store_true", help="forget the FILE of an earlier --data"
    )
    train.add_argument("--quiet", action="store_true", help="say nothing of what is up to date")
    train.add_argument("--image", help="train with the R in this Docker image, not this machine's")
    train.add_argument(
        "--keep-image", action="store_true", help="leave what an image has trained as it is"
    )
    train.add_argument("--root", type=Path, default=ROOT, help=argparse.SUPPRESS)
    publish = commands.add_parser("publish", help="upload the catalogue and its models to S3")
    publish.add_argument("uri", metavar="s3://bucket/prefix")
    publish.add_argument("--catalogue", type=Path, default=ROOT / FILE, metavar="FILE")
    return parser


if __name__ == "__main__":
    sys.exit(main())
