"""The fixtures that all test folders share; pytest reads plugins at the root alone."""

pytest_plugins = ["emulator_tests.fixtures"]
