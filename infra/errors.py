"""What can be wrong with what the user gave: one sentence each, that says what to do."""

from collections.abc import Sequence


class InfraError(Exception):
    """Printed as it is, without a traceback."""


class BadSettings(InfraError):
    """One line for each setting that is wrong."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = list(sentences)


class NoModels(InfraError):
    def __init__(self, path: str) -> None:
        super().__init__(
            f"There is no {path}: run `make models`, which trains the models and writes it, or"
            " serve a file that is in S3 already with -c model_uri=s3://bucket/key.rds."
        )


class PageNotBuilt(InfraError):
    def __init__(self, path: str) -> None:
        super().__init__(
            f"The page cannot be built, there is no {path}: run `make setup`, which brings what it"
            " needs, or set web_page.enabled to false."
        )


class PageHasNoHead(InfraError):
    def __init__(self, name: str) -> None:
        super().__init__(f"The page's {name} has no <head>, where its policy belongs: give it one.")


class BadCatalogue(InfraError):
    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path} {reason}: run `make models` to write it anew.")


class ImageLacksPackages(InfraError):
    """`reason` has the lines to add."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"Nothing was deployed.\n{reason}")


class NotProven(InfraError):
    def __init__(self, reason: str) -> None:
        super().__init__(
            f"Nothing was deployed, since {reason}: what is above says why. Models that the image"
            " itself trains have its answers: `python -m models train --image r-models:deploy`."
        )
