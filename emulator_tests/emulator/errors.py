"""What can go wrong in the local Lambda: each message says what, where and what to do."""


class LocalLambdaError(Exception):
    """One sentence for the person at the terminal."""


class EmulatorMissing(LocalLambdaError):
    def __init__(self, path: str) -> None:
        super().__init__(f"The Lambda emulator is not at {path}: run `make setup`.")


class RMissing(LocalLambdaError):
    def __init__(self) -> None:
        super().__init__("R is not on the PATH: run `make setup`, which installs it.")


class EmulatorDied(LocalLambdaError):
    def __init__(self, what: str, log: str) -> None:
        super().__init__(f"The emulator {what}; the end of its log:\n{log[-6000:]}")


class RuntimeNeverCalled(LocalLambdaError):
    def __init__(self, what: str, seconds: float, output: str) -> None:
        super().__init__(f"The runtime sent no {what} within {seconds:g} s; its output:\n{output}")


class PortInUse(LocalLambdaError):
    def __init__(self, port: int) -> None:
        super().__init__(f"Port {port} is in use: stop what listens there or choose another PORT.")


class BadSetting(LocalLambdaError):
    def __init__(self, name: str, value: str, allowed: str) -> None:
        super().__init__(f"{name}={value} is not {allowed}: change it and start again.")


class FileMissing(LocalLambdaError):
    def __init__(self, path: str, remedy: str) -> None:
        super().__init__(f"{path} is missing: {remedy}.")
