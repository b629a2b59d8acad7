"""What can go wrong in the local Lambda: each message says what, where and what to do."""


class LocalLambdaError(Exception):
    """One sentence for the person at the terminal."""


class EmulatorMissing(LocalLambdaError):
    def __init__(self, path: str) -> None:
        super().__init__(f"The Lambda emulator is not at {path}: run `make setup`.")


class RMissing(LocalLambdaError):
    def __init__(self) -> None:
        super().__init__("R is not on the PATH: run `make setup`, which installs it.")


class DockerFailed(LocalLambdaError):
    def __init__(self, reason: str) -> None:
        super().__init__(f"Docker does not answer: start its engine. It says: {reason}")


class EmulatorDied(LocalLambdaError):
    def __init__(self, what: str, log: str) -> None:
        super().__init__(f"The emulator {what}; the end of its log:\n{log[-6000:]}")


class NoAnswerInTime(LocalLambdaError):
    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"No worker answered within {seconds:g} s: look at its log, or give WORKERS."
        )


class ServiceStopped(LocalLambdaError):
    def __init__(self) -> None:
        super().__init__("The service is stopping: start it again to send more.")


class ModelServiceFailed(LocalLambdaError):
    def __init__(self, reason: str, logs: str) -> None:
        super().__init__(f"The model service does not start: {reason}\n{logs}".rstrip())


class PortInUse(LocalLambdaError):
    def __init__(self, port: int) -> None:
        super().__init__(f"Port {port} is in use: stop what listens there or choose another PORT.")


class BadSetting(LocalLambdaError):
    def __init__(self, name: str, value: str, allowed: str) -> None:
        super().__init__(f"{name}={value} is not {allowed}: change it and start again.")


class ModelsMissing(LocalLambdaError):
    """What the models' own error says."""


class ModelNotFetched(LocalLambdaError):
    def __init__(self, uri: str, what: str) -> None:
        super().__init__(f"{uri} cannot be served here: {what}.")


class NodeMissing(LocalLambdaError):
    def __init__(self) -> None:
        super().__init__(
            "There is no Node 20 or newer on the PATH: run `make setup`, which puts one into"
            " .venv/bin, and put that on the PATH, as `make serve` does."
        )


class NodeToolsMissing(LocalLambdaError):
    def __init__(self) -> None:
        super().__init__("node_modules is not complete: run `make setup`, which fills it.")


class SynthesisFailed(LocalLambdaError):
    """What the CDK app says: `infra/` has a sentence for each setting that is wrong."""

    def __init__(self, output: str) -> None:
        super().__init__(output.strip() or "The CDK app failed: run `python -m infra.app`.")


class TemplateUnknown(LocalLambdaError):
    def __init__(self, what: str) -> None:
        super().__init__(f"The template has {what}: teach the local service to read that.")


class TooManyRequests(LocalLambdaError):
    def __init__(self, limit: int) -> None:
        super().__init__(f"All {limit} workers are busy: wait, or raise reserved_concurrency.")


class FunctionUnknown(LocalLambdaError):
    def __init__(self, name: str) -> None:
        super().__init__(f"Function not found: {name}")


class StateMachineFailed(LocalLambdaError):
    def __init__(self, log: str) -> None:
        super().__init__(f"The state machines' runner ended; the end of its log:\n{log[-3000:]}")
