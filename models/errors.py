"""What can go wrong with the models: each message says what, where and what to do."""

from collections.abc import Mapping, Sequence
from pathlib import Path


class ModelsError(Exception):
    """One sentence for the person at the terminal."""


class NoModels(ModelsError):
    def __init__(self, folder: Path) -> None:
        super().__init__(f"There is no {folder}/*/train.R: add a folder with a train.R to it.")


class UnknownModel(ModelsError):
    def __init__(self, name: str, known: list[str]) -> None:
        super().__init__(f'There is no model "{name}": the models are {", ".join(known)}.')


class BadName(ModelsError):
    def __init__(self, folder: Path) -> None:
        super().__init__(
            f'A model\'s name stands in URLs, and "{folder.name}" cannot: rename the folder'
            f" {folder} to letters, digits, _ and - only, a letter or digit first."
        )


class BadDefault(ModelsError):
    def __init__(self, file: Path, name: str, known: list[str]) -> None:
        super().__init__(
            f'{file} names "{name}", which is not a model: write one of {", ".join(known)} into it.'
        )


class TrainingFailed(ModelsError):
    def __init__(self, script: Path, reason: str, log: Path) -> None:
        super().__init__(f"{script} failed: {reason} (its whole output: {log})")


class NothingSaved(ModelsError):
    def __init__(self, script: Path, file: Path, name: str) -> None:
        super().__init__(
            f"{script} ran through, but did not write {file}: end it with"
            f' modelservice::save_model(fit, name = "{name}", data = ...).'
        )


class BadCard(ModelsError):
    def __init__(self, file: Path, reason: str) -> None:
        super().__init__(f"{file} {reason}: train the model again with `make models`.")


class PackagesMissing(ModelsError):
    """`missing` are the models that need each package."""

    def __init__(self, file: Path, missing: Mapping[str, Sequence[str]]) -> None:
        super().__init__("\n".join(self._line(file, *each) for each in missing.items()))

    @staticmethod
    def _line(file: Path, package: str, models: Sequence[str]) -> str:
        needed_by = f"model {models[0]}" if len(models) == 1 else f"models {', '.join(models)}"
        return (
            f"The image would lack the R package {package}, needed by the {needed_by}:"
            f" add the line `{package}` to {file}."
        )


class DataMissing(ModelsError):
    def __init__(self, name: str, file: str) -> None:
        super().__init__(
            f"The file {file} that {name} is trained on is not there:"
            f" give another with --data FILE, or --no-data to train without one."
        )


class RMissing(ModelsError):
    def __init__(self) -> None:
        super().__init__("R is not on the PATH: run `make setup`, which installs it.")


class DockerMissing(ModelsError):
    def __init__(self) -> None:
        super().__init__("docker is not on the PATH: install it, or train with this machine's R.")


class BadUri(ModelsError):
    def __init__(self, uri: str) -> None:
        super().__init__(
            f'"{uri}" is not a place to publish to: give s3://bucket or s3://bucket/prefix.'
        )


class BadS3Uri(ModelsError):
    def __init__(self, uri: str) -> None:
        super().__init__(
            f'"{uri}" is not the address of an object: give s3://bucket/key, with no "." or ".."'
            " between slashes, and ?versionId=… after it to pin a version."
        )


class NotACatalogue(ModelsError):
    """`reason` completes a sentence that begins with the name of the file."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"The catalogue {reason}: run `make models` to write it anew.")
        self.reason = reason


class NotBuilt(ModelsError):
    def __init__(self, file: Path) -> None:
        super().__init__(f"{file} is missing: run `make models`, which trains and writes it.")


class WouldOverwrite(ModelsError):
    def __init__(self, uris: list[str]) -> None:
        are = "are there with other contents" if len(uris) > 1 else "is there with other contents"
        super().__init__(
            f"{', '.join(uris)} {are}, and nothing was uploaded: publish to another prefix,"
            " such as one with a date or version, so that what runs now keeps its model."
        )


class StoreRefused(ModelsError):
    def __init__(self, uri: str, reason: str) -> None:
        super().__init__(f"{uri}: {reason}.")
